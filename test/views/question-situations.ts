// Systems in which one of the questions comes up: the demo, recordings, and servers made for it.
import {linkSubject, type Message} from '../../source/wire/message.ts';
import {type Fields, linkUp, MadeServer, noon, ping} from '../events/made-server.ts';
import {LiveDemo} from './live-demo.ts';
import {demoStage, recordingStage, Stage} from './stage.ts';

/** The first screen. */
export type Situation = (columns: number, rows: number) => Stage;

export const demoAt =
	(seconds: number): Situation =>
	(columns, rows) =>
		demoStage(seconds, columns, rows);

/** The demo as it goes on: what the keys ask for is answered. */
export const liveAt =
	(seconds: number): Situation =>
	(columns, rows) =>
		new LiveDemo(columns, rows, 'overview').wait(seconds);

export const recorded =
	(fixture: string, seconds: number): Situation =>
	(columns, rows) =>
		recordingStage(fixture, seconds, columns, rows);

export const incident = demoAt(60);

export function ownLinkDown(columns: number, rows: number): Stage {
	const stage = demoStage(30, columns, rows);
	const text = JSON.stringify({state: 'down', reason: 'connection closed by the server'});
	return stage.hear([{at: stage.now, subject: linkSubject, text}]).passTo(stage.now + 12_000);
}

const mebibyte = 1_048_576;

/** What a server answers; nothing when it is gone. */
type Told = (server: MadeServer, second: number) => Fields | undefined;

/** What else is told within the two seconds that begin at an epoch millisecond. */
type Meanwhile = (at: number, second: number) => readonly Message[];

/** Servers that are asked and answer every two seconds, so many seconds long; the first screen is seen each time. */
function telling(
	servers: readonly MadeServer[],
	seconds: number,
	told: Told,
	meanwhile: Meanwhile = () => [],
): Situation {
	return (columns, rows) => {
		const stage = new Stage(columns, rows, 'overview', {label: 'made'}).hear([linkUp(noon - 10)]);
		for (const server of servers) server.sequence = 100;
		for (let second = 0; second <= seconds; second += 2) {
			const at = noon + second * 1000;
			const answers = servers.flatMap(server => {
				const statsz = told(server, second);
				return statsz === undefined ? [] : [server.answer(at + 10, statsz)];
			});
			stage.hear([ping(at), ...answers, ...meanwhile(at, second)]).passTo(at + 1500);
			stage.draw();
		}
		return stage;
	};
}

function named(...names: readonly string[]): readonly MadeServer[] {
	return names.map(name => new MadeServer(name));
}

/** A pool of three routes to each of these. */
function routesTo(names: readonly string[]): Fields {
	const none = {msgs: 1, bytes: 1};
	return {
		routes: names.flatMap((name, peer) =>
			[0, 1, 2].map(link => ({rid: peer * 10 + link, name, sent: none, received: none, pending: 0})),
		),
	};
}

/** Five servers of which two lost sight of the others. */
export const split = telling(named('n1', 'n2', 'n3', 'n4', 'n5'), 110, ({name}) => ({
	active_servers: name === 'n4' || name === 'n5' ? 2 : 5,
}));

const others: Readonly<Record<string, readonly string[]>> = {n1: ['n2', 'n3'], n2: ['n1'], n3: ['n1']};

/** Three servers; n2 and n3 have no route to each other. */
export const noRoute = telling(named('n1', 'n2', 'n3'), 20, ({name}) => ({
	active_servers: 3,
	...routesTo(others[name] ?? []),
}));

/** Two clusters, of which only one has a gateway to the other. */
export const noGateway = telling(
	[new MadeServer('e1', {cluster: 'east'}), new MadeServer('w1', {cluster: 'west'})],
	20,
	({name}) => {
		const none = {msgs: 0, bytes: 0};
		const gateways = [{gwid: 1, name: 'west', sent: none, received: none, inbound_connections: 1}];
		return {active_servers: 2, ...(name === 'e1' && {gateways})};
	},
);

