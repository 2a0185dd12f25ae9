import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createAgenda} from '../../../source/sources/simulate/agenda.ts';
import {changeRate, countedAt, noTraffic} from '../../../source/sources/simulate/flow.ts';
import {createLoadWave} from '../../../source/sources/simulate/load-wave.ts';
import {createRandom} from '../../../source/sources/simulate/randomness.ts';
import {createEventIds, newServerId, peerId, wireTime} from '../../../source/sources/simulate/wire-names.ts';

describe('random', () => {
	test('repeats itself with the same seed', () => {
		const draw = (seed: number): number[] => {
			const random = createRandom(seed);
			return Array.from({length: 5}, () => random.next());
		};

		expect(draw(1)).toEqual(draw(1));
		expect(draw(1)).not.toEqual(draw(2));
	});

	test('stays within its limits and is spread evenly', () => {
		const random = createRandom(3);
		const numbers = Array.from({length: 4000}, () => random.integer(1, 4));
		for (const number of [1, 2, 3, 4]) {
			expect(numbers.filter(drawn => drawn === number).length).toBeGreaterThan(850);
		}

		expect(new Set(numbers).size).toBe(4);
		const waits = Array.from({length: 4000}, () => random.exponential(10));
		expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
		expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeCloseTo(10, 0);
	});

	test('forks by label, whatever was drawn before', () => {
		const fresh = createRandom(5);
		const used = createRandom(5);
		used.next();
		expect(used.fork('life').next()).toBe(fresh.fork('life').next());
		expect(fresh.fork('life').next()).not.toBe(fresh.fork('other').next());
	});

	test('has nothing to pick from an empty list', () => {
		expect(() => createRandom(1).pick([])).toThrow(RangeError);
	});
});

test('an agenda gives its items by time, then by age', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({min: 0, max: 20})), fc.integer({min: 0, max: 20}), (times, until) => {
			const agenda = createAgenda<number>();
			for (const [index, at] of times.entries()) {
				agenda.add(at, index);
			}

			const taken: Array<{at: number; item: number}> = [];
			for (let next = agenda.takeUntil(until); next !== undefined; next = agenda.takeUntil(until)) {
				taken.push({at: next.at, item: next.item});
			}

			const expected = times
				.map((at, item) => ({at, item}))
				.filter(({at}) => at <= until)
				.toSorted((left, right) => left.at - right.at || left.item - right.item);
			expect(taken).toEqual(expected);
			expect(agenda.size).toBe(times.length - expected.length);
		}),
	);
});

test('what is counted never decreases and does not depend on how often it is read', () => {
	fc.assert(
		fc.property(
			fc.integer(),
			fc.array(fc.record({afterMicros: fc.integer({min: 1, max: 5_000_000}), times: fc.integer({min: -3, max: 5})}), {
				maxLength: 40,
			}),
			(seed, changes) => {
				const rate = {inMessages: 0.1, inBytes: 25.7, outMessages: 3, outBytes: 900};
				const newFlow = () => {
					const wave = createLoadWave(createRandom(seed));
					return {wave, perSecond: noTraffic, counted: noTraffic, loadThen: wave.until(-1_000_000)};
				};

				const flow = newFlow();
				const unread = newFlow();
				let micros = 0;
				let last = countedAt(flow, -1_000_000);
				for (const {afterMicros, times} of changes) {
					micros += afterMicros;
					for (const second of [(micros - afterMicros / 2) / 1e6, micros / 1e6]) {
						const now = countedAt(flow, second);
						expect(now.inMessages).toBeGreaterThanOrEqual(last.inMessages);
						expect(now.outBytes).toBeGreaterThanOrEqual(last.outBytes);
						last = now;
					}

					changeRate(flow, micros / 1e6, rate, times);
					changeRate(unread, micros / 1e6, rate, times);
					expect(countedAt(flow, micros / 1e6)).toEqual(last);
				}

				expect(countedAt(unread, micros / 1e6)).toEqual(countedAt(flow, micros / 1e6));
			},
		),
	);
});

test('load is around 1', () => {
	const wave = createLoadWave(createRandom(9));
	expect(wave.until(100_000) / 100_000).toBeCloseTo(1, 2);
	for (let second = 0; second < 3000; second++) {
		expect(wave.at(second)).toBeGreaterThan(0.3);
		expect(wave.at(second)).toBeLessThan(1.7);
	}
});

describe('names', () => {
	test('peers as JetStream names them', () => {
		// From recordings of real servers.
		expect(['e1', 'e2', 'w1', 'w2', 'n1', 'n2'].map(peerId)).toEqual([
			'FUAb2o1o',
			'mF9605Wy',
			'YBRFqquM',
			'602mxXhu',
			'fjFyEjc1',
			'44jzkV9D',
		]);
	});

	test('servers and events', () => {
		expect(newServerId(createRandom(1))).toMatch(/^N[A-D][A-Z2-7]{54}$/);
		const next = createEventIds(createRandom(1));
		const [first, second] = [next(), next()];
		expect(first).toMatch(/^[0-9A-Za-z]{22}$/);
		expect(second.slice(0, 14)).toBe(first.slice(0, 14));
		expect(second > first).toBe(true);
	});

	test.each([
		[0, 0, '1970-01-01T00:00:00Z'],
		[1_795_446_000_500.25, 0, '2026-11-23T15:00:00.50025Z'],
		[1_795_446_000_000, -480, '2026-11-23T07:00:00-08:00'],
		[1_795_446_000_120, 330, '2026-11-23T20:30:00.12+05:30'],
		[-1.5, 0, '1969-12-31T23:59:59.9985Z'],
	])('the time %d at %d min', (epochMs, zoneMinutes, expected) => {
		expect(wireTime(epochMs, zoneMinutes)).toBe(expected);
		expect(Date.parse(expected)).toBe(Math.floor(epochMs));
	});
});
