import type {IBufferCell, Terminal} from '@xterm/headless';
import {describe, expect, test} from 'vitest';
import {CellScreen} from '../../source/terminal/cell-screen.ts';
import {GlyphTable} from '../../source/terminal/glyph-table.ts';
import {Painter} from '../../source/terminal/painter.ts';
import {StyleTable} from '../../source/terminal/style-table.ts';
import {Link} from '../helpers/link.ts';
import {createEmulator, feed} from '../helpers/terminal.ts';
import {agreedGlyphs, disputedGlyphs, RandomFrames, randomFrom, widthOf} from './random-frames.ts';

const segmenter = new Intl.Segmenter();

/** The whole frame as a terminal shows it that agrees with us on all widths. */
function wholeFrame(frame: string): string {
	return `\u001B[?7l\u001B[m\u001B[H\u001B[2J${frame.split('\n').join('\u001B[m\r\n')}\u001B[m`;
}

/** The whole frame with every glyph put at its place, each on cleared cells, from left to right. */
function placedFrame(frame: string, columns: number): string {
	let bytes = '\u001B[?7l\u001B[m\u001B[H\u001B[2J';
	for (const [row, line] of frame.split('\n').entries()) {
		const at = (column: number) => `\u001B[${row + 1};${column + 1}H`;
		let column = 0;
		bytes += '\u001B[m';
		for (const part of line.split(/(\u001B\[[\d;]*m)/)) {
			if (part.startsWith('\u001B')) {
				bytes += part;
				continue;
			}

			for (const {segment} of segmenter.segment(part)) {
				const width = widthOf(segment);
				const glyph = column + width > columns ? ' '.repeat(Math.max(0, columns - column)) : segment;
				if (column < columns) {
					bytes += `${at(column)}${' '.repeat(Math.min(width, columns - column))}${at(column)}${glyph}`;
				}

				column += width;
				if (column < columns) {
					// Some terminals draw a glyph over more cells than it has.
					bytes += `${at(column)}${' '.repeat(columns - column)}`;
				}
			}
		}

		bytes += column < columns ? `\u001B[m${at(column)}\u001B[K` : '';
	}

	return bytes;
}

/** Everything that can be seen in a row, as text; of a space with no line through, under or behind it only the background. */
function visibleRow(emulator: Terminal, row: number, cell: IBufferCell): string {
	const line = emulator.buffer.active.getLine(emulator.buffer.active.baseY + row);
	let text = '';
	for (let column = 0; column < emulator.cols; column++) {
		line?.getCell(column, cell);
		const lines = (cell.isInverse() ? 'i' : '') + (cell.isUnderline() ? 'u' : '') + (cell.isStrikethrough() ? 's' : '');
		const chars = cell.getChars();
		const background = `${cell.getBgColorMode()}.${cell.getBgColor()}`;
		if (lines === '' && (chars === '' || chars === ' ')) {
			text += `|${cell.getWidth()} ${background}`;
		} else {
			const weight = (cell.isBold() ? 'b' : '') + (cell.isDim() ? 'd' : '') + (cell.isItalic() ? 't' : '');
			text += `|${cell.getWidth()}${chars || ' '}${lines}${weight}${cell.getFgColorMode()}.${cell.getFgColor()}/${background}`;
		}
	}

	return text;
}

function visible(emulator: Terminal): string[] {
	const cell = emulator.buffer.active.getNullCell();
	return Array.from({length: emulator.rows}, (_, row) => visibleRow(emulator, row, cell));
}

type Run = {
	readonly seed: number;
	readonly steps: number;
	readonly glyphs: readonly string[];
	readonly unicodeVersion: string;
	readonly reference: (frame: string, columns: number) => string;
	/** Whether frames for the old size may be drawn after a resize. */
	readonly isLate?: boolean;
	readonly isWide?: boolean;
	readonly painter?: Painter;
};

/** Draws random frames over a link that is busy now and then, resizes, redraws; compares whenever all is quiet. */
async function run({
	seed,
	steps,
	glyphs,
	unicodeVersion,
	reference,
	isLate = reference === placedFrame,
	isWide = false,
	painter = new Painter(),
}: Run) {
	const random = randomFrom(seed);
	const size = () => ({columns: 20 + random.below(30), rows: 5 + random.below(9)});
	const {columns, rows} = size();
	const link = new Link(columns, rows);
	const screen = new CellScreen(link, painter);
	const terminal = createEmulator(columns, rows, unicodeVersion);
	const referenceTerminal = createEmulator(columns, rows, unicodeVersion);
	const frames = new RandomFrames(random, glyphs);
	let frame = '';
	let compared = 0;
	screen.on('resize', () => {
		// Ink draws at once; a program that is busy does not.
		if (!isLate || random.below(4) > 0) {
			frame = frames.next(link.columns, link.rows, isWide);
			screen.write(frame);
		}
	});
	screen.write('\u001B[?1049h');
	for (let step = 0; step < steps; step++) {
		for (let count = random.below(3); count >= 0; count--) {
			frame = frames.next(link.columns, link.rows, isWide);
			screen.write(frame);
			if (random.below(3) === 0) {
				link.take();
			}
		}

		const event = random.below(16);
		if (event === 0) {
			const next = size();
			const before = link.sent();
			// What is on its way was meant for the old size.
			const cut = random.below(before.length + 1);
			await feed(terminal, before.slice(0, cut));
			terminal.resize(next.columns, next.rows);
			referenceTerminal.resize(next.columns, next.rows);
			await feed(terminal, before.slice(cut));
			link.resize(next.columns, next.rows);
		} else if (event === 1) {
			await feed(terminal, `${link.sent()}stray output of somebody else\r\n`.repeat(3));
			screen.invalidate();
		} else if (event === 2) {
			screen.pause();
			frame = frames.next(link.columns, link.rows, isWide);
			screen.write(frame);
			link.take();
			screen.resume();
		} else if (event === 3) {
			screen.send('\u001B]52;c;eA==\u0007');
		}

		if (random.below(3) > 0) {
			while (link.isBusy) {
				link.take();
			}

			await Promise.all([
				feed(terminal, link.sent()),
				feed(referenceTerminal, reference(frame.split('\n', link.rows).join('\n'), link.columns)),
			]);
			expect(visible(terminal), `seed ${seed}, step ${step}`).toEqual(visible(referenceTerminal));
			compared++;
		}
	}

	terminal.dispose();
	referenceTerminal.dispose();
	return compared;
}

const seeds = [1, 2, 3];
const everything = [...agreedGlyphs, ...disputedGlyphs];

async function runAll(runOf: (seed: number) => Run): Promise<void> {
	const compared = await Promise.all(seeds.map(seed => run(runOf(seed))));
	expect(Math.min(...compared)).toBeGreaterThan(50);
}

describe('a terminal fed only the differences shows what one fed whole frames shows', () => {
	test('with glyphs of undisputed width', async () => {
		await runAll(seed => ({seed, steps: 200, glyphs: agreedGlyphs, unicodeVersion: '11', reference: wholeFrame}));
	});

	test.each(['6', '11'])('with glyphs wider or narrower than we think (Unicode %s)', async unicodeVersion => {
		await runAll(seed => ({seed, steps: 150, glyphs: everything, unicodeVersion, reference: placedFrame}));
	});

	test('with lines wider than the screen', async () => {
		await runAll(seed => ({
			seed,
			steps: 100,
			glyphs: everything,
			unicodeVersion: '11',
			reference: placedFrame,
			isWide: true,
		}));
	});

	test('with tables so small that they are emptied again and again', async () => {
		await runAll(seed => ({
			seed,
			steps: 100,
			glyphs: everything,
			unicodeVersion: '11',
			reference: placedFrame,
			painter: new Painter(new GlyphTable(40), new StyleTable(1200)),
		}));
	});
});
