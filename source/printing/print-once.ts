// What is printed without a screen: a view as text, or what is known as JSON or CSV; once, or again and again.
import process from 'node:process';
import {paintedLine} from '../components/painted-line.ts';
import {colourTheme} from '../components/theme.ts';
import type {Core} from '../core/core.ts';
import type {Options} from '../options/options.ts';
import {caveatsNotPrinted, csvHeader, csvRows} from '../output/rows-csv.ts';
import {rowsJson} from '../output/rows-json.ts';
import {snapshotOf} from '../output/snapshot.ts';
import {type Table, tableNamed} from '../output/tables.ts';
import {textOnce} from '../output/text.ts';
import {uiFor, withColumns} from '../output/ui-for.ts';
import {hasColours} from './has-colours.ts';
import {openSource} from './open-source.ts';
import {printed, readsUnicode} from './printed.ts';
import {lineOf} from '../recording/recording-line.ts';
import {endRecording, recordingOf} from './recording-file.ts';
import {type Collected, collect} from '../runtime/collect.ts';

const firstView = 'overview';
/** All that is known has accounts, which have a view that asks for them. */
const viewOfAll = 'accounts';
const textColumns = 120;
/** Lines on which every pane of a view has room. */
const textRows = 50;
/** As shells tell of a program that a signal has ended: 128 and its number. */
const exitCodes = {SIGINT: 130, SIGTERM: 143} as const;

function asText(core: Core, options: Options): string {
	const {view = firstView, rows, width} = options;
	const look = core.look();
	const ui = withColumns(look.ui, tableNamed(view), look, rows.columns);
	const columns = width ?? process.stdout.columns ?? textColumns;
	const ascii = options.ascii || !readsUnicode();
	const painting = {theme: colourTheme, ascii, faded: look.model.link.state === 'down'};
	const text = textOnce(
		{...look, ui},
		{columns, ascii, ...(hasColours(options) && {painted: line => paintedLine(line, columns, painting)})},
	);
	return `${text}\n`;
}

function asJson(core: Core, {table, rows: {columns}, repeat}: Options): string {
	const look = core.look();
	const isWaiting = core.isWaiting();
	const told =
		table === undefined
			? snapshotOf(look, isWaiting)
			: rowsJson(look, {table: tableNamed(table), ...(columns && {columns}), isWaiting});
	// One after the other they are lines, which programs read one by one.
	return `${JSON.stringify(told, undefined, repeat === undefined ? 2 : undefined)}\n`;
}

/** What is printed: `frame` counts from 0. */
function textOf(core: Core, options: Options, frame: number): string {
	const {output, table: name, rows} = options;
	if (output === 'json') return asJson(core, options);
	if (output !== 'csv' || name === undefined) return `${frame === 0 ? '' : '\n'}${asText(core, options)}`;
	const table = tableNamed(name);
	const {columns} = rows;
	const request = {table, ...(columns && {columns}), isWaiting: core.isWaiting()};
	const header = frame === 0 ? csvHeader(table, columns) : '';
	const caveats = frame === 0 ? caveatsNotPrinted(core.look(), request) : '';
	if (caveats !== '') process.stderr.write(`nats-top-sys: ${caveats}\n`);
	return header + csvRows(core.look(), request);
}

function tableOf({output, table, view}: Options): Table {
	return tableNamed(table ?? (output === 'json' ? viewOfAll : (view ?? firstView)));
}

/** Prints frame after frame until there were enough, nobody reads them, or a signal came. `now`: the source's clock. */
async function printFrames(collected: Collected, options: Options, now: () => number): Promise<void> {
	const {repeat = {count: 1, everyMs: 0}, forMs = 0} = options;
	let isOver = false;
	const end = (signal: keyof typeof exitCodes): void => {
		process.exitCode = exitCodes[signal];
		isOver = true;
		collected.end();
	};
	process.once('SIGINT', end).once('SIGTERM', end);
	await collected.until(now() + forMs);
	let due = now();
	for (let frame = 0; frame < repeat.count && !isOver; frame++) {
		if (frame > 0) await collected.until(due);
		await collected.whole();
		if (isOver || !(await printed(textOf(collected.core, options, frame)))) return;
		// Times that were missed, as by a reader that has stopped for a while, are not made up for.
		due = Math.max(due + repeat.everyMs, now());
	}
}

/** The servers of a demo always answer, but a machine that is busy takes its time. */
const demoTimeoutMs = 60_000;

/** `now`: the clock, epoch milliseconds. */
export async function printOnce(options: Options, now: () => number): Promise<void> {
	const source = await openSource(options.source, now, 'text');
	const recording = await recordingOf(options, source.label, now());
	try {
		const {utc} = options;
		const table = tableOf(options);
		const timeoutMs = options.source.kind === 'nats' ? options.source.settings.timeoutMs.value : demoTimeoutMs;
		const collected = await collect(source, {
			view: table.view,
			ui: uiFor(table, options.rows),
			utc,
			columns: textColumns,
			rows: textRows,
			timeoutMs,
			...(recording && {record: kept => recording.add(lineOf(kept))}),
			isToTheEnd: options.source.kind === 'replay',
		});
		await printFrames(collected, options, source.now).finally(collected.end);
	} finally {
		await source.stop();
		await endRecording(recording);
	}
}
