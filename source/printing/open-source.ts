// Where the messages come from, as the options say.
import {basename} from 'node:path';
import {clock} from '../format/time.ts';
import {grouped} from '../format/number.ts';
import {readRecording} from '../files/recording-reader.ts';
import {type DemoOption, usualSeed} from '../options/demo-option.ts';
import {type HistoryOption, historyFrom} from '../options/history-option.ts';
import type {Options} from '../options/options.ts';
import type {RuntimeSettings} from '../runtime/runtime-settings.ts';
import type {HistoryPlan, HistoryProgress} from '../sources/nats/history-plan.ts';
import {natsSource} from '../sources/nats/nats-source.ts';
import {replaySource} from '../sources/replay/replay-source.ts';
import {scenarios} from '../sources/simulate/scenarios/catalogue.ts';
import {simulatedSource} from '../sources/simulate/simulated-source.ts';
import type {Source} from '../sources/source.ts';

export function demoSource({seed = usualSeed, scenario: name, servers, speed}: DemoOption, now: () => number): Source {
	const scenario = scenarios.find(one => one.name === name);
	return simulatedSource({
		seed,
		now,
		...(scenario && {scenario}),
		...(servers !== undefined && {servers}),
		...(speed !== undefined && {speed}),
	});
}

/** What is to be read of the events from before. */
export function historyPlan(
	history: HistoryOption | undefined,
	now: number,
	told?: HistoryPlan['told'],
): HistoryPlan | undefined {
	if (history === undefined) return undefined;
	const {stream, apiPrefix} = history;
	return {stream, apiPrefix, from: historyFrom(history, now), told};
}

/** How far the history has been read. */
export function progressInWords({stream, messages, of, at}: HistoryProgress, utc: boolean): string {
	return `reading history ${stream}: ${grouped(messages)} of ${grouped(of)} messages, at ${clock(at, utc)}`;
}

export type Opening = {
	/** While the history is read. */
	readonly told?: HistoryPlan['told'];
	/** Before each message of a recording, which waits until it resolves. */
	readonly before?: ((at: number) => Promise<void> | undefined) | undefined;
};

/** What a source is for; only text is of the moment that is asked for, all else goes on from there. */
export type Shown = 'screen' | 'text' | 'events';

export async function openSource(
	source: Options['source'],
	now: () => number,
	shown: Shown,
	{told, before}: Opening = {},
): Promise<Source> {
	switch (source.kind) {
		case 'demo':
			return demoSource(source, now);
		case 'nats':
			return natsSource(source.settings, {now, history: historyPlan(source.history, now(), told)});
		case 'replay': {
			const {file, at} = source;
			return replaySource({
				label: basename(file),
				recording: await readRecording(file),
				monotonic: () => performance.now(),
				before,
				...(shown === 'text' ? {until: at} : {from: at}),
			});
		}
	}
}

/** Of a recording, and of a history, more is kept than of what happens now: one wants to see all of it. */
const leastReplayBytes = 512 * 2 ** 20;

/** What the last messages may take in memory, in bytes. */
export function flightRecorderBytesFor({source, flightRecorderBytes}: Options): number {
	if (source.kind === 'replay') return Math.max(leastReplayBytes, flightRecorderBytes);
	const hasHistory = source.kind === 'nats' && source.history !== undefined;
	return hasHistory && flightRecorderBytes > 0 ? Math.max(leastReplayBytes, flightRecorderBytes) : flightRecorderBytes;
}

/** How a recording is shown; at its end at once where no speed is too high. */
export function replayOf(source: Options['source']): Pick<RuntimeSettings, 'replay'> {
	if (source.kind !== 'replay' || source.speed === Number.POSITIVE_INFINITY) return {};
	return {replay: {speed: source.speed ?? 1, loops: source.loops, from: source.at}};
}
