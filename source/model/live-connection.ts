import type {Client} from './client.ts';

/** A connection that is known to be open; its server keeps it by connection id. */
export type LiveConnection = {
	readonly cid: number;
	readonly client: Client;
	readonly startedAt: number | undefined;
};
