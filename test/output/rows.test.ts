import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {caveatsNotPrinted, csvExtras, csvHeader, csvRows} from '../../source/output/rows-csv.ts';
import {rowsJson} from '../../source/output/rows-json.ts';
import {paneTableOf, tableNamed, tables} from '../../source/output/tables.ts';
import {uiFor, withColumns} from '../../source/output/ui-for.ts';
import {textOnce} from '../../source/output/text.ts';
import {paintedLine} from '../../source/components/painted-line.ts';
import {colourTheme} from '../../source/components/theme.ts';
import type {RowsOption} from '../../source/options/rows-option.ts';
import {demoStage, type Stage} from '../views/stage.ts';
import {cellsOfCsv} from './csv.ts';

const frames = path.join(import.meta.dirname, '../frames');

function stageOf(name: string, rows: RowsOption = {}, seconds = 60): Stage {
	const table = tableNamed(name);
	const stage = demoStage(seconds, 80, 24, table.view);
	stage.ui = uiFor(table, rows);
	return stage;
}

function jsonOf(name: string, rows: RowsOption = {}) {
	const request = {table: tableNamed(name), isWaiting: false, ...(rows.columns && {columns: rows.columns})};
	return rowsJson(stageOf(name, rows).look(), request) as {
		readonly [name: string]: unknown;
		readonly rows: readonly Readonly<Record<string, unknown>>[];
	};
}

function csvOf(name: string, rows: RowsOption = {}): string {
	const request = {table: tableNamed(name), isWaiting: false, ...(rows.columns && {columns: rows.columns})};
	return csvHeader(request.table, rows.columns) + csvRows(stageOf(name, rows).look(), request);
}

describe.each(tables.map(({name}) => name))('the table %s', name => {
	test('has a field for every column with a value, under the same name', () => {
		const columns = paneTableOf(tableNamed(name)).columns(stageOf(name).look());
		const withValues = columns.filter(({hasValue}) => hasValue).map(({id}) => id);
		const {fields} = tableNamed(name);
		// By it the program sorts: it is no fact of its own.
		expect(new Set(fields.map(({id}) => id))).toEqual(new Set(withValues.filter(id => id !== 'worst')));
	});

	test('as JSON', async () => {
		const text = `${JSON.stringify(jsonOf(name, {limit: 4}), undefined, 2)}\n`;
		await expect(text).toMatchFileSnapshot(path.join(frames, `${name}-rows.json`));
	});

	test('as CSV has the same rows', () => {
		const {rows} = jsonOf(name);
		const [head = [], ...lines] = cellsOfCsv(csvOf(name));
		expect(head).toEqual([...tableNamed(name).fields.map(({id}) => id), ...csvExtras]);
		expect(lines).toHaveLength(rows.length);
		rows.forEach((row, index) => {
			for (const {id, kind} of tableNamed(name).fields) {
				const cell = lines[index]?.[head.indexOf(id)] ?? '';
				const value = row[id];
				const text = value === null ? '' : Array.isArray(value) ? value.join(' ') : String(value);
				expect([id, cell.replace(/^'(?=[=+\-@])/, '')]).toEqual([id, text]);
				if (typeof value === 'number') expect(kind === 'count' ? Number.isInteger(Number(cell)) : true).toBe(true);
			}
		});
	});
});

describe('chosen rows', () => {
	test('are those of the screen, in its order', () => {
		const chosen = jsonOf('servers', {filter: 'conns>130', sort: {column: 'conns', descending: false}, limit: 2});
		expect(chosen).toMatchObject({rows_total: 6, rows_matching: 5});
		const [one, other] = chosen.rows.map(({conns}) => Number(conns));
		expect(Number(one)).toBeLessThanOrEqual(Number(other));
		expect(chosen.rows).toHaveLength(2);
	});

	test('of events are the newest', () => {
		const {rows: all} = jsonOf('connects');
		const {rows} = jsonOf('connects', {limit: 3});
		expect(rows).toEqual(all.slice(-3));
		expect(all.length).toBeGreaterThan(100);
	});

	test('have the columns that were asked for, in their order, in each row', () => {
		const {rows} = jsonOf('servers', {columns: ['conns', 'server']});
		for (const row of rows) expect(Object.keys(row)).toEqual(['conns', 'server', 'caveats']);
		expect(csvOf('servers', {columns: ['conns', 'server'], filter: 'server:=w2'})).toBe('conns,server\r\n211,w2\r\n');
	});

	test('as text have them too', async () => {
		const rows: RowsOption = {
			sort: {column: 'conns', descending: true},
			limit: 3,
			columns: ['conns', 'version', 'subs'],
		};
		const stage = stageOf('servers', rows);
		const look = stage.look();
		const ui = withColumns(look.ui, tableNamed('servers'), look, rows.columns);
		const text = `${textOnce({...look, ui}, {columns: 100, ascii: false})}\n`;
		await expect(text).toMatchFileSnapshot(path.join(frames, 'servers-once-chosen-100x50.txt'));
		expect(text).not.toContain('RTT');
	});

	test('in colour are the same text', async () => {
		const look = stageOf('auth-errors').look();
		const painting = {theme: colourTheme, ascii: false, faded: false};
		const coloured = textOnce(look, {columns: 100, ascii: false, painted: line => paintedLine(line, 100, painting)});
		expect(coloured.replaceAll(/\u001B\[[\d;]*m/g, '')).toBe(textOnce(look, {columns: 100, ascii: false}));
		const shown = coloured.replaceAll('\u001B', '^[');
		await expect(`${shown}\n`).toMatchFileSnapshot(path.join(frames, 'auth-errors-once-colour-100x50.txt'));
	});

	test('of CSV say so on the side where caveats were left out', () => {
		const told = (columns?: readonly string[]): string =>
			caveatsNotPrinted(stageOf('servers').look(), {table: tableNamed('servers'), ...(columns && {columns})});
		expect(told(['server', 'conns'])).toMatch(/^one number is only what is known, /);
		expect([told(), told(['server', 'conns', 'caveats']), told(['server', 'state'])]).toEqual(['', '', '']);
	});
});
