// The stream that events from before are read from, and how much of it.
import {durationMs} from '../connection/settings/duration.ts';
import {momentOf} from './moment.ts';
import {usage} from './usage.ts';

/** From where on it is read. */
type HistoryStart =
	| {readonly kind: 'beginning'}
	| {readonly kind: 'ago'; readonly ms: number}
	/** Epoch milliseconds. */
	| {readonly kind: 'moment'; readonly at: number};

export type HistoryOption = {
	readonly stream: string;
	/** In place of `$JS.API`. */
	readonly apiPrefix?: string;
	readonly start: HistoryStart;
};

/** @throws CannotStart when there can be no stream of this name, or no subject with this prefix */
export function streamOf(name: string, prefix: string | undefined): Omit<HistoryOption, 'start'> {
	if (!/^[^\s.*>/\\]{1,255}$/.test(name)) {
		throw usage('--history', `${JSON.stringify(name.slice(0, 40))} is no name of a stream`, 'name a JetStream stream');
	}
	if (prefix === undefined) return {stream: name};
	if (/^[^\s.*>]+(?:\.[^\s.*>]+)*$/.test(prefix) && prefix.length < 256) return {stream: name, apiPrefix: prefix};
	throw usage(
		'--js-api-prefix',
		`${JSON.stringify(prefix.slice(0, 40))} is no beginning of a subject`,
		'write words with dots between them',
	);
}

/** An hour of a busy system is read in minutes, and its events have room in memory. */
const usual: HistoryStart = {kind: 'ago', ms: 3_600_000};
const dayMs = 86_400_000;

/** `2h`, `7d`, a moment, or `all`. @throws CannotStart */
function historyStart(text: string): HistoryStart {
	if (text === 'all') return {kind: 'beginning'};
	const [, days] = /^(\d+(?:\.\d+)?)d$/.exec(text) ?? [];
	const ms = days === undefined ? durationMs(text) : Number(days) * dayMs;
	if (ms !== undefined && ms > 0) return {kind: 'ago', ms};
	if (/^\d{4}-\d\d-\d\d/.test(text)) return {kind: 'moment', at: momentOf('--history-since', text)};
	throw usage(
		'--history-since',
		`${JSON.stringify(text.slice(0, 40))} says no time`,
		'write 2h, 7d, 2026-11-27T12:03:44Z, or all',
	);
}

type Given = {
	readonly history?: string | undefined;
	readonly historySince?: string | undefined;
	readonly jsApiPrefix?: string | undefined;
	readonly replay?: string | undefined;
	readonly demo?: string | undefined;
};

/** @throws CannotStart */
export function historyOption({history, historySince, jsApiPrefix}: Given): HistoryOption | undefined {
	if (history === undefined) return undefined;
	return {...streamOf(history, jsApiPrefix), start: historySince === undefined ? usual : historyStart(historySince)};
}

/** The moment from which it is read, epoch milliseconds; undefined for the beginning of the stream. */
export function historyFrom({start}: HistoryOption, now: number): number | undefined {
	switch (start.kind) {
		case 'beginning':
			return undefined;
		case 'ago':
			return now - start.ms;
		case 'moment':
			return start.at;
	}
}

/** A recording and the demo have no stream. @throws CannotStart */
export function refuseHistory({history, historySince, jsApiPrefix, replay, demo}: Given): void {
	if (history === undefined) {
		if (jsApiPrefix !== undefined) {
			throw usage('--js-api-prefix', 'it says how the stream of a history is reached', 'add --history STREAM');
		}
		if (historySince === undefined) return;
		throw usage('--history-since', 'it says how far back a history is read', 'add --history STREAM');
	}
	if (replay !== undefined) throw usage('--history', 'a recording is replayed', 'drop --history or --replay');
	if (demo !== undefined) throw usage('--history', 'a demo has none', 'drop --history or --demo');
}
