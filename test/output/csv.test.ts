import fc from 'fast-check';
import {expect, test} from 'vitest';
import {csvHeader, csvRows} from '../../source/output/rows-csv.ts';
import {rowsJson} from '../../source/output/rows-json.ts';
import {tableNamed} from '../../source/output/tables.ts';
import {uiFor} from '../../source/output/ui-for.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {Stage} from '../views/stage.ts';
import {cellsOfCsv} from './csv.ts';

const table = tableNamed('connects');
const server = new MadeServer('n1');

/** Connects of clients that call themselves so. */
function stageWith(names: readonly string[]): Stage {
	const stage = new Stage(80, 24, 'connects');
	stage.hear([linkUp(noon), server.heartbeat(noon)]);
	names.forEach((name, index) => {
		const client = {id: index + 1, acc: 'APP', user: name, name, host: name, start: new Date(noon).toISOString()};
		stage.hear([server.message(noon + index, '$SYS.ACCOUNT.APP.CONNECT', {client})]);
	});
	stage.ui = uiFor(table, {});
	return stage;
}

function printed(names: readonly string[]) {
	const look = stageWith(names).core.look();
	const request = {table, isWaiting: false};
	const csv = csvHeader(table) + csvRows(look, request);
	const [head = [], ...lines] = cellsOfCsv(csv);
	const {rows} = rowsJson(look, request) as unknown as {rows: readonly Readonly<Record<string, unknown>>[]};
	return {csv, head, lines, rows};
}

const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=2', '=cmd|"/C calc"!A0', '=HYPERLINK("http://x","y")'];

test('a text that a spreadsheet would run has an apostrophe before it, and is in quotes where it needs them', () => {
	const {csv, head, lines} = printed(formulas);
	const users = lines.map(line => line[head.indexOf('user')]);
	// What controls was taken out before.
	expect(users).toEqual([
		"'=1+1",
		"'+1",
		"'-1",
		"'@SUM(A1)",
		'\ufffd=1',
		'\ufffd=2',
		`'=cmd|"/C calc"!A0`,
		`'=HYPERLINK("http://x","y")`,
	]);
	expect(csv).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
	expect(csv.endsWith('\r\n')).toBe(true);
});

test('any names come back from CSV and JSON as they were tamed; no cell begins like a formula, and numbers are numbers', () => {
	const name = fc.oneof(
		fc.string({unit: 'binary', maxLength: 40}),
		fc
			.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '"', ',', '\n', "'", ' '), fc.string())
			.map(parts => parts.join('')),
	);
	fc.assert(
		fc.property(fc.array(name, {minLength: 1, maxLength: 6}), names => {
			const {head, lines, rows} = printed(names);
			expect(lines).toHaveLength(rows.length);
			lines.forEach((line, index) => {
				expect(line).toHaveLength(head.length);
				for (const {id, kind} of table.fields) {
					const cell = line[head.indexOf(id)] ?? '';
					const value = rows[index]?.[id];
					if (kind === 'count' || kind === 'number') {
						expect(cell).toBe(value === null ? '' : String(value));
						continue;
					}
					expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
					expect(cell).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
					const text = value === null ? '' : String(value);
					expect(/^[=+\-@]/.test(text) ? `'${text}` : text).toBe(cell);
				}
			});
		}),
		{numRuns: 60},
	);
});

test('a negative number stays a number', () => {
	const stage = new Stage(80, 24, 'servers');
	stage.hear([linkUp(noon), server.heartbeat(noon, {connections: 50})]);
	for (let second = 1; second <= 30; second++) {
		const at = noon + second * 1000;
		stage.hear([server.heartbeat(at, {connections: 50 - second})]).passTo(at);
	}
	const servers = tableNamed('servers');
	stage.ui = uiFor(servers, {});
	const csv = csvRows(stage.core.look(), {table: servers, columns: ['server', 'dconns'], isWaiting: false});
	expect(csv).toMatch(/^n1,-\d+(?:\.\d+)?\r\n$/);
});
