import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {keyframeOf} from '../../source/model/keyframe.ts';
import {clientOfConnection} from '../../source/model/live-connection.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {serversInOrder} from '../../source/model/servers.ts';
import type {Message} from '../../source/wire/message.ts';
import {type Fields, linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {fixtureNames, messagesOf, passTo, replay, toldOf} from '../helpers/replay.ts';
import {invariantsOf} from './invariants.ts';

describe('a keyframe', () => {
	test.each(fixtureNames)('in the middle of %s is not reached by what comes after', fixture => {
		const messages = messagesOf(fixture);
		const model = replay(messages.slice(0, messages.length / 2));
		const keyframe = keyframeOf(model);
		expect(keyframe).toEqual(model);
		// A second one, of which nobody else has heard.
		const kept = keyframeOf(keyframe);
		replay(messages.slice(messages.length / 2), {model});
		passTo(model, model.now + 300_000);
		expect(model.revision).toBeGreaterThan(kept.revision);
		expect(keyframe).toEqual(kept);
		expect(invariantsOf(keyframe)).toEqual([]);
		expect(toldOf(keyframe)).toEqual(toldOf(kept));
	});

	test('is whole: its connections have its clients, its order has its servers', () => {
		const keyframe = keyframeOf(replay(messagesOf('supercluster')));
		const servers = [...keyframe.servers.values()];
		const connections = servers.flatMap(server => [...server.connections.values()]);
		expect(connections).toHaveLength(4);
		expect(connections.map(connection => clientOfConnection(keyframe, connection))).not.toContain(undefined);
		expect(serversInOrder(keyframe).filter(server => !servers.includes(server))).toEqual([]);
		expect([...keyframe.serversByName.values()].flat().filter(server => !servers.includes(server))).toEqual([]);
	});

	test('can be lived on from, and gives what the model gives', () => {
		const messages = messagesOf('crash-sigkill');
		const model = replay(messages.slice(0, 40));
		const other = keyframeOf(model);
		const [one, two] = [model, other].map((start: Model) => replay(messages.slice(40), {model: start}));
		expect(two).toEqual(one);
	});

	test('keeps entries that count on, and the state of our link', () => {
		const note = linkMessage(noon, {state: 'note', text: 'again'});
		const model = replay([linkUp(noon), note]);
		const keyframe = keyframeOf(model);
		replay([note, note, linkMessage(noon + 1000, {state: 'down', reason: 'cut'})], {model});
		expect([model, keyframe].map(({journals, link}) => [journals.notices.slots[0]?.count, link.state])).toEqual([
			[3, 'down'],
			[1, 'up'],
		]);
	});
});

type Happening = (server: MadeServer, at: number, cid: number) => Message;

/** Each client has two connections, and every third is a leafnode. */
function clientOfCid(cid: number): Fields {
	return {name: `c${cid % 3}`, kind: cid % 3 === 0 ? 'Leafnode' : 'Client'};
}

const happenings: readonly Happening[] = [
	(server, at, cid) => server.connect(at, cid, clientOfCid(cid)),
	(server, at, cid) => server.disconnect(at, cid, clientOfCid(cid)),
	(server, at, cid) => server.disconnect(at, cid, clientOfCid(cid), 'Slow Consumer (Write Deadline)'),
	(server, at, cid) => server.authError(at, cid, clientOfCid(cid)),
	(server, at, cid) => server.share(at, 'APP', {conns: cid, leafnodes: 0, total_conns: cid, num_subscriptions: cid}),
	(server, at, cid) => server.heartbeat(at, {connections: cid}),
	(server, at) => server.goodbye(at, 'LAMEDUCK'),
];

/** What happens to some connections of a few clients on two servers. */
const step = fc.record({
	what: fc.constantFrom(...happenings),
	server: fc.integer({min: 0, max: 1}),
	cid: fc.integer({min: 1, max: 6}),
	seconds: fc.oneof({weight: 9, arbitrary: fc.integer({min: 0, max: 4})}, fc.constant(200)),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function messagesOfSteps(steps: readonly Step[]): readonly Message[] {
	const servers = [new MadeServer('n1'), new MadeServer('n2')];
	let at = noon;
	return steps.map(({what, server: index, cid, seconds}) => {
		at += seconds * 1000;
		return what(servers[index] ?? new MadeServer('n3'), at, cid);
	});
}

test('property: nothing that happens reaches a keyframe, neither from the model nor from what lives on from it', () => {
	const steps = fc.array(step, {minLength: 1, maxLength: 60});
	let copied = 0;
	fc.assert(
		fc.property(steps, steps, steps, (before, after, other) => {
			const messages = messagesOfSteps([...before, ...after]);
			const model = replay(messages.slice(0, before.length), {model: createModel()});
			const keyframe = keyframeOf(model);
			const second = keyframeOf(keyframe);
			const told = structuredClone(keyframe);
			const known = new Set(keyframe.clients.values());
			replay(messages.slice(before.length), {model});
			passTo(model, model.now + 300_000);
			expect(keyframe).toEqual(told);
			expect(invariantsOf(model)).toEqual([]);
			const third = structuredClone(model);
			replay(messagesOfSteps([...before, ...other]).slice(before.length), {model: second});
			expect(keyframe).toEqual(told);
			expect(model).toEqual(third);
			expect(invariantsOf(second)).toEqual([]);
			for (const client of model.clients.values()) if (!known.has(client)) copied++;
		}),
	);
	// Clients did change after they were shared.
	expect(copied).toBeGreaterThan(100);
});

/** The fields under which a model and its copy hold the very same object. */
function sharedFields(model: unknown, copy: unknown, field = '', found = new Set<string>(), seen = new Set<unknown>()) {
	if (typeof model !== 'object' || model === null || seen.has(model)) return found;
	seen.add(model);
	if (model === copy) return found.add(field);
	const inside = (value: unknown): [string, unknown][] => {
		if (value instanceof Map) return [...value.values()].map(each => [field, each]);
		return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) ? Object.entries(value) : [];
	};
	const copies = inside(copy);
	for (const [index, [name, value]] of inside(model).entries()) {
		sharedFields(value, copies[index]?.[1], Number.isNaN(Number(name)) ? name : field, found, seen);
	}
	return found;
}

/** `counts` and `slots` are empty lists that all share, or raw messages; clients are copied before they change. */
const replaced: ReadonlySet<string> = new Set([
	'missed',
	'announced',
	'base',
	'clients',
	'configuration',
	'connections',
	'copies',
	'copyRates',
	'counts',
	'details',
	'event',
	'formerServers',
	'goodbye',
	'jetStreamReport',
	'lastCame',
	'lastCensus',
	'lastLeft',
	'leafnodes',
	'linkReports',
	'listings',
	'metaMembers',
	'moved',
	'owing',
	'predecessorsEndedAt',
	'rates',
	'received',
	'restart',
	'sent',
	'slots',
	'stats',
	'tags',
]);

test('a keyframe shares what is only ever replaced, and nothing else', () => {
	const found = new Set<string>();
	for (const fixture of fixtureNames) {
		const model = replay(messagesOf(fixture));
		sharedFields(model, keyframeOf(model), '', found);
	}
	expect([...found].filter(name => !replaced.has(name))).toEqual([]);
	// Something is found at all.
	expect(found).toContain('stats');
});
