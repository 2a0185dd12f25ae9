import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Client, createClient} from '../../source/model/client.ts';
import {copyOfEndReasons, countEnd, createEndReasons, mostReasons} from '../../source/model/end-reasons.ts';
import {inLastMinute} from '../../source/model/tally.ts';
import {topOf} from '../../source/model/top-counts.ts';
import {noon} from '../events/made-server.ts';

function clientNamed(name: string): Client {
	return createClient(
		name,
		{account: 'APP', accountId: 'APP', user: 'app', name, host: 'h', language: 'go', version: '1', kind: 'Client'},
		{number: 0, generation: 0, at: noon},
	);
}

const end = fc.record({
	reason: fc.integer({min: 0, max: 90}),
	server: fc.integer({min: 0, max: 4}),
	client: fc.oneof(fc.integer({min: 0, max: 3}), fc.integer({min: 0, max: 500})),
	afterMs: fc.integer({min: 0, max: 900}),
});

function counts<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, number> {
	const found = new Map<string, number>();
	for (const item of items) found.set(keyOf(item), (found.get(keyOf(item)) ?? 0) + 1);
	return found;
}

describe('counts by reason', () => {
	test('are exact for reasons and servers, and never too high for clients', () => {
		fc.assert(
			fc.property(fc.array(end, {minLength: 1, maxLength: 400}), fc.boolean(), (ends, isFewReasons) => {
				const reasons = createEndReasons();
				let at = noon;
				const told = ends.map(one => {
					at += one.afterMs;
					const reason = `r${isFewReasons ? one.reason % 5 : one.reason}`;
					countEnd(reasons, reason, `s${one.server}`, clientNamed(`c${one.client}`), at);
					return {reason, server: `s${one.server}`, client: `c${one.client}`, at};
				});
				// To the precision of the second.
				const recent = told.filter(one => Math.floor(one.at / 1000) > Math.floor(at / 1000) - 60);
				expect(reasons.byReason.size).toBeLessThanOrEqual(mostReasons);
				const all = [...reasons.byReason.values(), reasons.others];
				expect(all.reduce((sum, {ends: tally}) => sum + inLastMinute(tally, at), 0)).toBe(recent.length);
				expect(all.reduce((sum, {ends: tally}) => sum + tally.total, 0)).toBe(ends.length);
				for (const [reason, counted] of reasons.byReason) {
					const own = recent.filter(one => one.reason === reason);
					expect(inLastMinute(counted.ends, at)).toBe(own.length);
					const servers = topOf(counted.servers, at);
					expect(servers.isExact).toBe(true);
					expect(new Map(servers.counts.map(({key, count}) => [key, count]))).toEqual(counts(own, one => one.server));
					const clients = topOf(counted.clients, at);
					const byClient = counts(own, one => one.client);
					for (const {label, count} of clients.counts) {
						expect(count).toBeLessThanOrEqual(byClient.get(label) ?? 0);
						if (clients.isExact) expect(count).toBe(byClient.get(label));
					}
					if (clients.isExact) expect(clients.counts.length).toBe(byClient.size);
				}
			}),
		);
	});

	test('of a client that ends most stay right while hundreds of others end once', () => {
		const reasons = createEndReasons();
		for (let index = 0; index < 3000; index++) {
			countEnd(reasons, 'Client Closed', 's1', clientNamed(index % 3 === 0 ? 'loop' : `once ${index}`), noon + index);
		}
		const counted = reasons.byReason.get('Client Closed');
		if (counted === undefined) throw new Error('it was counted');
		const {counts: top, isExact} = topOf(counted.clients, noon + 3000);
		expect(top[0]).toMatchObject({label: 'loop', count: 1000});
		expect(isExact).toBe(false);
		expect(counted.clients.byKey.size).toBeLessThanOrEqual(counted.clients.limit);
		expect(topOf(counted.clients, noon + 70_000)).toEqual({counts: [], isExact: true});
	});

	test('are copied whole', () => {
		const reasons = createEndReasons();
		countEnd(reasons, 'Read Error', 's1', clientNamed('web'), noon);
		const copy = copyOfEndReasons(reasons);
		expect(copy).toEqual(reasons);
		countEnd(reasons, 'Read Error', 's1', clientNamed('web'), noon);
		expect(copy.byReason.get('Read Error')?.ends.total).toBe(1);
		expect(copy.byReason.get('Read Error')?.clients.byKey.size).toBe(1);
	});
});
