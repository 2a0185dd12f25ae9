// What the screen of cells sends for a change, in bytes: exact, and the same on any machine.
import {widthOf} from '../../source/format/width.ts';
import {Painter} from '../../source/terminal/painter.ts';
import {randomFrom} from '../terminal/random-frames.ts';
import {frameOf as tableFrame, table} from '../terminal/random-table.ts';
import type {Measurement} from './measurement.ts';

const columns = 200;
const rows = 50;

// A small generator of its own: the same numbers in every run.
function createNumbers(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

type Cells = {readonly text: string[][]; readonly style: number[][]};

const styles = ['', '\u001b[2m', '\u001b[33m', '\u001b[1m'];

// Rows as the tables have them: words of one style, blanks between.
function createRow(number: (below: number) => number): readonly [string[], number[]] {
	const text: string[] = [];
	const style: number[] = [];
	while (text.length < columns) {
		const length = 2 + number(9);
		const its = number(10) < 7 ? 0 : 1 + number(3);
		for (let index = 0; index < length && text.length < columns; index++) {
			text.push(String.fromCharCode(97 + number(26)));
			style.push(its);
		}
		if (text.length < columns) {
			text.push(' ');
			style.push(0);
		}
	}
	return [text, style];
}

function createCells(number: (below: number) => number): Cells {
	const made = Array.from({length: rows}, () => createRow(number));
	return {text: made.map(([text]) => text), style: made.map(([, style]) => style)};
}

function frameOf({text, style}: Cells): string {
	return text
		.map((row, line) => {
			let painted = '';
			let current = 0;
			for (const [column, character] of row.entries()) {
				const wanted = style[line]?.[column] ?? 0;
				if (wanted !== current) {
					painted += current === 0 ? '' : '\u001b[0m';
					painted += styles[wanted] ?? '';
					current = wanted;
				}
				painted += character;
			}
			return painted + (current === 0 ? '' : '\u001b[0m');
		})
		.join('\n');
}

// Whole words change, as numbers do: about this share of all cells.
function changed(
	{text, style}: Cells,
	share: number,
	number: (below: number) => number,
): {cells: Cells; count: number} {
	const next = text.map(row => [...row]);
	let count = 0;
	for (const row of next) {
		let column = 0;
		while (column < columns) {
			let end = column;
			while (end < columns && row[end] !== ' ') end++;
			if (number(1000) < share * 1000) {
				for (let index = column; index < end; index++) {
					row[index] = String.fromCharCode(65 + number(26));
					count++;
				}
			}
			column = end + 1;
		}
	}
	return {cells: {text: next, style}, count};
}

function bytesOf(before: string, after: string): number {
	const painter = new Painter();
	painter.paint(before, columns, rows);
	return Buffer.byteLength(painter.paint(after, columns, rows));
}

/** The mean of some frames, each a tenth different from the one before. */
function tenthOfATable(): number {
	const {newRows, changed: changedTable} = table(randomFrom(2));
	const painter = new Painter();
	let rowsOfTable = newRows();
	painter.paint(tableFrame(rowsOfTable), columns, rows);
	let bytes = 0;
	const frames = 50;
	for (let frame = 0; frame < frames; frame++) {
		rowsOfTable = changedTable(rowsOfTable, 0.1);
		bytes += Buffer.byteLength(painter.paint(tableFrame(rowsOfTable), columns, rows));
	}
	return bytes / frames;
}

export const terminalBytes: Measurement = async () => {
	const number = createNumbers(7);
	const cells = createCells(number);
	const frame = frameOf(cells);
	if (widthOf(cells.text[0]?.join('') ?? '') !== columns) throw new Error('a row does not fill the screen');
	const few = changed(cells, 0.1, number);
	const half = changed(cells, 0.5, number);
	const all = createCells(number);
	const [text, style] = createRow(number);
	const scrolled: Cells = {text: [...cells.text.slice(1), text], style: [...cells.style.slice(1), style]};
	const halfBytes = bytesOf(frame, frameOf(half.cells));
	const fewBytes = bytesOf(frame, frameOf(few.cells));
	return [
		{name: 'nothing changed', value: bytesOf(frame, frame), unit: 'B', bound: {atMost: 0}},
		{
			name: 'a tenth of the cells of a table changed',
			value: tenthOfATable(),
			unit: 'B',
			bound: {atMost: 1500},
			note: 'names and numbers of 4 to 12 characters in 14 columns',
		},
		{
			name: 'a tenth of the words of a full page changed',
			value: fewBytes,
			unit: 'B',
			note: `${few.count} of ${columns * rows} cells of the screen`,
		},
		{name: 'scrolled by one line', value: bytesOf(frame, frameOf(scrolled)), unit: 'B', bound: {atMost: 500}},
		{
			name: 'a changed cell, when half of the words changed',
			value: halfBytes / half.count,
			unit: 'B',
			bound: {atMost: 3},
			note: `${halfBytes} B for ${half.count} cells`,
		},
		{name: 'everything changed', value: bytesOf(frame, frameOf(all)), unit: 'B'},
	];
};
