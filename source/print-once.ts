// What is printed without a screen: a view as text, or what is known as JSON or CSV.
import process from 'node:process';
import type {Core} from './core/core.ts';
import type {Options} from './options/options.ts';
import {csvHeader, csvRows} from './output/rows-csv.ts';
import {rowsJson} from './output/rows-json.ts';
import {snapshotOf} from './output/snapshot.ts';
import {type Table, tableNamed} from './output/tables.ts';
import {textOnce} from './output/text.ts';
import {uiFor, withColumns} from './output/ui-for.ts';
import {openSource} from './open-source.ts';
import {printed, readsUnicode} from './printed.ts';
import {lineOf} from './recording/recording-line.ts';
import {endRecording, recordingOf} from './recording-file.ts';
import {collectOnce} from './runtime/collect-once.ts';

const firstView = 'overview';
/** All that is known has accounts, which have a view that asks for them. */
const viewOfAll = 'accounts';
const textColumns = 120;
/** Lines on which every pane of a view has room. */
const textRows = 50;

/** What the options ask for as text. */
function textOf(core: Core, {output, table, view, rows, width, ascii}: Options): string {
	const look = core.look();
	const {columns} = rows;
	const chosen = columns && {columns};
	const isAnswered = !core.isWaiting();
	if (output === 'csv' && table !== undefined) {
		const request = {table: tableNamed(table), ...chosen, isAnswered};
		return csvHeader(request.table, columns) + csvRows(look, request);
	}
	if (output === 'json') {
		const told =
			table === undefined
				? snapshotOf(look, isAnswered)
				: rowsJson(look, {table: tableNamed(table), ...chosen, isAnswered});
		return `${JSON.stringify(told, undefined, 2)}\n`;
	}
	const ui = withColumns(look.ui, tableNamed(view ?? firstView), look, columns);
	const text = textOnce(
		{...look, ui},
		{columns: width ?? process.stdout.columns ?? textColumns, ascii: ascii || !readsUnicode()},
	);
	return `${text}\n`;
}

function tableOf({output, table, view}: Options): Table {
	return tableNamed(table ?? (output === 'json' ? viewOfAll : (view ?? firstView)));
}

/** `now`: the clock, epoch milliseconds. */
export async function printOnce(options: Options, now: () => number): Promise<void> {
	const source = await openSource(options.source, now, 'text');
	const recording = await recordingOf(options, source.label, now());
	try {
		const {utc} = options;
		const table = tableOf(options);
		const timeoutMs = options.source.kind === 'nats' ? options.source.settings.timeoutMs.value : undefined;
		const core = await collectOnce(source, {
			view: table.view,
			ui: uiFor(table, options.rows),
			utc,
			columns: textColumns,
			rows: textRows,
			...(timeoutMs !== undefined && {timeoutMs}),
			...(recording && {record: kept => recording.add(lineOf(kept))}),
			isToTheEnd: options.source.kind === 'replay',
		});
		await printed(textOf(core, options));
	} finally {
		await source.stop();
		await endRecording(recording);
	}
}
