// The `server` block that every event and nearly every answer carries: who sent it. Source: nats-server, ServerInfo.
import type {Envelope} from './envelope.ts';
import {type Fields, list, text} from './fields.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {addServer, alreadySeen, describe, type ServerDescription} from '../model/servers.ts';
import {noteServer} from '../model/notices.ts';

function descriptionOf(block: Fields, rawName: string): ServerDescription {
	return {
		rawName,
		name: text(block['name']) || text(block['id']),
		cluster: text(block['cluster']),
		domain: text(block['domain']),
		version: text(block['ver']),
		host: text(block['host']),
		tags: list(block['tags']).slice(0, 32).map(text),
		jetStream: block['jetstream'] === true,
	};
}

const longestId = 128;

/**
 * The server that sent a message, made known when it is new; `nobody` when the block names none, `twice` when this
 * very message came before (the same server id and sequence number: two links that bridge system accounts).
 */
export function senderOf(model: Model, envelope: Envelope, at: number): Server | 'nobody' | 'twice' {
	const {server: block, sequence} = envelope;
	const {id, name} = block;
	if (typeof id !== 'string' || id === '' || id.length > longestId) return 'nobody';
	const rawName = typeof name === 'string' ? name.slice(0, longestId) : '';
	let server = model.servers.get(id);
	if (server === undefined) server = addServer(model, id, descriptionOf(block, rawName), at);
	else if (server.rawName !== rawName) describe(model, server, descriptionOf(block, rawName));
	if (sequence > 0 && alreadySeen(server, sequence, at)) return 'twice';
	heard(model, server, at);
	return server;
}

// The block that a server's description was last compared with: opening messages gives the same one again and again.
const compared = new WeakMap<Server, Fields>();

/** Looks again at everything the block says; for the messages that come at leisure. */
export function refreshDescription(model: Model, server: Server, block: Fields): void {
	if (compared.get(server) === block) return;
	compared.set(server, block);
	const description = descriptionOf(block, server.rawName);
	if (
		description.cluster !== server.cluster ||
		description.domain !== server.domain ||
		description.jetStream !== server.jetStream ||
		description.tags.length !== server.tags.length ||
		description.tags.some((tag, index) => tag !== server.tags[index])
	) {
		describe(model, server, description);
	}
}

function heard(model: Model, server: Server, at: number): void {
	server.lastSeenAt = at;
	if (server.silentSince !== undefined) {
		noteServer(
			model,
			'back',
			at,
			server,
			`heard again after ${Math.round((at - server.silentSince) / 1000)} s of silence`,
		);
		server.silentSince = undefined;
	}
}
