import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {csvExtras, csvHeader, csvRows} from '../../source/output/rows-csv.ts';
import {rowsJson} from '../../source/output/rows-json.ts';
import {paneTableOf, tableNamed, tables} from '../../source/output/tables.ts';
import {uiFor} from '../../source/output/ui-for.ts';
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
