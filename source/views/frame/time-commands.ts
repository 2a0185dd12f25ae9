// `:back 2m`, `:at 12:03:10`: the moment that is meant.
import {clock} from '../../format/time.ts';
import type {Action} from '../../ui/action.ts';
import type {Look} from '../look.ts';

const unitMs: Readonly<Record<string, number>> = {h: 3_600_000, m: 60_000, s: 1000};
const daySeconds = 86_400;

/** So long before what is looked at: `90`, `90s`, `2m`, `1h30m`. */
export function backAction({travelled, model}: Look, text: string): Action {
	const parts = [...text.matchAll(/(\d+)([hms]?)/g)];
	if (!/^(?:\d+|(?:\d+[hms])+)$/.test(text)) return {kind: 'notice', text: ':back needs how long: 90s, 2m, 1h30m'};
	const ms = parts.reduce((sum, [, many, unit]) => sum + Number(many) * (unitMs[unit || 's'] ?? 0), 0);
	return {kind: 'to time', at: Math.floor(((travelled?.at ?? model.now) - ms) / 1000) * 1000};
}

function secondOfDay(hours: string, minutes: string, seconds: string): number {
	return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** The last time that the clock of the screen showed this: `12:03:10`, `12:03`. */
export function atAction({travelled, model, utc}: Look, text: string): Action {
	const [, hours = '', minutes = '', seconds = '0'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
	if (hours === '') return {kind: 'notice', text: ':at needs a time of day: 12:03:10'};
	const end = travelled?.now ?? model.now;
	const [now = '', minute = '', second = ''] = clock(end, utc).split(':');
	const ago = (secondOfDay(now, minute, second) - secondOfDay(hours, minutes, seconds) + daySeconds) % daySeconds;
	return {kind: 'to time', at: (Math.floor(end / 1000) - ago) * 1000};
}
