// Whatever stands in a field instead of a number that is possible there: what is made of it is unknown, a dash on the
// screen and null in JSON, and nowhere 0. Which places a field reaches is found out by changing it: what differs between
// two good values is made of it.
import {describe, expect, test} from 'vitest';
import {ingest} from '../../source/core/ingest.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {tick} from '../../source/model/tick.ts';
import {snapshotOf} from '../../source/output/snapshot.ts';
import {textOf} from '../../source/screen/screen.ts';
import {accountPage} from '../../source/views/pages/identity-pages.ts';
import {connectionPage} from '../../source/views/pages/connection-page.ts';
import {serverPage} from '../../source/views/pages/server-page.ts';
import {answerPrefix, type Message} from '../../source/wire/message.ts';
import {linkUp, MadeServer, noon, timeText} from '../events/made-server.ts';
import {toldOf} from '../helpers/replay.ts';
import {Stage} from '../views/stage.ts';

type Fields = Record<string, unknown>;

const impossible: readonly (readonly [string, unknown])[] = [
	['null', null],
	['text', '987654'],
	['a negative number', -987_654],
	['more than 64 bits', 2 ** 70],
	['a list', [987_654]],
	['an object', {msgs: 987_654}],
];

/** How impossible values could show. */
const badText = /987,?654|964\.5K|987\.7k|NaN|Infinity|undefined|\[object|180,?591|1180591|1\.2e21|null/;

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same with another value at the end of a path. */
function changed(fields: Fields, [key = '', ...rest]: readonly string[], value: unknown): Fields {
	const inner = fields[key];
	if (rest.length === 0) return {...fields, [key]: value};
	if (Array.isArray(inner)) {
		const [place = '', ...deeper] = rest;
		return {
			...fields,
			[key]: inner.map((each, index) =>
				String(index) === place ? (deeper.length === 0 ? value : changed(each, deeper, value)) : each,
			),
		};
	}
	return {...fields, [key]: changed(isFields(inner) ? inner : {}, rest, value)};
}

const traffic = (messages: number): Fields => ({msgs: messages, bytes: messages * 100});

/** Statistics with every number that is read; `step` 1 is the later sample. */
function statsz(step: number): Fields {
	return {
		start: timeText(noon - 3_600_000),
		mem: 20_000_000,
		gomemlimit: 90_000_000,
		cores: 4,
		gomaxprocs: 2,
		cpu: 34,
		connections: 321,
		total_connections: 4321 + 20 * step,
		active_accounts: 6,
		subscriptions: 4567,
		sent: traffic(7000 + 900 * step),
		received: traffic(8000 + 700 * step),
		slow_consumers: 23,
		slow_consumer_stats: {clients: 11, routes: 13, gateways: 15, leafs: 17},
		stale_connections: 31,
		stalled_clients: 33,
		active_servers: 3,
		routes: [{rid: 1, name: 'n2', pending: 4242}],
		gateways: [{gwid: 1, name: 'west', inbound_connections: 37}],
		jetstream: {
			config: {max_memory: 77_000_000, max_storage: 88_000_000},
			stats: {memory: 5_500_000, storage: 6_600_000, ha_assets: 41, api: {total: 4343, errors: 47}},
			meta: {leader: 'n1', cluster_size: 53, replicas: [{name: 'n2', current: true, lag: 59}]},
		},
	};
}

function share(step: number): Fields {
	const withParts = (messages: number): Fields => ({
		...traffic(messages),
		routes: traffic(messages / 10),
		gateways: traffic(messages / 20),
	});
	return {
		acc: 'APP',
		conns: 321,
		leafnodes: 23,
		num_subscriptions: 4567,
		sent: withParts(7000 + 900 * step),
		received: withParts(8000 + 700 * step),
		slow_consumers: 12,
	};
}

function departure(): Fields {
	return {
		client: {
			start: timeText(noon - 60_000),
			stop: timeText(noon),
			host: '10.0.0.1',
			id: 4711,
			acc: 'APP',
			user: 'app',
			name: 'orders',
			rtt: 3_300_000,
			kind: 'Client',
		},
		sent: traffic(4444),
		received: traffic(5555),
		reason: 'Client Closed',
	};
}

type Kind = {
	readonly name: string;
	/** The body at one of two moments, two seconds apart. */
	readonly body: (step: number) => Fields;
	readonly message: (server: MadeServer, at: number, body: Fields) => Message;
	/** Fields that are not read. */
	readonly unread?: readonly string[];
};

// Of two numbers of cores that of those that may be used counts; ids of links are no numbers.
const notRead = ['cores', 'routes.0.rid', 'gateways.0.gwid'];

/** What is said only where it is known; nothing stands in its place. */
const leftOut: ReadonlySet<string> = new Set([
	'gomemlimit',
	// Then only servers that were heard are counted.
	'active_servers',
	'stale_connections',
	'stalled_clients',
	'jetstream.config.max_memory',
	'jetstream.config.max_storage',
	'client.rtt',
]);

const kinds: readonly Kind[] = [
	{
		name: 'STATSZ',
		body: statsz,
		message: (server, at, body) => server.message(at, `$SYS.SERVER.${server.id}.STATSZ`, {statsz: body}),
		unread: notRead,
	},
	{
		name: 'answer to PING',
		body: statsz,
		message: (server, at, body) => server.message(at, `${answerPrefix}t.$SYS.REQ.SERVER.PING`, {statsz: body}),
		unread: notRead,
	},
	{
		name: 'CONNS',
		body: share,
		message: (server, at, body) =>
			server.typed(at, '$SYS.ACCOUNT.APP.SERVER.CONNS', 'io.nats.server.advisory.v1.account_connections', body),
	},
	{
		name: 'answer to STATZ',
		body: share,
		message: (server, at, body) =>
			server.message(at, `${answerPrefix}t.$SYS.REQ.ACCOUNT.PING.STATZ`, {data: {account_statz: [body]}}),
	},
	{
		name: 'DISCONNECT',
		body: departure,
		message: (server, at, body) =>
			server.typed(at, '$SYS.ACCOUNT.APP.DISCONNECT', 'io.nats.server.advisory.v1.client_disconnect', body),
	},
	{
		name: 'AUTH.ERR',
		body: departure,
		message: (server, at, body) =>
			server.typed(
				at,
				`$SYS.SERVER.${server.id}.CLIENT.AUTH.ERR`,
				'io.nats.server.advisory.v1.client_disconnect',
				body,
			),
	},
];

/** Paths of numbers and times. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
	if (typeof value === 'number') return [path];
	if (typeof value === 'string') return /^\d{4}-/.test(value) ? [path] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]));
}

function modelOf(kind: Kind, bodies: readonly Fields[]): Model {
	const n1 = new MadeServer('n1');
	const model = createModel();
	ingest(model, linkUp(noon - 1));
	if (kind.name !== 'STATSZ' && kind.name !== 'answer to PING') ingest(model, n1.heartbeat(noon));
	for (const [step, body] of bodies.entries()) ingest(model, kind.message(n1, noon + step * 2000, body));
	tick(model, noon + 2000);
	return model;
}

/** Every value of the JSON, by its path. */
function leavesOf(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
	if (typeof value !== 'object' || value === null) return [[path, value]];
	return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}/${key}`));
}

/** Every line of text: views, wide enough for all columns, and pages. */
function linesOf(model: Model): readonly string[] {
	const views = ['servers', 'accounts', 'connects', 'auth-errors'].flatMap(view => {
		const stage = new Stage(500, 60, view, {model});
		// The rows alone: the frame tells of the messages themselves.
		return stage.text().split('\n').slice(4, -4);
	});
	const look = new Stage(500, 60, 'servers', {model}).look();
	const [server = ''] = model.servers.keys();
	const pages = [
		serverPage(look, server),
		accountPage(look, 'APP'),
		connectionPage(look, 'connections', 0),
		connectionPage(look, 'refusals', 0),
	];
	return [...views, ...pages.flatMap(page => page?.lines.map(textOf) ?? [])];
}

type Seen = {readonly json: ReadonlyMap<string, unknown>; readonly lines: readonly string[]};

function seenOf(model: Model): Seen {
	return {json: new Map(leavesOf(snapshotOf({model, problems: toldOf(model)}))), lines: linesOf(model)};
}

function dashes(line: string): number {
	return line.split('–').length;
}

function otherThan(value: unknown): unknown {
	// By a factor, so that rates differ too.
	if (typeof value === 'number') return Math.round(value * 1.5) + 1;
	return timeText(Date.parse(String(value)) - 7000);
}

describe.each(kinds)('$name', kind => {
	const {body, unread = []} = kind;
	const good = [body(0), body(1)];
	const before = seenOf(modelOf(kind, good));

	test.each(pathsOf(body(0)).map(path => [path.join('.'), path] as const))('%s', (name, path) => {
		const withValue = (valueAt: (fields: Fields) => unknown): Seen =>
			seenOf(
				modelOf(
					kind,
					good.map(fields => changed(fields, path, valueAt(fields))),
				),
			);
		const valueIn = (fields: unknown): unknown =>
			path.reduce(
				(inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
				fields,
			);
		const after = withValue(fields => otherThan(valueIn(fields)));
		const madeOfIt = [...before.json]
			.filter(([where, value]) => after.json.get(where) !== value)
			.map(([where]) => where);
		const linesOfIt = before.lines.flatMap((line, index) => (after.lines[index] === line ? [] : [index]));
		// Otherwise it would not be seen that it is taken wrongly.
		expect(madeOfIt.length + linesOfIt.length > 0).toBe(!unread.includes(name));
		const unclear: string[] = [];
		for (const [what, value] of impossible) {
			const seen = withValue(() => value);
			for (const where of madeOfIt) expect([what, where, seen.json.get(where) ?? null]).toEqual([what, where, null]);
			for (const index of linesOfIt) {
				const line = seen.lines[index] ?? '';
				expect(line).not.toMatch(badText);
				const was = before.lines[index] ?? '';
				if (!leftOut.has(name) && !line.includes('not known yet') && dashes(line) <= dashes(was)) {
					unclear.push(`${what}: ${was.trim()} → ${line.trim()}`);
				}
			}
		}
		expect(unclear).toEqual([]);
	});
});

test('several at once, in statistics of which the rest is good', () => {
	const bodies: readonly Fields[] = [
		{start: null, mem: null, cpu: null, connections: null, sent: null, received: null},
		{mem: '15MB', cpu: '3', connections: '12', sent: {msgs: '1', bytes: '2'}},
		{mem: -4096, cpu: -12.5, connections: -1, total_connections: -5, subscriptions: -3, slow_consumers: -2},
	];
	const names: Readonly<Record<string, readonly string[]>> = {
		start: ['started', 'uptime_seconds'],
		mem: ['memory_bytes'],
		cpu: ['cpu_percent_of_one_core'],
		connections: ['connections', 'last_known_connections'],
		total_connections: ['total_connections'],
		subscriptions: ['subscriptions'],
		slow_consumers: ['slow_consumers'],
		sent: ['messages_out', 'bytes_out', 'messages_out_per_second'],
		received: ['messages_in', 'bytes_in', 'messages_in_per_second'],
	};
	const model = createModel();
	for (const [index, body] of bodies.entries()) ingest(model, new MadeServer(`n${index}`).heartbeat(noon, body));
	tick(model, noon);
	const {servers}: {servers: readonly Fields[]} = JSON.parse(
		JSON.stringify(snapshotOf({model, problems: toldOf(model)})),
	);
	for (const [index, body] of bodies.entries()) {
		const server = servers.find(({name}) => name === `n${index}`) ?? {};
		const unknown = Object.keys(body).flatMap(field => names[field] ?? [field]);
		expect(unknown.map(name => [name, server[name]])).toEqual(unknown.map(name => [name, null]));
		expect(server['cores']).toBe(2);
	}
});
