import {describe, expect, test} from 'vitest';
import {keyframeOf} from '../../source/model/keyframe.ts';
import type {Model} from '../../source/model/model.ts';
import {serversInOrder} from '../../source/model/servers.ts';
import {linkMessage, linkUp, noon} from '../events/made-server.ts';
import {fixtureNames, messagesOf, passTo, replay, toldOf} from '../helpers/replay.ts';
import {invariantsOf} from './invariants.ts';

describe('a keyframe', () => {
	test.each(fixtureNames)('in the middle of %s is not reached by what comes after', fixture => {
		const messages = messagesOf(fixture);
		const model = replay(messages.slice(0, messages.length / 2));
		const keyframe = keyframeOf(model);
		// A second one, of which nobody else has heard.
		const kept = keyframeOf(keyframe);
		expect(keyframe).toEqual(model);
		replay(messages.slice(messages.length / 2), {model});
		passTo(model, model.now + 300_000);
		expect(model.revision).toBeGreaterThan(kept.revision);
		expect(keyframe).toEqual(kept);
		expect(invariantsOf(keyframe)).toEqual([]);
		expect(toldOf(keyframe)).toEqual(toldOf(kept));
	});

	test('is whole: its connections have its clients, its order has its servers', () => {
		const keyframe = keyframeOf(replay(messagesOf('supercluster')));
		const clients = new Set(keyframe.clients.values());
		const servers = [...keyframe.servers.values()];
		const connections = servers.flatMap(server => [...server.connections.values()]);
		expect(connections).toHaveLength(4);
		expect(connections.filter(({client}) => !clients.has(client))).toEqual([]);
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

/** `counts` and `slots` are empty lists that all share, or raw messages. */
const replaced: ReadonlySet<string> = new Set([
	'announced',
	'base',
	'configuration',
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
