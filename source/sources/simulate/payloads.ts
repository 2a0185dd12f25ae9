// The JSON bodies as nats-server 2.15.2 (and 2.14.5 where it differs) writes them: names, order and what is left out.
import type {Application, ServerRole} from './cast.ts';
import type {Traffic, Volume} from './flow.ts';

type Body = Readonly<Record<string, unknown>>;

const featureFlags = {
	js_ack_fc_v2: false,
	js_api_reply_v2: false,
	js_raft_delete_range: true,
	js_snapshot_sources: false,
} as const;
const featureFlagsBefore215 = {js_ack_fc_v2: false, js_raft_delete_range: true} as const;

export const serverInfo = (role: ServerRole, id: string, sequence: number, time: string): Body => ({
	name: role.name,
	host: '0.0.0.0',
	id,
	cluster: role.cluster.name,
	ver: role.version,
	tags: role.tags,
	metadata: role.metadata,
	feature_flags: isBefore215(role.version) ? featureFlagsBefore215 : featureFlags,
	jetstream: role.cluster.jetStream,
	flags: role.cluster.jetStream ? 7 : 0,
	seq: sequence,
	time,
});

const isBefore215 = (version: string): boolean => version.startsWith('2.14.');

/** The typed head of the events about connections. */
export const eventHead = (
	kind: 'client_connect' | 'client_disconnect' | 'account_connections',
	id: string,
	timestamp: string,
): Body => ({
	type: `io.nats.server.advisory.v1.${kind}`,
	id,
	timestamp,
});

export const dataStats = (volume: Volume): Body => ({msgs: volume.messages, bytes: volume.bytes});

export const sentOf = (traffic: Traffic): Volume => ({messages: traffic.outMessages, bytes: traffic.outBytes});
export const receivedOf = (traffic: Traffic): Volume => ({messages: traffic.inMessages, bytes: traffic.inBytes});

export type ClientFigures = {
	readonly application: Pick<Application, 'name' | 'user' | 'kind' | 'language'> & {
		readonly jwt?: Application['jwt'] | undefined;
	};
	/** The client's number within its application; part of the client id of an MQTT client. */
	readonly index: number;
	readonly host: string;
	readonly cid: number;
	readonly version: string;
	readonly account: string;
	readonly accountName: string;
	readonly start: string;
	/** Present once the connection has ended. */
	readonly stop?: string;
	readonly roundTripNanoseconds?: number;
};

/** Of an MQTT client. */
export const clientId = ({
	application,
	index,
}: Pick<ClientFigures, 'index'> & {readonly application: {readonly name: string}}): string =>
	`${application.name}-${String(index + 1).padStart(4, '0')}`;

/** The `client` object. MQTT has no name and no round trip, a leafnode no language, a caller that sends no CONNECT none of these. */
export function clientInfo(figures: ClientFigures): Body {
	const {application, index} = figures;
	const isMqtt = application.kind === 'mqtt';
	const isLeafnode = application.kind === 'leafnode';
	const jwt = application.jwt === undefined ? {} : {jwt: application.jwt.text, issuer_key: application.jwt.issuerKey};
	return {
		start: figures.start,
		host: figures.host,
		id: figures.cid,
		acc: figures.account,
		...present('user', application.user),
		...(isMqtt ? {} : present('name', application.name)),
		...present('lang', application.language),
		...present('ver', figures.version),
		...(isMqtt || figures.roundTripNanoseconds === undefined ? {} : {rtt: figures.roundTripNanoseconds}),
		...(figures.stop === undefined ? {} : {stop: figures.stop}),
		...jwt,
		name_tag: figures.accountName,
		kind: isLeafnode ? 'Leafnode' : 'Client',
		...(isLeafnode ? {} : {client_type: application.kind}),
		...(isMqtt ? {client_id: clientId({application, index})} : {}),
	};
}

const present = (name: string, text: string): Body => (text === '' ? {} : {[name]: text});

/** DISCONNECT and AUTH.ERR; `traffic` is seen from the server, the body from the client. */
export const clientEnded = (head: Body, server: Body, client: Body, traffic: Traffic, reason: string): Body => ({
	...head,
	server,
	client,
	sent: dataStats(receivedOf(traffic)),
	received: dataStats(sentOf(traffic)),
	reason,
});

/** The part of an account's traffic that came from, or went to, other servers. */
export type Carried = {readonly gateways: Volume; readonly routes: Volume; readonly leafs: Volume};

export type AccountFigures = {
	readonly account: string;
	readonly name: string;
	readonly clients: number;
	readonly leafnodes: number;
	readonly subscriptions: number;
	/** To and from clients. */
	readonly traffic: Traffic;
	readonly sentOn: Carried;
	readonly receivedFrom: Carried;
	readonly slowConsumers: number;
};

/** The account's share of CONNS and STATZ; the totals include what was carried. */
export const accountStat = (figures: AccountFigures): Body => ({
	acc: figures.account,
	name: figures.name,
	conns: figures.clients,
	leafnodes: figures.leafnodes,
	total_conns: figures.clients + figures.leafnodes,
	num_subscriptions: figures.subscriptions,
	sent: carriedStats(sentOf(figures.traffic), figures.sentOn),
	received: carriedStats(receivedOf(figures.traffic), figures.receivedFrom),
	slow_consumers: figures.slowConsumers,
});

const carriedStats = (clients: Volume, carried: Carried): Body => ({
	msgs: clients.messages + carried.gateways.messages + carried.routes.messages + carried.leafs.messages,
	bytes: clients.bytes + carried.gateways.bytes + carried.routes.bytes + carried.leafs.bytes,
	gateways: dataStats(carried.gateways),
	routes: dataStats(carried.routes),
	leafs: dataStats(carried.leafs),
});
