// How things are, in one sentence: what the first two lines of the screen tell.
import {grouped} from '../../format/number.ts';
import {duration} from '../../format/time.ts';
import {shownNameOf} from '../../model/server-names.ts';
import {isTrouble} from '../../insight/problem.ts';
import type {Model} from '../../model/model.ts';
import {sumOver} from '../../model/tally.ts';
import {type Style, textOf} from '../../screen/screen.ts';
import {verdictLine} from '../../views/frame/verdict.ts';
import {summaryOf} from '../../views/frame/summary.ts';
import type {Look} from '../../views/look.ts';
import {spoken} from './spoken.ts';

/** A sentence that one can listen to: of more problems than that it tells how many there are. */
const mostCells = 400;

/** `OK: oldest number 0.2 s`, `2 problems: w2 silent 36 s; …`, without mere news; the number of servers is told before it. */
export function verdictInWords(look: Look): {readonly text: string; readonly style?: Style} {
	const line = verdictLine({...look, problems: look.problems.filter(isTrouble)}, summaryOf(look.model), mostCells);
	const text = textOf(line)
		.trim()
		.replace(/^[\u25B2\u25CF\u25CB] /, '')
		.replace(/ {2}\d[\d.]*[kMG]?\/\d[\d.]*[kMG]? servers[,;]? ?/, '  ')
		.replace(/ {2}(?=\S)/, ': ')
		.replace(/:$/, '');
	const style = line.spans[0]?.style;
	return {text: spoken(text), ...(style && style !== 'dim' && {style})};
}

export function serversInWords({model}: Look): string {
	const {speaking, expected} = summaryOf(model);
	return `${grouped(speaking)} of ${grouped(expected)} ${expected === 1 ? 'server answers' : 'servers answer'}`;
}

function linkInWords({model}: Look): string {
	const {link} = model;
	if (link.serverName === '' && link.serverId === '') return '';
	const via = shownNameOf(model, link.serverId, link.serverName);
	const cluster = model.servers.get(link.serverId)?.cluster ?? '';
	return `, connected to ${via}${cluster === '' ? '' : ` of cluster ${cluster}`}`;
}

/** Whom we watch, as whom, and how things are. */
export function openingInWords(look: Look, isRecording: boolean): string {
	const {user, account} = look.model.link;
	const who = `${user === '' ? '' : ` as user ${user}`}${account === '' ? '' : ` of account ${account}`}`;
	return `watching ${isRecording ? 'the recording ' : ''}${look.label}${linkInWords(look)}${who}; ${serversInWords(look)}; ${verdictInWords(look).text}`;
}

export type Sums = {
	readonly connects: number;
	readonly disconnects: number;
	readonly refusals: number;
	/** Over how long, milliseconds. */
	readonly spanMs: number;
};

/** What was counted within the last `overMs`, or since something is heard without a gap. */
export function sumsOf({tallies, now, listeningSince, startedAt = now}: Model, overMs: number): Sums {
	const spanMs = Math.max(0, Math.min(overMs, now - Math.max(listeningSince, startedAt)));
	return {
		connects: sumOver(tallies.connects, now, spanMs),
		disconnects: sumOver(tallies.disconnects, now, spanMs),
		refusals: sumOver(tallies.refusals, now, spanMs),
		spanMs,
	};
}

const minuteMs = 60_000;

function counted(value: number, one: string, many: string): string {
	return `${value === 0 ? 'no' : grouped(value)} ${value === 1 ? one : many}`;
}

function sumsInWords({connects, disconnects, refusals, spanMs}: Sums): string {
	const parts = [
		counted(connects, 'connect', 'connects'),
		counted(disconnects, 'disconnect', 'disconnects'),
		counted(refusals, 'auth error', 'auth errors'),
	];
	return `${parts.join(', ')} in the last ${spanMs === minuteMs ? 'minute' : duration(spanMs)}`;
}

/** How things are at a moment; while our link is down that alone. */
export function statusInWords(look: Look, sums: Sums): string {
	const {link} = look;
	if (link.state === 'down') return `our link is down for ${duration(look.now - link.since)}: ${link.reason}`;
	const {text} = verdictInWords(look);
	return `${serversInWords(look)}; ${text}; ${sumsInWords(sums)}`;
}
