// Our own connection in words, also where there is none yet.
import {shortKeys} from '../../format/short-key.ts';
import {duration} from '../../format/time.ts';
import type {Link} from '../../model/link.ts';

/** In whole seconds, which count down to 0. */
function until(at: number, now: number): string {
	return `${Math.max(0, Math.ceil((at - now) / 1000))} s`;
}

/** When it is tried again: `again in 4 s`, or which try goes on: `try 4`; empty before the first. */
export function nextTry({attempt, againAt}: Pick<Link, 'attempt' | 'againAt'>, now: number): string {
	if (againAt !== undefined) return `again in ${until(againAt, now)}`;
	return attempt > 0 ? `try ${attempt}` : '';
}

/** Who we are there: `sys@SYS`; empty before that is known. */
export function loginInWords({user, account}: Pick<Link, 'user' | 'account'>): string {
	return user === '' && account === '' ? '' : `${shortKeys(user)}@${shortKeys(account)}`;
}

/** For how long it is down: as in the problem, which is told each whole second. */
export function downFor({since}: Pick<Link, 'since'>, now: number): string {
	return duration(Math.max(0, Math.floor(now / 1000) * 1000 - since));
}

/** Whether it was tried to connect for the first time, and that failed. */
export function isUnreached({state, reason}: Pick<Link, 'state' | 'reason'>): boolean {
	return state === 'connecting' && reason !== '';
}

/** `not connected, again in 4 s after 3 tries: nothing listens on 10.0.0.2:4222`. */
export function notConnected(link: Link, now: number): string {
	const {attempt, againAt, reason} = link;
	const next = nextTry(link, now);
	const tries = againAt === undefined ? '' : ` after ${attempt} ${attempt === 1 ? 'try' : 'tries'}`;
	return `not connected${next === '' ? '' : `, ${next}${tries}`}: ${reason}`;
}
