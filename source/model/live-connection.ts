import type {Client} from './client.ts';
import type {ColumnsReader, ColumnsWriter} from './columns.ts';

/** A connection that is known to be open; its server keeps it by connection id. It never changes: keyframes share it. */
export type LiveConnection = {
	readonly cid: number;
	/** Key and number of its client. */
	readonly clientKey: string;
	readonly clientNumber: number;
	readonly startedAt: number | undefined;
};

export function writeLiveConnection({number, maybe, text}: ColumnsWriter, connection: LiveConnection): void {
	number(connection.cid);
	text(connection.clientKey);
	number(connection.clientNumber);
	maybe(connection.startedAt);
}

export function readLiveConnection({number, maybe, text}: ColumnsReader): LiveConnection {
	return {cid: number(), clientKey: text(), clientNumber: number(), startedAt: maybe()};
}

/** The client of a connection; undefined when that had to give way, even if it is known again. */
export function clientOfConnection(
	{clients}: {readonly clients: ReadonlyMap<string, Client>},
	{clientKey, clientNumber}: LiveConnection,
): Client | undefined {
	const client = clients.get(clientKey);
	return client?.number === clientNumber ? client : undefined;
}
