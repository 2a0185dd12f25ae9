// The one way in for everything that a server sends, events and answers alike: its sender becomes known, and what came
// before by another path is dropped.
import {withGap} from './missed-events.ts';
import type {Model} from './model.ts';
import {noteServer} from './notices.ts';
import type {Server} from './server.ts';
import {addServer, alreadySeen, describe, type ServerDescription} from './servers.ts';

/** Who sent a message, as far as it says. */
export type Signature = {
	readonly sender: (ServerDescription & {readonly id: string}) | undefined;
	/** The sender's number for the message; 0 when there is none. */
	readonly sequence: number;
	/** Id of the sender where the message itself names none: only a server that is known already can be meant. */
	readonly knownId?: string;
};

/**
 * The server that sent a message, made known when it is new. `twice` when this very message came before: the same
 * server and sequence number, as where two links bridge system accounts. `not understood` when it names no sender.
 */
export function registerSender(
	model: Model,
	{sender, sequence, knownId = ''}: Signature,
	at: number,
): Server | 'twice' | 'not understood' {
	if (sender === undefined) return model.servers.get(knownId) ?? 'not understood';
	let server = model.servers.get(sender.id);
	if (server === undefined) server = addServer(model, sender.id, sender, at);
	else if (server.rawName !== sender.rawName) describe(model, server, sender);
	if (sequence > 0) {
		noteMissed(model, server, sequence, at);
		if (alreadySeen(server, sequence, at)) return 'twice';
	}
	heard(model, server, at);
	return server;
}

/**
 * Notes what was missed of a server that is heard again, before its message with this number is taken in. Where it was
 * heard all the time a gap says nothing: servers answer others too.
 */
function noteMissed(model: Model, server: Server, sequence: number, at: number): void {
	const {seenSequences, lastSeenAt, silentSince} = server;
	const gap = sequence - seenSequences.highest - 1;
	if (gap <= 0 || seenSequences.highest === 0) return;
	const {missed} = model;
	if (model.nothingHeardSince !== undefined || lastSeenAt < model.listeningSince) {
		model.missed = {...missed, link: withGap(missed.link, server, gap, at)};
	} else if (silentSince !== undefined) {
		model.missed = {...missed, silence: withGap(missed.silence, server, gap, at)};
	}
}

function heard(model: Model, server: Server, at: number): void {
	server.lastSeenAt = at;
	if (server.silentSince === undefined) return;
	const seconds = Math.round((at - server.silentSince) / 1000);
	noteServer(model, 'back', at, server, `heard again after ${seconds} s of silence`);
	server.silentSince = undefined;
	// It may not hear our PINGs, as where a gateway is missing in one direction: until it answers one, it is heard by its
	// heartbeats.
	server.roundTripMs = undefined;
}
