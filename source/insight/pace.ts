// How often something happens, in the same words wherever it is told.
import {count, rate} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {RunSum} from '../model/run.ts';

/** From here on it is told by the second, below by the minute. */
const bySecondFrom = 5;

/** `38/s`, `118/min`; `5 so far` while it is too young to have a rate. */
export function paceInWords({perSecond, total}: Pick<RunSum, 'perSecond' | 'total'>): string {
	if (perSecond === undefined) return `${count(total)} so far`;
	return perSecond >= bySecondFrom ? `${rate(perSecond)}/s` : `${count(perSecond * 60)}/min`;
}

/** `118/min`, or that it has stopped: `stopped 27 s ago`. */
export function paceOrEnd(run: RunSum, now: number): string {
	return run.stopped ? `stopped ${duration(now - run.lastAt)} ago` : paceInWords(run);
}