const peers = ['n1', 'n2', 'n3', 'n4', 'n5'].map(name => new MadeServer(name, {jetstream: true, domain: 'hub'}));
const replicas = peers.slice(1).map(({name}) => ({name, current: true}));

/** A meta group of five led by n5, of which three shut down after ten seconds. */
export const noMetaLeader = telling(
	peers,
	24,
	({name}, second) => {
		if (second > 8 && name > 'n2') return undefined;
		const leader = second > 8 ? '' : 'n5';
		const meta = {name: '_meta_', leader, peer: leader, cluster_size: 5, replicas: name === leader ? replicas : []};
		const stats = {memory: 0, storage: 0, api: {total: 1, errors: 0}};
		const jetstream = {config: {max_memory: 1000, max_storage: 1000}, stats, meta};
		return {active_servers: second > 8 ? 2 : 5, jetstream};
	},
	(at, second) => (second === 8 ? peers.slice(2).map(server => server.goodbye(at + 200, 'SHUTDOWN')) : []),
);

function clockOff(): readonly MadeServer[] {
	const servers = named('n1', 'n2', 'n3', 'n4');
	for (const server of servers) if (server.name === 'n3') server.clockAheadMs = 90_000;
	return servers;
}

/** Four servers, of which one is a minute and a half ahead. */
export const clockAhead = telling(clockOff(), 10, () => ({active_servers: 4}));

/** Memory that grows by a mebibyte a second on n2. */
export const growing = telling(named('n1', 'n2', 'n3'), 300, ({name}, second) => ({
	active_servers: 3,
	gomemlimit: 1000 * mebibyte,
	mem: (100 + (name === 'n2' ? second : 0)) * mebibyte,
}));

/** A cluster of which one server has most of the clients. */
export const uneven = telling(named('n1', 'n2', 'n3'), 80, ({name}) => ({
	active_servers: 3,
	connections: name === 'n1' ? 400 : 90,
	total_connections: 1000,
}));

const old = new MadeServer('n2', {ver: '2.11.17'});

/** A server before 2.12, which tells of no login that never finishes: of eleven sockets within two seconds eight do not. */
export const neverFinished = telling(
	[old],
	120,
	(_, second) => ({total_connections: 1000 + Math.max(0, (second - 60) / 2) * 11}),
	(at, second) => {
		if (second < 60) return [];
		const cid = second * 10;
		return [old.connect(at + 100, cid), old.authError(at + 200, cid + 1), old.authError(at + 300, cid + 2)];
	},
);

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A login by JWT that expires so many minutes after noon. */
function loginUntil(server: MadeServer, cid: number, minutes: number, client: Fields): Message {
	const claims = {exp: noon / 1000 + minutes * 60, jti: 'ID', iat: 1_700_000_000, name: 'u', nats: {type: 'user'}};
	const jwt = `${encoded({typ: 'JWT', alg: 'ed25519-nkey'})}.${encoded(claims)}.c2lnbmF0dXJl`;
	return server.connect(noon + 4100, cid, {jwt, ...client});
}

const [issuer = new MadeServer('n1')] = named('n1');

/** Two users whose logins end within the hour, and one who has weeks. */
export const expiring = telling(
	[issuer],
	10,
	() => ({connections: 3, total_connections: 3}),
	(_, second) => {
		if (second !== 4) return [];
		return [
			loginUntil(issuer, 5, 40, {user: 'UORDERS', name: 'orders'}),
			loginUntil(issuer, 6, 20, {user: 'UREPORTS', name: 'reports'}),
			loginUntil(issuer, 7, 30_000, {user: 'UBILLING', name: 'billing'}),
		];
	},
);

/** An account that is full: one client is turned away every two seconds. */
export const accountFull = telling(
	[issuer],
	40,
	() => ({connections: 100, total_connections: 200}),
	(at, second) => [issuer.disconnect(at + 100, 100 + second, {acc: 'APP'}, 'Maximum Account Connections Exceeded')],
);
