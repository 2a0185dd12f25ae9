import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {withKnownLinks} from '../../source/model/known-links.ts';
import type {Stats} from '../../source/model/stats.ts';
import {statsOf} from '../../source/wire/stats.ts';

function toldBy(links: {readonly routes: readonly object[]; readonly gateways: readonly object[]}): Stats {
	const stats = statsOf(structuredClone({connections: 7, ...links}));
	if (stats === undefined) throw new Error('no statistics');
	return stats;
}

const name = fc.constantFrom('n0', 'n1', 'n2', '1 n0');
const amount = fc.option(fc.integer({min: 0, max: 2}), {nil: undefined});
const links = fc.record({
	routes: fc.array(fc.record({name, pending: amount}), {maxLength: 5}),
	gateways: fc.array(fc.record({name, inbound_connections: amount}), {maxLength: 5}),
});

describe('known links', () => {
	test('what is told is kept to the letter, whatever was told before', () => {
		fc.assert(
			fc.property(fc.array(links, {minLength: 1, maxLength: 6}), all => {
				let before: Stats | undefined;
				for (const told of all.map(toldBy)) {
					before = withKnownLinks(told, before);
					expect(before).toEqual(told);
				}
			}),
		);
	});

	test('a list that says the same again is the same list', () => {
		fc.assert(
			fc.property(links, links, (one, other) => {
				const before = withKnownLinks(toldBy(one), withKnownLinks(toldBy(other), undefined));
				const again = withKnownLinks(toldBy(one), before);
				if (again.peers.length + again.gateways.length === 0) return;
				expect(again.peers).toBe(before.peers);
				expect(again.gateways).toBe(before.gateways);
			}),
		);
	});

	test('equal links of several servers are one object, however many there are', () => {
		const routes = Array.from({length: 45}, (_, index) => ({name: `n${index}`, pending: 0}));
		const gateways = Array.from({length: 45}, (_, index) => ({name: `c${index}`, inbound_connections: 1}));
		const [one, other] = [0, 1].map(without =>
			withKnownLinks(toldBy({routes: routes.toSpliced(without, 1), gateways}), undefined),
		);
		const peers = [...(one?.peers ?? []), ...(other?.peers ?? [])];
		expect(peers).toHaveLength(88);
		expect(new Set(peers).size).toBe(45);
		expect(new Set([...(one?.gateways ?? []), ...(other?.gateways ?? [])]).size).toBe(45);
	});
});
