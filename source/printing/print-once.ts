// What is printed without a screen: a view as text, or what is known as JSON or CSV; once, or again and again. Of a
// recording it is what was known at moments of it.
import process from 'node:process';
import type {Core} from '../core/core.ts';
import type {Options} from '../options/options.ts';
import {caveatsNotPrinted, csvHeader, csvRows} from '../output/rows-csv.ts';
import {rowsJson} from '../output/rows-json.ts';
import {snapshotOf} from '../output/snapshot.ts';
import {type Table, tableNamed} from '../output/tables.ts';
import {textOnce} from '../output/text.ts';
import {uiFor, withColumns} from '../output/ui-for.ts';
import {collectedFrom} from './collected-from.ts';
import type {Collected} from '../runtime/collect.ts';
import {createPace} from '../runtime/pace.ts';
import {createRecordedLooks, type RecordedLooks} from '../runtime/recorded-looks.ts';
import {withTableStarts} from '../ui/table-starts.ts';
import type {Ui} from '../ui/ui.ts';
import {endAtSignal} from './end-at-signal.ts';
import {printed} from './printed.ts';
import {textSettings} from './text-settings.ts';

const firstView = 'overview';
/** All that is known has accounts, which have a view that asks for them. */
const viewOfAll = 'accounts';

function asText(core: Core, options: Options): string {
	const {view = firstView, rows} = options;
	const look = core.look();
	const ui = withColumns(look.ui, tableNamed(view), look, rows.columns);
	return `${textOnce({...look, ui}, textSettings(options, look.model.link.state === 'down'))}\n`;
}

function asJson(core: Core, {table, rows: {columns}, repeat}: Options, isWaiting: boolean): string {
	const look = core.look();
	const told =
		table === undefined
			? snapshotOf(look, isWaiting)
			: rowsJson(look, {table: tableNamed(table), ...(columns && {columns}), isWaiting});
	// One after the other they are lines, which programs read one by one.
	return `${JSON.stringify(told, undefined, repeat === undefined ? 2 : undefined)}\n`;
}

/** What is printed: `frame` counts from 0. `isWaiting`: not all servers have answered. */
function textOf(core: Core, options: Options, frame: number, isWaiting: boolean): string {
	const {output, table: name, rows} = options;
	if (output === 'json') return asJson(core, options, isWaiting);
	if (output !== 'csv' || name === undefined) return `${frame === 0 ? '' : '\n'}${asText(core, options)}`;
	const table = tableNamed(name);
	const {columns} = rows;
	const request = {table, ...(columns && {columns}), isWaiting};
	const header = frame === 0 ? csvHeader(table, columns) : '';
	const caveats = frame === 0 ? caveatsNotPrinted(core.look(), request) : '';
	if (caveats !== '') process.stderr.write(`nats-top-sys: ${caveats}\n`);
	return header + csvRows(core.look(), request);
}

function tableOf({output, table, view}: Options): Table {
	return tableNamed(table ?? (output === 'json' ? viewOfAll : (view ?? firstView)));
}

/** So many frames are printed; infinite where only a signal ends it. */
function framesOf({repeat}: Options): number {
	return repeat === undefined ? 1 : (repeat.count ?? Number.POSITIVE_INFINITY);
}

/** Prints frame after frame until there were enough, nobody reads them, or a signal came. `now`: the source's clock. */
async function printFrames(collected: Collected, options: Options, now: () => number): Promise<void> {
	const {repeat, forMs = 0} = options;
	const {everyMs = 0} = repeat ?? {};
	const count = framesOf(options);
	let isOver = false;
	endAtSignal(() => {
		isOver = true;
		collected.end();
	});
	await collected.until(now() + forMs);
	let due = now();
	for (let frame = 0; frame < count && !isOver; frame++) {
		if (frame > 0) await collected.until(due);
		const isWaiting = !(await collected.whole());
		if (isOver || !(await printed(textOf(collected.core, options, frame, isWaiting)))) return;
		// Times that were missed, as by a reader that has stopped for a while, are not made up for.
		due = Math.max(due + everyMs, now());
	}
}

/** Text is for people, who have said how they want tables; what programs read is the same for everybody. */
function startingUi(table: Table, {output, rows, tables}: Options): Ui {
	if (output === 'json' || output === 'csv') return uiFor(table, rows);
	const sort = tables.find(({pane}) => pane === table.pane)?.sort;
	const wanted = uiFor(table, {...(sort && {sort}), ...rows});
	const started = withTableStarts(wanted, tables);
	return {...started, panes: {...started.panes, ...wanted.panes}};
}

/** Prints frame after frame of a recording, as often as is asked for, and how it ends where it ends before. */
async function printRecorded({core, whole, end}: Collected, options: Options, looks: RecordedLooks): Promise<void> {
	const count = framesOf(options);
	let isOver = false;
	endAtSignal(() => {
		isOver = true;
		end();
	});
	const ended = whole().then(() => undefined);
	let last: number | undefined;
	try {
		for (let frame = 0; frame < count; frame++) {
			const at = await Promise.race([looks.next(), ended]);
			// The last look that was asked for may lie behind the end: then it is that of the end.
			if (isOver || (at === undefined && last === core.model.now)) return;
			if (at !== undefined) core.pass(at);
			if (!(await printed(textOf(core, options, frame, false))) || at === undefined) return;
			last = at;
			looks.taken();
		}
	} finally {
		looks.end();
	}
}

/** Looks at moments of a recording; undefined where it is looked at once, at its end or the moment that is asked for. */
function looksAt({source, repeat, forMs}: Options): RecordedLooks | undefined {
	if (source.kind !== 'replay' || (repeat === undefined && forMs === undefined)) return undefined;
	const {at, speed} = source;
	const everyMs = repeat?.everyMs ?? 0;
	return createRecordedLooks({
		at,
		// At its first moment nothing is known yet.
		firstAfterMs: forMs ?? (at === undefined ? everyMs : 0),
		everyMs,
		pace: createPace({speed, from: at, monotonic: () => performance.now()}),
	});
}

/** `now`: the clock, epoch milliseconds. */
export async function printOnce(options: Options, now: () => number): Promise<void> {
	const table = tableOf(options);
	const ui = startingUi(table, options);
	const looks = looksAt(options);
	if (looks !== undefined) {
		const settings = {view: table.view, ui, shown: 'events', before: looks.before} as const;
		await collectedFrom(options, now, settings, collected => printRecorded(collected, options, looks));
		return;
	}
	await collectedFrom(options, now, {view: table.view, ui}, (collected, sourceNow) =>
		printFrames(collected, options, sourceNow),
	);
}
