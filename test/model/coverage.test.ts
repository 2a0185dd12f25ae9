// How much of what a server numbers we have received.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createServer} from '../../source/model/server.ts';
import {alreadySeen, coverageOf} from '../../source/model/servers.ts';
import {noon} from '../events/made-server.ts';
import {replayed} from '../helpers/replay.ts';

type Heard = readonly (readonly [second: number, sequence: number])[];

function coverageAfter(heard: Heard): {readonly received: number; readonly numbered: number} {
	const server = createServer('N', 'n', 'n', '2.15.2', noon);
	for (const [second, sequence] of heard) alreadySeen(server, sequence, noon + second * 1000);
	return coverageOf(server);
}

describe('coverage', () => {
	test.each<[string, Heard, number, number]>([
		['of nothing', [], 0, 0],
		['of one message', [[0, 100]], 1, 1],
		[
			'of all',
			[
				[0, 100],
				[1, 101],
				[2, 102],
			],
			3,
			3,
		],
		[
			'of half',
			[
				[0, 100],
				[1, 102],
				[2, 104],
			],
			3,
			5,
		],
		[
			'of the same twice',
			[
				[0, 100],
				[0, 100],
			],
			1,
			1,
		],
		[
			'of two windows',
			[
				[0, 100],
				[10, 101],
				[31, 104],
				[40, 105],
			],
			4,
			6,
		],
		[
			'after a long pause',
			[
				[0, 100],
				[100, 900],
			],
			1,
			1,
		],
		[
			'with a straggler at the turn',
			[
				[0, 100],
				[10, 105],
				[31, 103],
				[32, 106],
			],
			4,
			7,
		],
		[
			'with nothing but a straggler',
			[
				[0, 100],
				[10, 105],
				[31, 103],
			],
			3,
			6,
		],
	])('%s', (_, heard, received, numbered) => {
		expect(coverageAfter(heard)).toEqual({received, numbered});
	});

	test('is never more than all, and never negative', () => {
		const heard = fc.array(fc.tuple(fc.integer({min: 0, max: 20}), fc.integer({min: 1, max: 300})), {maxLength: 60});
		fc.assert(
			fc.property(heard, steps => {
				let second = 0;
				const times = steps.map(([pause, sequence]) => {
					second += pause;
					return [second, sequence] as const;
				});
				for (let length = 0; length <= times.length; length++) {
					const {received, numbered} = coverageAfter(times.slice(0, length));
					expect(received).toBeGreaterThanOrEqual(0);
					expect(received).toBeLessThanOrEqual(numbered);
				}
			}),
		);
	});

	test('of a recording of everything is nearly whole', () => {
		const [solo] = replayed('client-churn').servers.values();
		const {received, numbered} = coverageOf(solo ?? createServer('', '', '', '', 0));
		expect(numbered).toBeGreaterThan(50);
		expect(received / numbered).toBeGreaterThan(0.9);
	});
});
