import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {GlyphTable} from '../../source/terminal/glyph-table.ts';
import {Painter} from '../../source/terminal/painter.ts';
import {plainWidths} from '../../source/terminal/plain-widths.ts';
import {StyleTable} from '../../source/terminal/style-table.ts';
import {cellOf, createEmulator, feed, rowsOf} from '../helpers/terminal.ts';
import {randomFrom, widthOf} from './random-frames.ts';
import {frameOf, table} from './random-table.ts';
import {anyCharacter} from '../helpers/any-character.ts';

const columns = 200;
const rows = 50;

/** Bytes of each frame but the first. */
function bytesOf(frames: readonly string[]): number[] {
	const painter = new Painter();
	return frames.map(frame => Buffer.byteLength(painter.paint(frame, columns, rows))).slice(1);
}

function average(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Cells in which two frames differ on a screen. */
async function changedCells(before: string, after: string): Promise<number> {
	const screens = await Promise.all(
		[before, after].map(async frame => {
			const emulator = createEmulator(columns, rows);
			await feed(emulator, new Painter().paint(frame, columns, rows));
			return Array.from({length: rows * columns}, (_, cell) =>
				JSON.stringify(cellOf(emulator, Math.floor(cell / columns), cell % columns)),
			);
		}),
	);
	const [one = [], other = []] = screens;
	return one.filter((cell, index) => cell !== other[index]).length;
}

describe('bytes a frame on 200×50', () => {
	test('none when nothing changed', () => {
		const frame = frameOf(table(randomFrom(1)).newRows());
		expect(bytesOf([frame, frame, frame])).toEqual([0, 0]);
	});

	test('at most 1.5 kB when a tenth of the cells changed', () => {
		const {newRows, changed} = table(randomFrom(2));
		let cells = newRows();
		const frames = Array.from({length: 50}, () => {
			cells = changed(cells, 0.1);
			return frameOf(cells);
		});
		expect(average(bytesOf(frames))).toBeLessThan(1500);
	});

	test.for([1, -1])('at most half a kB when a list scrolls by one row (%i)', direction => {
		const {newRow, newRows} = table(randomFrom(3));
		let cells = newRows();
		const frames = Array.from({length: 20}, () => {
			cells = direction > 0 ? [...cells.slice(1), newRow()] : [newRow(), ...cells.slice(0, -1)];
			return frameOf(cells);
		});
		expect(Math.max(...bytesOf(frames))).toBeLessThan(500);
	});

	test('at most 1.5 kB when a list scrolls whose ages all tick', () => {
		const {newRow, newRows} = table(randomFrom(4));
		let cells = newRows();
		let age = 100;
		const frames = Array.from({length: 20}, () => {
			cells = [...cells.slice(1), newRow()];
			age++;
			return frameOf(cells.map(row => [...row.slice(0, -1), String(age)]));
		});
		expect(Math.max(...bytesOf(frames))).toBeLessThan(1500);
	});

	test('at most forty when a clock ticks', () => {
		const cells = table(randomFrom(5)).newRows();
		const frames = Array.from({length: 10}, (_, second) => frameOf(cells).replace('a header', `12:03:4${second}`));
		expect(Math.max(...bytesOf(frames.slice(1)))).toBeLessThan(40);
	});

	test('at most three for each changed cell when everything changes', async () => {
		const {newRows} = table(randomFrom(6));
		const frames = [frameOf(newRows()), frameOf(newRows()), frameOf(newRows())];
		const [, second = ''] = frames;
		const cells = await changedCells(frames[0] ?? '', second);
		expect(cells).toBeGreaterThan(5000);
		expect((bytesOf(frames)[0] ?? Infinity) / cells).toBeLessThan(2);
	});

	test('at most three for each changed cell when half of the words change', async () => {
		const {newRows, changed} = table(randomFrom(7));
		const before = newRows();
		const frames = [frameOf(before), frameOf(changed(before, 0.5))];
		const cells = await changedCells(frames[0] ?? '', frames[1] ?? '');
		expect((bytesOf(frames)[0] ?? Infinity) / cells).toBeLessThan(3);
	});
});

describe('a frame', () => {
	const text = (frame: string, size = {columns: 12, rows: 2}) => {
		const painter = new Painter();
		painter.paint('', size.columns, size.rows);
		return painter
			.paint(frame, size.columns, size.rows)
			.replace('\u001B[?2026h', '')
			.replace('\u001B[?2026l', '')
			.replaceAll('\u001B[', 'CSI ');
	};

	test.for([
		['plain text', 'abc', 'CSI Habc'],
		['one style', '\u001B[31mabc\u001B[39m', 'CSI HCSI 31mabcCSI m'],
		['a style that does not show on spaces is not set for them', 'a\u001B[31m \u001B[39mb', 'CSI Ha b'],
		['a style that does', 'a\u001B[41m \u001B[49mb', 'CSI HaCSI 41m CSI mb'],
		['styles end the shortest way', '\u001B[1;31ma\u001B[22mb\u001B[39mc', 'CSI HCSI 1;31maCSI 22mbCSI mc'],
		['bold gives way to dim', '\u001B[1;4;7ma\u001B[22;2mb\u001B[0m', 'CSI HCSI 1;4;7maCSI 22;2mbCSI m'],
		['the next row', 'a\nb', 'CSI Ha\r\nb'],
		['a gap that is shorter to jump', `a${' '.repeat(9)}b`, 'CSI HaCSI 9Cb'],
		['a gap that is shorter to write', 'a  b', 'CSI Ha  b'],
		[
			'colours of all kinds',
			'\u001B[94;48;5;7;9mx\u001B[38;2;1;2;3my\u001B[0m',
			'CSI HCSI 9;94;48;5;7mxCSI 38;2;1;2;3myCSI m',
		],
		['other sequences show nothing', 'a\u001B[2Kb\u001B]8;;https://x\u0007c\u001B]8;;\u001B\\d\u001B', 'CSI Habcd'],
		['controls show nothing, a tab is one blank', 'a\u0000\u0008b\tc\u009Fd', 'CSI Hab cd'],
		['graphemes that join with a plain character after them', 'ᄒ한', 'CSI Hᄒ한'],
		['a wide glyph that does not fit', `${'x'.repeat(11)}漢`, `CSI H${'x'.repeat(11)}`],
	])('%s', ([_name, frame = '', bytes]) => {
		expect(text(frame)).toBe(bytes);
	});

	test('clears a blank tail and erases a long run of blanks', () => {
		const painter = new Painter();
		painter.paint('0123456789012345678901234567890123456789', 40, 1);
		expect(painter.paint('0123456789', 40, 1)).toBe('\u001B[?2026h\u001B[1;11H\u001B[K\u001B[?2026l');
		painter.paint('0123456789012345678901234567890123456789', 40, 1);
		expect(painter.paint(`01234${' '.repeat(15)}01234567890123456789`, 40, 1)).toBe(
			'\u001B[?2026h\u001B[1;6H\u001B[15X\u001B[?2026l',
		);
	});

	test('scrolls a region by lines moved by the terminal itself', () => {
		const painter = new Painter();
		const lines = [...'abcdefgh'].map(letter => letter.repeat(30));
		painter.paint(['head', ...lines.slice(0, 6), 'foot'].join('\n'), 40, 8);
		expect(painter.paint(['head', ...lines.slice(1, 7), 'foot'].join('\n'), 40, 8)).toBe(
			`\u001B[?2026h\u001B[2;7r\u001B[2H\u001B[M\u001B[r\u001B[7H${'g'.repeat(30)}\u001B[?2026l`,
		);
		expect(painter.paint(['head', ...lines.slice(0, 6), 'foot'].join('\n'), 40, 8)).toBe(
			`\u001B[?2026h\u001B[2;7r\u001B[2H\u001B[L\u001B[r\u001B[2H${'a'.repeat(30)}\u001B[?2026l`,
		);
	});
});

test('full tables are emptied, with everything drawn again', () => {
	const painter = new Painter(new GlyphTable(4), new StyleTable(6));
	painter.paint('👩‍🚀👍🏽🇩🇪', 20, 1);
	// It gets the number that the first glyph had.
	expect(painter.paint('🇯🇵', 20, 1)).toContain('🇯🇵');
	painter.paint('\u001B[31mred\u001B[32mgreen\u001B[33myellow', 20, 1);
	expect(painter.paint('\u001B[34mred', 20, 1)).toContain('\u001B[34mred');
});

test('what does not fit into the tables within one frame is replaced or plain', async () => {
	const painter = new Painter(new GlyphTable(2), new StyleTable(2));
	const emulator = createEmulator(20, 1);
	await feed(emulator, painter.paint('😀|🚀|😄|\u001B[31mred\u001B[32mgreen', 20, 1));
	expect(rowsOf(emulator)).toEqual(['😀|🚀|\uFFFD|redgreen']);
	expect(cellOf(emulator, 0, 8).foreground).toBe(1);
	expect(cellOf(emulator, 0, 12).foreground).toBe('default');
});

test('any text is drawn without error and shows what a fresh painter shows', async () => {
	const anything = fc.string({unit: anyCharacter, maxLength: 60});
	const pieces = fc.array(
		fc.oneof(anything, fc.constantFrom('\u001B[31m', '\u001B[', '\u001B[0m', '\n', '\u001B]8;;', '漢', '👩‍🚀', 'é')),
		{
			maxLength: 12,
		},
	);
	const frames = fc.array(
		pieces.map(parts => parts.join('')),
		{minLength: 2, maxLength: 4},
	);
	await fc.assert(
		fc.asyncProperty(
			frames,
			fc.integer({min: 1, max: 30}),
			fc.integer({min: 1, max: 5}),
			async (texts, width, height) => {
				const painter = new Painter();
				const terminal = createEmulator(width, height);
				const fresh = createEmulator(width, height);
				const noWrap = '\u001B[?7l';
				await feed(terminal, noWrap + texts.map(frame => painter.paint(frame, width, height)).join(''));
				await feed(fresh, noWrap + new Painter().paint(texts.at(-1) ?? '', width, height));
				expect(rowsOf(terminal)).toEqual(rowsOf(fresh));
			},
		),
		{numRuns: 60},
	);
});

test('plain characters are as wide as we say and never join with each other', () => {
	const plain = [...plainWidths.keys()].filter(unit => plainWidths[unit] !== 0).map(unit => String.fromCharCode(unit));
	expect(plain.filter(character => widthOf(character) !== plainWidths[character.charCodeAt(0)])).toEqual([]);

	const segmenter = new Intl.Segmenter();
	expect([...segmenter.segment(plain.join(''))].length).toBe(plain.length);
	expect([...segmenter.segment(plain.reverse().join(''))].length).toBe(plain.length);
});
