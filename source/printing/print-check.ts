// `--check`: watches for a while, judges, prints one line and says by the exit code what came of it.
import process from 'node:process';
import {CannotStart} from '../errors/cannot-start.ts';
import {type CheckOption, namedIn} from '../options/check-option.ts';
import type {Options} from '../options/options.ts';
import {checkJson} from '../output/check-json.ts';
import {checkMetrics} from '../output/check-metrics.ts';
import {checkText} from '../output/check-text.ts';
import {createGrading} from '../output/graded-problems.ts';
import {exitCodeOf, failed, type Judged, judge} from '../output/judged.ts';
import {metricsText} from '../output/metrics-text.ts';
import {createModel, type Model} from '../model/model.ts';
import {collectedFrom} from './collected-from.ts';
import {printed, printsAscii} from './printed.ts';

/** It asks for what the first view asks for, so that it comes to the same conclusions. */
const usualView = 'overview';
/** What takes more than that is asked for where it is named: JSZ of all servers. */
const viewsOf: Readonly<Record<string, string>> = {'uneven-leaders': 'jetstream'};
/** Rates need as long. */
const usualForMs = 2000;

export type Told = {readonly judged: Judged; readonly model: Model; readonly isWaiting: boolean};

async function judgedNow(options: Options, check: CheckOption, now: () => number): Promise<Told> {
	const {forMs = usualForMs, thresholds} = options;
	const {second, graded} = createGrading(check, thresholds);
	const view = [...namedIn(check)].map(id => viewsOf[id]).find(one => one !== undefined) ?? usualView;
	return collectedFrom(
		options,
		now,
		{view, second: ({model}) => second(model)},
		async ({core, until, whole}, sourceNow) => {
			if (options.source.kind !== 'replay') await until(sourceNow() + forMs);
			const isWaiting = !(await whole());
			const {model} = core;
			const heard = {model, isWaiting, graded: graded(core.ledger(), model), thresholds};
			return {judged: judge(heard, check), model, isWaiting};
		},
	);
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

/** What there is to tell, also where nothing can be heard. `options` may throw too. */
export async function toldNow(options: () => Options, check: CheckOption, now: () => number): Promise<Told> {
	try {
		return await judgedNow(options(), check, now);
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		const model = createModel();
		return {judged: failed(error.message, model), model, isWaiting: false};
	}
}

/** `now`: the clock, epoch milliseconds. */
export async function printCheck(options: Options, check: CheckOption, now: () => number): Promise<void> {
	const told = await toldNow(() => options, check, now);
	await printed(textOf(told, check, printsAscii(options)));
	process.exitCode = exitCodeOf[told.judged.state];
}
