import fc from 'fast-check';
import {expect, test} from 'vitest';
import {blank, continuation, GlyphTable} from '../../source/terminal/glyph-table.ts';
import {drawLine, Picture} from '../../source/terminal/picture.ts';
import {StyleTable} from '../../source/terminal/style-table.ts';
import {widthOf} from './random-frames.ts';
import {anyCharacter} from '../helpers/any-character.ts';

const columns = 40;
const segmenter = new Intl.Segmenter();

/** The cells of a line by the rules of Unicode alone: a text each, empty for the further cells of a wide glyph. */
function cellsBySegments(line: string): string[] {
	const cells: string[] = [];
	for (const {segment} of segmenter.segment(line)) {
		const width = segment === '\t' ? 1 : widthOf(segment);
		const isCut = cells.length + width > columns;
		for (let cell = 0; cell < width && cells.length < columns; cell++) {
			cells.push(isCut || segment === '\t' ? ' ' : cell === 0 ? segment : '');
		}
	}

	return [...cells, ...Array.from({length: columns - cells.length}, () => ' ')];
}

test('text is cut into cells by the rules of Unicode, with and without the fast path', () => {
	const joining = ['ᄒ', 'ᅡ', 'ᆫ', '한', '\u0301', '\u200D', '\uFE0F', '🇩', '★', '👩', '🏽', '\u0600', 'क', '्', 'ि', '⃣'];
	const text = fc.array(
		fc.oneof(fc.constantFrom(...joining, ...'ab1 ─é漢\t'), fc.string({unit: anyCharacter, maxLength: 2})),
		{
			maxLength: 50,
		},
	);
	fc.assert(
		fc.property(text, parts => {
			const line = parts.join('').replaceAll('\u001B', '');
			const glyphs = new GlyphTable();
			const picture = new Picture(columns, 1);
			drawLine(picture, 0, line, glyphs, new StyleTable());
			const cells = [...picture.glyphs].map(glyph =>
				glyph === continuation ? '' : glyph === blank ? ' ' : glyphs.textOf(glyph),
			);
			expect(cells).toEqual(cellsBySegments(line));
		}),
		{numRuns: 1000},
	);
});
