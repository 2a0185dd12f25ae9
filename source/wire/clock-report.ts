// Our own reports about our clock, read as strictly as what strangers say: a recording may hold anything.
import type {Fields} from './fields.ts';
import type {ClockReport} from './message.ts';

/** A clock report; undefined when it is none. */
export function clockReportOf({state, from, to, byMs}: Fields): ClockReport | undefined {
	if (state === 'missed' && isTime(from) && isTime(to) && from <= to) return {state, from, to};
	return state === 'set back' && isTime(byMs) ? {state, byMs} : undefined;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
