// How the load of an account rises and falls: a sum of sines whose integral has a closed form. So a counter depends on the
// time alone, however often and in whatever order it is read.
import type {Random} from './randomness.ts';

export type LoadWave = {
	/** The load at a second, around 1, never below 0.3. */
	at(second: number): number;
	/** The load added up from second 0; negative before it; never decreases with the second. */
	until(second: number): number;
	/** Multiplies the load from a second on, after all seconds that were asked for; 1 for what it was at first. */
	multiply(second: number, times: number): void;
};

/** From a second on the load is higher by so many times what it is on average. */
type Step = {readonly from: number; readonly extra: number};

/** What steps add to the load up to a second. */
function extraUntil(steps: readonly Step[], second: number): number {
	return steps.reduce((sum, {from, extra}, index) => {
		const to = Math.min(second, steps[index + 1]?.from ?? second);
		return to <= from ? sum : sum + (to - from) * extra;
	}, 0);
}

/** Of each sine: its height and the range of its period in seconds; the heights add up to less than 0.7. */
const sines = [
	{height: 0.22, shortest: 500, longest: 1100},
	{height: 0.16, shortest: 60, longest: 140},
	{height: 0.12, shortest: 11, longest: 24},
	{height: 0.08, shortest: 3, longest: 6},
] as const;

export function createLoadWave(random: Random): LoadWave {
	const parts = sines.map(({height, shortest, longest}) => {
		const speed = (2 * Math.PI) / random.between(shortest, longest);
		const phase = random.between(0, 2 * Math.PI);
		return {height, speed, phase, before: Math.sin(phase)};
	});
	// Hundreds of flows are read at the same moment.
	let lastSecond = 0;
	let lastSum = 0;

	const steps: Step[] = [];

	return {
		at: second =>
			parts.reduce(
				(sum, {height, speed, phase}) => sum + height * Math.cos(speed * second + phase),
				1 + (steps.findLast(({from}) => from <= second)?.extra ?? 0),
			),
		multiply(second, times) {
			steps.push({from: second, extra: times - 1});
		},
		until(second) {
			if (second !== lastSecond) {
				lastSecond = second;
				lastSum = second + (steps.length === 0 ? 0 : extraUntil(steps, second));
				for (const {height, speed, phase, before} of parts) {
					lastSum += (height / speed) * (Math.sin(speed * second + phase) - before);
				}
			}

			return lastSum;
		},
	};
}
