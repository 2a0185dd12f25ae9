// What runs without a screen begins and ends in one way: a source, the recording of it, and the core that is driven.
import {lineOf} from '../recording/recording-line.ts';
import type {Options} from '../options/options.ts';
import {type Collected, collect, type CollectSettings} from '../runtime/collect.ts';
import {openSource, type Opening, type Shown} from './open-source.ts';
import {endRecording, recordingOf} from './recording-file.ts';

/** A screen on which everything that is asked for has room; as wide as text is where there is no terminal. */
export const paper = {columns: 120, rows: 50} as const;

/** The servers of a demo always answer, but a machine that is busy takes its time. */
const demoTimeoutMs = 60_000;

type Settings = Pick<CollectSettings, 'view' | 'ui' | 'second'> & Pick<Opening, 'before'> & {readonly shown?: Shown};

/** `now`: the source's clock. */
type Use<Result> = (collected: Collected, now: () => number) => Promise<Result>;

/**
 * Collects for as long as it is used. `now`: the clock, epoch milliseconds.
 * @throws CannotStart when there is no connection
 */
export async function collectedFrom<Result>(
	options: Options,
	now: () => number,
	{shown = 'text', before, ...settings}: Settings,
	use: Use<Result>,
): Promise<Result> {
	const {source: from, utc, thresholds} = options;
	const source = await openSource(from, now, shown, {before});
	const recording = await recordingOf(options, source.label, now());
	try {
		const collected = await collect(source, {
			...settings,
			...paper,
			utc,
			thresholds,
			timeoutMs: from.kind === 'nats' ? from.settings.timeoutMs.value : demoTimeoutMs,
			...(recording && {record: kept => recording.add(lineOf(kept))}),
			isToTheEnd: from.kind === 'replay',
		});
		return await use(collected, source.now).finally(collected.end);
	} finally {
		await source.stop();
		await endRecording(recording);
	}
}
