// What is chosen of tables is written, read again, and the same.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {afterAll, expect, test} from 'vitest';
import {readConfig} from '../../source/configuration/config-file.ts';
import {thisMachine} from '../../source/connection/files/machine.ts';
import {parseOptions} from '../../source/options/options.ts';
import {chosenTables} from '../../source/output/chosen-tables.ts';
import {tableFacts} from '../../source/output/table-facts.ts';
import {keepTablesIn} from '../../source/printing/keep-tables.ts';
import {withTableStarts} from '../../source/ui/table-starts.ts';
import {createUi, startingPane, type Ui} from '../../source/ui/ui.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'chosen-'));
afterAll(() => rmSync(folder, {recursive: true}));
const machine = thisMachine({});
const tables = tableFacts();
const place = (name: string) => ({paths: [path.join(folder, name)]});

async function startsIn(name: string) {
	const config = await readConfig(place(name), machine);
	const parsed = parseOptions([], {}, {version: '1', tables, config});
	if (parsed.kind !== 'run') throw new Error(`this asks for ${parsed.kind}`);
	return parsed.options.tables;
}

/** A ui in which somebody has sorted tables, and asked for columns or taken them out. */
const touched = fc
	.array(
		fc.record({
			at: fc.nat(tables.length - 1),
			sortAt: fc.option(fc.nat(), {nil: undefined}),
			descending: fc.boolean(),
			shown: fc.array(fc.option(fc.boolean(), {nil: undefined}), {maxLength: 30}),
		}),
		{maxLength: 3},
	)
	.map((choices): Ui => {
		let ui = createUi('overview');
		for (const {at, sortAt, descending, shown} of choices) {
			const facts = tables[at];
			if (facts === undefined) continue;
			const sortable = facts.whyNotSorted === undefined ? facts.columns.filter(({hasValue}) => hasValue) : [];
			const column = sortAt === undefined ? undefined : sortable[sortAt % Math.max(1, sortable.length)]?.id;
			const chosen = facts.columns
				.filter(({isShown}) => isShown)
				.flatMap(({id}, index) => (shown[index] === undefined ? [] : [[id, shown[index]] as const]));
			if (column !== undefined) {
				ui = {...ui, panes: {...ui.panes, [facts.pane]: {...startingPane, sort: {column, descending}}}};
			}
			if (chosen.length > 0) ui = {...ui, columns: {...ui.columns, [facts.pane]: Object.fromEntries(chosen)}};
		}
		return ui;
	});

test.each(['config.toml', 'config.json'])('%s', async name => {
	let run = 0;
	await fc.assert(
		fc.asyncProperty(touched, async ui => {
			run++;
			const file = `${run}-${name}`;
			const {told, starts} = await keepTablesIn(place(file))(ui);
			const chosen = chosenTables(ui, tables);
			expect(starts).toEqual(chosen.map(({start}) => start));
			if (chosen.length === 0) {
				expect(told.text).toBe('nothing to write: all tables are as they begin');
				return;
			}
			expect(told.text).toMatch(/^wrote (?:sort|columns).* to /);
			const read = (await startsIn(file)).map(({table: _, ...start}) => start);
			const inOrder = tables.flatMap(({pane}) => starts.filter(start => start.pane === pane));
			expect(read).toEqual(inOrder);
			// Begun so, there is nothing to write.
			expect(chosenTables(withTableStarts(createUi('overview'), starts), tables)).toEqual([]);
		}),
		{numRuns: 60},
	);
});

test('says what it wrote, keeps what else stands in the file, and does nothing without one', async () => {
	const file = path.join(folder, 'mine.toml');
	writeFileSync(file, '# mine\n[options]\nutc = true\n');
	const sorted: Ui = {
		...createUi('servers'),
		panes: {servers: {...startingPane, sort: {column: 'cpu', descending: false}}},
	};
	const ui: Ui = {...sorted, columns: {servers: {rtt: true, mem: false}}};
	const {told} = await keepTablesIn(place('mine.toml'))(ui);
	expect(told).toEqual({text: `wrote sort and columns of servers to ${file}`, path: file});
	expect(readFileSync(file, 'utf8')).toBe(
		'# mine\n[options]\nutc = true\n\n[view.servers]\nsort = "cpu:asc"\ncolumns = ["-mem", "+rtt"]\n',
	);
	writeFileSync(file, 'broken');
	expect((await keepTablesIn(place('mine.toml'))(ui)).told.text).toBe(
		`${file} not written: it is not TOML: expected equal (=) token, line 1`,
	);
	expect(readFileSync(file, 'utf8')).toBe('broken');
	expect((await keepTablesIn(undefined)(ui)).told.text).toBe('not written: the program was started with --no-config');
});
