import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createClock} from '../../source/runtime/clock.ts';
import {createClockReports} from '../../source/runtime/clock-reports.ts';
import {noon} from '../events/made-server.ts';

/** A machine whose two clocks are moved by hand. */
function machine() {
	const at = {wall: noon, monotonic: 5000};
	const clock = createClock({machine: () => Math.floor(at.wall), monotonic: () => at.monotonic});
	return {
		clock,
		/** Both go on. */
		pass(ms: number) {
			at.wall += ms;
			at.monotonic += ms;
		},
		/** The machine sleeps: only the clock on its wall goes on. */
		sleep(ms: number) {
			at.wall += ms;
		},
		step(ms: number) {
			at.wall += ms;
		},
		wall: () => at.wall,
	};
}

describe('the clock', () => {
	test('is exact between two looks at the wall', () => {
		const {clock, pass} = machine();
		const before = clock.now();
		pass(0.25);
		expect(clock.now() - before).toBeCloseTo(0.25, 3);
	});

	test('follows the wall when the machine has slept, and when it is put forward', () => {
		const {clock, pass, sleep, step, wall} = machine();
		pass(1000);
		sleep(8 * 3_600_000);
		expect(clock.now()).toBe(wall());
		step(3_600_000);
		expect([clock.now(), clock.setBackMs()]).toEqual([wall(), 0]);
	});

	test('goes on when the wall is set back, says by how much, and agrees with it again when it is right', () => {
		const {clock, pass, step, wall} = machine();
		step(-3_600_000);
		expect([clock.now(), clock.setBackMs()]).toEqual([noon, 3_600_000]);
		pass(10_000);
		expect([clock.now(), clock.setBackMs()]).toEqual([noon + 10_000, 3_600_000]);
		step(3_600_000);
		expect([clock.now(), clock.setBackMs()]).toEqual([wall(), 0]);
	});

	test('never goes back, and what it says less what it was set back is the time on the wall', () => {
		const move = fc.record({
			kind: fc.constantFrom('pass', 'sleep', 'step' as const),
			ms: fc.oneof(fc.integer({min: 0, max: 5000}), fc.integer({min: -7_200_000, max: 7_200_000})),
		});
		fc.assert(
			fc.property(fc.array(move, {maxLength: 60}), moves => {
				const it = machine();
				let before = it.clock.now();
				for (const {kind, ms} of moves) {
					it[kind](kind === 'step' ? ms : Math.abs(ms));
					const now = it.clock.now();
					expect(now).toBeGreaterThanOrEqual(before);
					expect(Math.abs(now - it.clock.setBackMs() - it.wall())).toBeLessThanOrEqual(101);
					before = now;
				}
			}),
		);
	});
});

describe('what is told of the clock', () => {
	test('is nothing as long as it is looked at', () => {
		const reports = createClockReports(() => 0);
		for (let ms = 0; ms < 20_000; ms += 700) expect(reports.at(noon + ms)).toEqual([]);
	});

	test('is the time in which nobody looked, from 3 s on', () => {
		const reports = createClockReports(() => 0);
		const told = [0, 2900, 5901, 5950].map(ms => reports.at(noon + ms).map(({text}) => JSON.parse(text)));
		expect(told).toEqual([[], [], [{state: 'missed', from: noon + 2900, to: noon + 5901}], []]);
	});

	test('is by how much it was set back, once, and when it is right again', () => {
		let behind = 0;
		const reports = createClockReports(() => behind);
		const told = [0, 0, 3_600_000, 3_600_050, 3_600_000, 0, 0].map((ms, second) => {
			behind = ms;
			return reports.at(noon + second * 1000).map(({text}) => JSON.parse(text));
		});
		const none: readonly unknown[] = [];
		expect(told).toEqual([
			none,
			none,
			[{state: 'set back', byMs: 3_600_000}],
			none,
			none,
			[{state: 'set back', byMs: 0}],
			none,
		]);
	});
});
