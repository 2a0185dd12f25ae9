// `--check`: watches for a while, judges, prints one line and says by the exit code what came of it.
import process from 'node:process';
import {CannotStart} from '../errors/cannot-start.ts';
import {openSource} from './open-source.ts';
import {type CheckOption, namedIn} from '../options/check-option.ts';
import type {Options} from '../options/options.ts';
import {checkJson} from '../output/check-json.ts';
import {checkMetrics} from '../output/check-metrics.ts';
import {checkText} from '../output/check-text.ts';
import {createGrading} from '../output/graded-problems.ts';
import {exitCodeOf, failed, type Judged, judge} from '../output/judged.ts';
import {metricsText} from '../output/metrics-text.ts';
import {createModel, type Model} from '../model/model.ts';
import {printed, readsUnicode} from './printed.ts';
import {lineOf} from '../recording/recording-line.ts';
import {endRecording, recordingOf} from './recording-file.ts';
import {collect} from '../runtime/collect.ts';

/** It asks for what the first view asks for, so that it comes to the same conclusions. */
const usualView = 'overview';
/** What takes more than that is asked for where it is named: JSZ of all servers. */
const viewsOf: Readonly<Record<string, string>> = {'uneven-leaders': 'jetstream'};
const columns = 120;
const rows = 50;
/** The servers of a demo always answer, but a machine that is busy takes its time. */
const demoTimeoutMs = 60_000;
/** Rates need as long. */
const usualForMs = 2000;

type Told = {readonly judged: Judged; readonly model: Model; readonly isWaiting: boolean};

async function judgedNow(options: Options, check: CheckOption, now: () => number): Promise<Told> {
	const source = await openSource(options.source, now, 'text');
	const recording = await recordingOf(options, source.label, now());
	const isReplay = options.source.kind === 'replay';
	try {
		const grading = createGrading(check);
		const {utc, forMs = usualForMs} = options;
		const collected = await collect(source, {
			view: [...namedIn(check)].map(id => viewsOf[id]).find(view => view !== undefined) ?? usualView,
			utc,
			columns,
			rows,
			timeoutMs: options.source.kind === 'nats' ? options.source.settings.timeoutMs.value : demoTimeoutMs,
			...(recording && {record: kept => recording.add(lineOf(kept))}),
			second: grading.second,
			isToTheEnd: isReplay,
		});
		try {
			if (!isReplay) await collected.until(source.now() + forMs);
			const isWaiting = !(await collected.whole());
			const {core} = collected;
			const {model} = core;
			const judged = judge({model, isWaiting, graded: grading.graded(core.ledger(), model)}, check);
			return {judged, model, isWaiting};
		} finally {
			collected.end();
		}
	} finally {
		await source.stop();
		await endRecording(recording);
	}
}

function textOf({judged, model, isWaiting}: Told, check: CheckOption, ascii: boolean): string {
	switch (check.format) {
		case 'nagios':
			return checkText(judged, check, ascii);
		case 'json':
			return `${JSON.stringify(checkJson(judged, check, model, isWaiting))}\n`;
		case 'prometheus':
			return metricsText(checkMetrics(judged, check, model.startedAt === undefined ? undefined : model.now));
	}
}

/** `now`: the clock, epoch milliseconds. */
export async function printCheck(options: Options, check: CheckOption, now: () => number): Promise<void> {
	let told: Told;
	try {
		told = await judgedNow(options, check, now);
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		const model = createModel();
		told = {judged: failed(error.message, model), model, isWaiting: false};
	}
	await printed(textOf(told, check, options.ascii || !readsUnicode()));
	process.exitCode = exitCodeOf[told.judged.state];
}
