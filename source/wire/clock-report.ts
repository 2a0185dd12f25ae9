import type {Fields} from './fields.ts';

/** The time that was missed, by a clock report; undefined when it tells something else. */
export function missedIn({state, from, to}: Fields): {readonly from: number; readonly to: number} | undefined {
	if (state !== 'missed' || !isTime(from) || !isTime(to) || to < from) return undefined;
	return {from, to};
}

/** By how many milliseconds the clock was set back; undefined when it tells something else. */
export function setBackIn({state, byMs}: Fields): number | undefined {
	return state === 'set back' && isTime(byMs) ? byMs : undefined;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
