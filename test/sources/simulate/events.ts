import {told} from './story.ts';

export type Stats = {readonly msgs: number; readonly bytes: number};
type Client = {
	readonly acc: string;
	readonly id: number;
	readonly name?: string;
	readonly host: string;
	readonly jwt?: string;
	readonly ver?: string;
	readonly start: string;
	readonly stop?: string;
	readonly kind: string;
	readonly client_type?: string;
};
export type Statsz = {
	readonly start: string;
	readonly cpu: number;
	readonly mem: number;
	readonly connections: number;
	readonly total_connections: number;
	readonly sent: Stats;
	readonly received: Stats;
	readonly sent_to_clients: Stats;
	readonly received_from_clients: Stats;
	readonly slow_consumers: number;
	readonly stale_connections?: number;
	readonly active_servers: number;
	readonly routes: ReadonlyArray<{
		readonly rid: number;
		readonly name: string;
		readonly sent: Stats;
		readonly received: Stats;
	}>;
	readonly gateways: ReadonlyArray<{
		readonly gwid: number;
		readonly name: string;
		readonly sent: Stats;
		readonly received: Stats;
		readonly inbound_connections: number;
	}>;
	readonly jetstream?: {
		readonly stats: {readonly api: {readonly total: number; readonly errors: number}};
		readonly meta: {readonly name: string; readonly leader?: string; readonly replicas?: readonly object[]};
	};
};
export type Body = {
	readonly id: string;
	readonly server: {
		readonly id: string;
		readonly name: string;
		readonly seq: number;
		readonly time: string;
		readonly cluster: string;
	};
	readonly client?: Client;
	readonly statsz?: Statsz;
	readonly reason?: string;
	readonly acc?: string;
	readonly conns?: number;
	readonly leafnodes?: number;
	readonly sent?: Stats;
	readonly received?: Stats;
};
export type Event = {readonly at: number; readonly subject: string; readonly body: Body};

/** The events of the story, read; times from its beginning. */
export const events: Event[] = told
	.filter(({subject}) => /^\$SYS\.(ACCOUNT|SERVER)/.test(subject))
	.map(({at, subject, body}) => {
		const known = body as Body;
		// SHUTDOWN and LAMEDUCK are the bare server.
		return {at, subject, body: 'server' in known ? known : ({server: known} as unknown as Body)};
	});

export const during = (from: number, to: number): Event[] => events.filter(({at}) => at >= from && at < to);
export const ending = (list: readonly Event[], end: string): Event[] =>
	list.filter(({subject}) => subject.endsWith(end));
