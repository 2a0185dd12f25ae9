// How long each key takes in a system as large as this program is made for, and what a picture of it costs beside one of
// a small system: every key of the bindings, pressed on every view and drawn.
import {type Core, createCore} from '../../source/core/core.ts';
import type {Message} from '../../source/wire/message.ts';
import {bindings} from '../../source/ui/bindings.ts';
import {createUi} from '../../source/ui/ui.ts';
import {views} from '../../source/views/catalogue.ts';
import {linkUp, MadeServer, noon, ping, timeText} from '../events/made-server.ts';
import type {Figure} from './figure.ts';
import type {Measurement} from './measurement.ts';
import {cpuMicroseconds, median, ratioOf} from './sampling.ts';

const columns = 200;
const rows = 50;
const clusterSize = 20;

type Size = {
	readonly servers: number;
	readonly accounts: number;
	readonly connections: number;
	readonly clients: number;
	readonly refused: number;
};

const large: Size = {servers: 1000, accounts: 1000, connections: 50_000, clients: 10_000, refused: 2000};
// It fills the screen too: what more rows of a screen cost is not the size of the system.
const small: Size = {servers: 50, accounts: 60, connections: 500, clients: 80, refused: 60};

function traffic(round: number, index: number): {readonly msgs: number; readonly bytes: number} {
	return {msgs: 1_000_000 + round * (700 + index), bytes: 1e9 + round * (90_000 + index)};
}

function statisticsOf(servers: readonly MadeServer[], index: number, round: number): Record<string, unknown> {
	const amount = traffic(round, index);
	const first = index - (index % clusterSize);
	const routes = servers
		.slice(first, first + clusterSize)
		.filter(({name}) => name !== servers[index]?.name)
		.map(({name}, rid) => ({rid, name, sent: amount, received: amount, pending: 0}));
	return {
		mem: 20_000_000 + index * 1000,
		cpu: index % 40,
		connections: 50,
		subscriptions: 200 + index,
		sent: amount,
		received: amount,
		sent_to_clients: amount,
		received_from_clients: amount,
		active_servers: servers.length,
		routes,
	};
}

function* messagesOf({servers: many, accounts, connections, clients, refused}: Size): Generator<Message> {
	const servers = Array.from({length: many}, (_, index) => {
		const cluster = `c${Math.floor(index / clusterSize)}`;
		return new MadeServer(`${cluster}-n${index % clusterSize}`, {cluster});
	});
	const at = (index: number): MadeServer => {
		const server = servers[index % many];
		if (server === undefined) throw new Error('there are no servers');
		return server;
	};
	yield linkUp(noon);
	yield ping(noon);
	for (const [index, server] of servers.entries()) yield server.answer(noon + 50, statisticsOf(servers, index, 0));
	for (let index = 0; index < connections; index++) {
		const client = index % clients;
		const host = `10.${client >> 16}.${(client >> 8) & 255}.${client & 255}`;
		const who = {acc: `A${client % accounts}`, user: `u${client % 500}`, name: `service-${client}`, host};
		yield at(index).connect(noon + 1000 + index / 10, index + 1, {...who, start: timeText(noon + 1000)});
		// Some of them have left, so that there are connections that ended too.
		if (index % 20 === 0) yield at(index).disconnect(noon + 1000 + index / 10, index + 1, who);
	}
	for (let index = 0; index < refused; index++) {
		yield at(index).authError(noon + 6100 + index, 1_000_000 + index, {user: `guest-${index}`, name: `probe-${index}`});
	}
	for (let index = 0; index < accounts * 10; index++) {
		const amount = {...traffic(0, index), routes: {msgs: 1, bytes: 2}};
		const share = {conns: 5, leafnodes: 0, total_conns: 5, num_subscriptions: 40, sent: amount, received: amount};
		yield at(index * 7).share(noon + 9000, `A${index % accounts}`, share);
	}
	for (const [index, server] of servers.entries()) {
		yield server.heartbeat(noon + 10_000, statisticsOf(servers, index, 1));
	}
}

function coreOf(size: Size): Core {
	const core = createCore({view: 'overview', utc: true, label: 'bench'});
	for (const message of messagesOf(size)) core.hear(message);
	core.pass(noon + 12_000);
	return core;
}

/** Keys that leave the program need no picture. */
const leaving = new Set(['q', 'Q', 'ctrl-c', 'ctrl-z']);

const keys = [...new Set(bindings.flatMap(binding => Object.keys(binding.keys)))].filter(key => !leaving.has(key));

