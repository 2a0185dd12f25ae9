// The `server` block that every event and nearly every answer carries: who sent it. Source: nats-server, ServerInfo.
import {type Fields, list, text} from './fields.ts';

/** What a message tells of its sender; texts are tamed. */
export type Sender = {
	readonly id: string;
	/** Its name, shortened; names are told apart by it. */
	readonly rawName: string;
	/** For display; the id when it has no name. */
	readonly name: string;
	/** Empty for a single server without cluster. */
	readonly cluster: string;
	/** JetStream domain; empty without one. */
	readonly domain: string;
	readonly version: string;
	/** The address it listens on, often `0.0.0.0`. */
	readonly host: string;
	readonly tags: readonly string[];
	readonly jetStream: boolean;
};

const longestId = 128;
const mostTags = 32;

/** The sender that a `server` block describes; undefined when it has no id. */
export function senderIn(block: Fields): Sender | undefined {
	const {id: rawId, name} = block;
	if (typeof rawId !== 'string' || rawId.length > longestId) return undefined;
	const id = text(rawId);
	if (id === '') return undefined;
	return {
		id,
		rawName: text(name).slice(0, longestId),
		name: text(name) || id,
		cluster: text(block['cluster']),
		domain: text(block['domain']),
		version: text(block['ver']),
		host: text(block['host']),
		tags: list(block['tags']).slice(0, mostTags).map(text),
		jetStream: block['jetstream'] === true,
	};
}
