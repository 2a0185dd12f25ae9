import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {textOf} from '../../source/screen/screen.ts';
import type {Column} from '../../source/table/column.ts';
import {conditionsOf} from '../../source/table/filter.ts';
import {type Cursor, drawTable, type TableDrawn, type TableRequest} from '../../source/table/table.ts';

type Row = {readonly id: string; readonly size: number};

const columns: readonly Column<Row>[] = [
	{id: 'name', title: 'NAME', width: 8, rank: 0, value: ({id}) => id, cell: ({id}) => ({text: id})},
	{
		id: 'size',
		title: 'SIZE',
		width: 6,
		align: 'right',
		rank: 1,
		value: ({size}) => size,
		cell: ({size}) => ({text: String(size), style: 'warn'}),
	},
];

function draw(rows: readonly Row[], change: Partial<TableRequest<Row>> = {}): TableDrawn<Row> {
	return drawTable({
		rows,
		columns,
		idOf: ({id}) => id,
		conditions: [],
		sort: undefined,
		cursor: {index: 0, id: undefined},
		following: false,
		stream: false,
		width: 20,
		height: 5,
		narrow: false,
		columnOffset: 0,
		needs: {},
		top: 0,
		focused: true,
		...change,
	});
}

const rowsOf = (count: number): Row[] =>
	Array.from({length: count}, (_, index) => ({id: `r${index}`, size: (index * 7) % 10}));
const textsOf = ({lines}: TableDrawn<Row>): readonly string[] => lines.map(line => textOf(line).trimEnd());
const selected = ({lines}: TableDrawn<Row>): readonly string[] =>
	lines.filter(line => line.selected === true).map(line => textOf(line).trim());

describe('table', () => {
	test('draws header, rows and blank lines', () => {
		const drawn = draw(rowsOf(2));
		expect(textOf(drawn.header)).toBe('NAME       SIZE');
		expect(textsOf(drawn)).toEqual(['r0            0', 'r1            7', '', '', '']);
		expect(selected(drawn)).toEqual(['r0            0']);
	});

	test('says in the header what it is sorted by', () => {
		expect(textOf(draw([], {sort: {column: 'size', descending: true}}).header)).toBe('NAME      SIZE↓');
		expect(textOf(draw([], {sort: {column: 'name', descending: false}}).header)).toBe('NAME↑      SIZE');
	});

	test('has room for a heading in place of the first titles', () => {
		const heading = (matching: number) => [{text: `ALL ${matching} `, style: 'title' as const}];
		expect(textOf(draw(rowsOf(3), {heading}).header)).toBe('ALL 3      SIZE');
	});

	test('counts what matches, and all', () => {
		const drawn = draw(rowsOf(30), {conditions: conditionsOf('r2 size>4')});
		expect(drawn).toMatchObject({matching: 5, total: 30});
	});

	test('shows exactly the lines there is room for, the cursor among them, in any state', () => {
		const state = fc.record({
			cursor: fc.record({
				index: fc.integer({min: -3, max: 60}),
				id: fc.option(fc.stringMatching(/^r\d{1,2}$/), {nil: undefined}),
			}),
			top: fc.integer({min: -2, max: 60}),
			height: fc.integer({min: 1, max: 20}),
			following: fc.boolean(),
			stream: fc.boolean(),
			width: fc.integer({min: 1, max: 60}),
			columnOffset: fc.nat(5),
			sort: fc.constantFrom(
				undefined,
				{column: 'size', descending: true},
				{column: 'name', descending: false},
				{column: 'none', descending: false},
			),
			conditions: fc.constantFrom(conditionsOf(''), conditionsOf('r1'), conditionsOf('size>5'), conditionsOf('x')),
		});
		fc.assert(
			fc.property(fc.nat(50), state, (count, change) => {
				const rows = rowsOf(count);
				const drawn = draw(rows, change);
				expect(drawn.lines).toHaveLength(change.height);
				for (const line of [drawn.header, ...drawn.lines]) {
					expect(stringWidth(textOf(line))).toBeLessThanOrEqual(change.width);
				}
				expect(selected(drawn)).toHaveLength(drawn.matching > 0 ? 1 : 0);
				expect(drawn.cursor.index).toBeGreaterThanOrEqual(0);
				expect(drawn.cursor.index).toBeLessThan(Math.max(1, drawn.matching));
				expect(drawn.cursor.id).toBe(drawn.row?.id);
				if (drawn.matching === 0) expect(drawn.row).toBeUndefined();
			}),
			{numRuns: 300},
		);
	});

	test('keeps the cursor on its row when the order changes', () => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray(rowsOf(30), {minLength: 1}),
				fc.nat(29),
				fc.nat(29),
				fc.boolean(),
				(rows, pick, top, sorts) => {
					const row = rows[pick % rows.length];
					const cursor: Cursor = {index: 3, id: row?.id};
					const sort = sorts ? {column: 'size', descending: true} : undefined;
					const drawn = draw(rows, {cursor, top, ...(sort === undefined ? {} : {sort})});
					expect(drawn.row).toBe(row);
					expect(selected(drawn)[0]?.startsWith(`${row?.id} `)).toBe(true);
				},
			),
		);
	});

	test('goes to the row that stands there when the one under the cursor is gone', () => {
		const drawn = draw(rowsOf(10), {cursor: {index: 4, id: 'gone'}});
		expect(drawn.cursor).toEqual({index: 4, id: 'r4'});
		expect(draw(rowsOf(3), {cursor: {index: 4, id: 'gone'}}).cursor).toEqual({index: 2, id: 'r2'});
	});

	test('follows the newest row', () => {
		const drawn = draw(rowsOf(30), {following: true, cursor: {index: 2, id: 'r2'}});
		expect(drawn).toMatchObject({top: 25, cursor: {index: 29, id: 'r29'}});
	});

	test('keeps a row of a stream where it is on the screen while older ones go and newer ones come', () => {
		const all = rowsOf(50);
		const before = draw(all.slice(0, 40), {stream: true, cursor: {index: 22, id: 'r22'}, top: 20});
		const after = draw(all.slice(10), {stream: true, cursor: before.cursor, top: before.top});
		expect(textsOf(after)).toEqual(textsOf(before));
		expect(after).toMatchObject({top: 10, cursor: {index: 12, id: 'r22'}});
	});

	test('moves the window only when the cursor would leave it', () => {
		expect(draw(rowsOf(30), {cursor: {index: 12, id: undefined}, top: 10}).top).toBe(10);
		expect(draw(rowsOf(30), {cursor: {index: 16, id: undefined}, top: 10}).top).toBe(12);
		expect(draw(rowsOf(30), {cursor: {index: 3, id: undefined}, top: 10}).top).toBe(3);
		expect(draw(rowsOf(12), {cursor: {index: 11, id: undefined}, top: 10}).top).toBe(7);
	});

	test('gives a row a style under those of its cells', () => {
		const drawn = draw(rowsOf(1), {rowStyle: () => 'dim'});
		expect(drawn.lines[0]?.spans).toEqual([
			{text: 'r0       ', style: 'dim'},
			{text: '     0', style: 'warn'},
		]);
	});
});