/** CPU milliseconds of each key on a view: pressed, and drawn. */
function timesOf(core: Core, view: string): ReadonlyMap<string, number> {
	const times = new Map<string, number>();
	for (const key of keys) {
		const {model} = core;
		core.changeUi(() => createUi(view));
		core.draw(columns, rows);
		globalThis.gc?.({type: 'minor', execution: 'sync'});
		const took = cpuMicroseconds(() => {
			core.press(key, model.now);
			core.draw(columns, rows);
		});
		times.set(key, took / 1000);
		// What it froze goes on.
		if (key === 'space') core.press(key, model.now);
	}
	return times;
}

/** CPU microseconds of a picture when nothing has changed since the one before, and right after a message. */
type Pictures = {readonly again: number; readonly anew: number};

function picturesOf(core: Core, talker: MadeServer, view: string): Pictures {
	core.changeUi(() => createUi(view));
	const draw = (): number => cpuMicroseconds(() => core.draw(columns, rows));
	core.hear(talker.heartbeat(core.model.now, {connections: 50}));
	const anew = draw();
	core.changeUi(() => createUi(view));
	return {again: draw(), anew};
}

/** A server that is in both systems, with what it has not said yet. */
function talkerOf(): MadeServer {
	const server = new MadeServer('c0-n0', {cluster: 'c0'});
	server.sequence = 1_000_000;
	return server;
}

function ratioFigure(core: Core, beside: Core, id: string, rounds: number): Figure {
	const [many, few]: [Pictures[], Pictures[]] = [[], []];
	const [talker, other] = [talkerOf(), talkerOf()];
	for (let round = -3; round < rounds; round++) {
		const pictures = [picturesOf(core, talker, id), picturesOf(beside, other, id)] as const;
		if (round < 0) continue;
		many.push(pictures[0]);
		few.push(pictures[1]);
	}
	const told = (all: readonly Pictures[], which: keyof Pictures): string =>
		`${(median(all.map(each => each[which])) / 1000).toFixed(2)} ms`;
	return {
		name: `a picture of ${id} / of a small system`,
		value: ratioOf(
			many.map(({again}) => again),
			few.map(({again}) => again),
		),
		unit: '×',
		bound: {atMost: 1.5},
		note: `${told(many, 'again')}, ${told(few, 'again')}; after a message ${told(many, 'anew')}, ${told(few, 'anew')}`,
	};
}

type Slowest = {readonly view: string; readonly key: string; readonly milliseconds: number};

/** The shortest of some times of each key: what else runs on the machine only adds to it. */
function slowestOf(core: Core, rounds: number): readonly Slowest[] {
	const all: Slowest[] = [];
	for (const {id: view} of views) {
		const times = Array.from({length: rounds}, () => timesOf(core, view));
		for (const key of keys) {
			const milliseconds = Math.min(...times.map(time => time.get(key) ?? Number.NaN));
			all.push({view, key, milliseconds});
		}
	}
	return all.sort((a, b) => b.milliseconds - a.milliseconds);
}

export const keyTimes: Measurement = async quick => {
	const core = coreOf(large);
	const {servers, accounts, connections, clients, refused} = core.model;
	globalThis.gc?.({type: 'major', execution: 'sync'});
	const {heapUsed, external} = process.memoryUsage();
	const isAllKept = servers.size === large.servers && accounts.size >= large.accounts && clients.size === large.clients;
	if (!isAllKept) throw new Error('not all was kept');
	const slowest = slowestOf(core, quick ? 2 : 4);
	const [first] = slowest;
	const beside = coreOf(small);
	const ratios = views.map(({id}) => ratioFigure(core, beside, id, quick ? 15 : 40));
	const told = slowest
		.slice(0, 6)
		.map(({view, key, milliseconds}) => `${key} on ${view} ${milliseconds.toFixed(0)} ms`);
	return [
		{
			name: 'the slowest key, pressed and drawn',
			value: first?.milliseconds ?? Number.NaN,
			unit: 'ms',
			bound: {atMost: 100},
			note: `CPU; ${keys.length} keys on ${views.length} views: ${told.join(', ')}`,
		},
		{
			name: 'memory in use by all that is known and the code',
			value: (heapUsed + external) / 1e6,
			unit: 'MB',
			bound: {atMost: 400},
			note: `after a collection; ${servers.size} servers, ${accounts.size} accounts, ${connections} connections, ${clients.size} clients, ${refused.size} refused logins`,
		},
		...ratios,
	];
};
