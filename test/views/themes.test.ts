// Every view in every theme: each cell can be read, and the text is the same in all.
import {beforeAll, describe, expect, test} from 'vitest';
import {contrastOf, type Rgb} from '../../source/components/contrast.ts';
import {paintedLine} from '../../source/components/painted-line.ts';
import {type PaletteName, palettes} from '../../source/components/palette.ts';
import {type Depth, type ThemeName, themeNamed} from '../../source/components/theme-named.ts';
import type {Theme} from '../../source/components/theme.ts';
import {type Screen, type Style, textOf} from '../../source/screen/screen.ts';
import {blank, GlyphTable} from '../../source/terminal/glyph-table.ts';
import {drawLine, Picture} from '../../source/terminal/picture.ts';
import {noStyle, styleAfter} from '../../source/terminal/style.ts';
import {plainStyle, StyleTable} from '../../source/terminal/style-table.ts';
import {views} from '../../source/views/catalogue.ts';
import {linuxConsole, type Shown, shownAs, type SixteenColours, vga, xterm} from '../helpers/shown-colours.ts';
import {demoStage} from './stage.ts';

const [columns, rows] = [120, 40];
const screens = new Map<string, Screen>();
const stylesSeen = new Set<Style>();
const messagesKey = views.find(({id}) => id === 'messages')?.key ?? '';

beforeAll(() => {
	const demo = demoStage(60, columns, rows);
	const shown = (what: string, ...keys: readonly string[]): void => {
		screens.set(what, demo.press(...keys).screen());
	};
	for (const {id, key} of views) shown(id, key);
	shown('a server', '2', 'enter');
	shown('the help', 'escape', '?');
	shown('the problems', 'escape', '!');
	shown('a filter', 'escape', '/', ...'n1', 'enter');
	shown('a prompt', ':', ...'se');
	demo.press('escape');
	shown('a text that was looked for', messagesKey, 'enter', '/', ...'rtt', 'enter');
	screens.set('everything old', {...demoStage(60, columns, rows).screen(), faded: true});
	for (const {lines} of screens.values()) {
		for (const {spans} of lines) for (const {style} of spans) if (style !== undefined) stylesSeen.add(style);
	}
});

const painted = ({lines, faded}: Screen, theme: Theme): string[] =>
	lines.map((line, row) => paintedLine(line, columns, {theme, ascii: false, faded: faded && row > 1}));

const withoutEscapes = (text: string): string => text.replace(/\u001b\[[\d;]*m/g, '').trimEnd();

type Case = readonly [name: ThemeName, depth: Depth, least: number, terminals: readonly SixteenColours[]];

const cases: readonly Case[] = [
	...(['16', '256', 'truecolour'] as const).flatMap(depth =>
		(Object.keys(palettes) as PaletteName[]).map((name): Case => {
			const least = name.startsWith('high-contrast') ? 7 : 4.5;
			// The console of Linux has no white to put behind a text.
			return [name, depth, least, name.endsWith('light') ? [xterm, vga] : [xterm, vga, linuxConsole]];
		}),
	),
	['palette', '16', 1, [xterm]],
	['monochrome', 'none', 1, [xterm]],
];

/** On a terminal whose own colours nobody could read: only what the theme states counts. */
const black: Rgb = [0, 0, 0];
const own: Shown = {foreground: black, background: black};

type Looks = {
	/** Of cells that show something. */
	readonly ofTexts: ReadonlySet<string>;
	/** Of all cells, blanks too. */
	readonly ofCells: ReadonlySet<string>;
};

/** The looks of all cells of the screens, as SGR sequences. */
function looksOf(lines: readonly string[]): Looks {
	const [glyphs, styles, picture] = [new GlyphTable(), new StyleTable(), new Picture(columns, 1)];
	const [ofTexts, ofCells] = [new Set<number>(), new Set<number>()];
	for (const line of lines) {
		drawLine(picture, 0, line, glyphs, styles);
		for (let cell = 0; cell < columns; cell++) {
			const style = picture.styles[cell] ?? plainStyle;
			ofCells.add(style);
			if (picture.glyphs[cell] !== blank) ofTexts.add(style);
		}
	}
	const sequences = (all: ReadonlySet<number>) => new Set(Array.from(all, style => styles.change(plainStyle, style)));
	return {ofTexts: sequences(ofTexts), ofCells: sequences(ofCells)};
}

const styleOf = (sequence: string) => styleAfter(noStyle, sequence.slice(2, -1));

test('every style is seen on some screen', () => {
	expect([...stylesSeen].sort()).toEqual(['accent', 'bad', 'dim', 'good', 'match', 'strong', 'title', 'warn']);
});

describe.each(cases)('in %s, with %s colours', (name, depth, least, terminals) => {
	const theme = themeNamed(name, depth);

	test('every view says what it says without', () => {
		for (const [what, screen] of screens) {
			const texts = screen.lines.map(line => textOf(line).trimEnd());
			expect(painted(screen, theme).map(withoutEscapes), what).toEqual(texts);
		}
	});

	test('every cell of every view can be read', () => {
		const {ofTexts, ofCells} = looksOf([...screens.values()].flatMap(screen => painted(screen, theme)));
		for (const look of ofTexts) {
			for (const terminal of terminals) {
				for (const {foreground, background} of shownAs(styleOf(look), own, terminal)) {
					expect(contrastOf(foreground, background), JSON.stringify(look)).toBeGreaterThanOrEqual(least);
				}
			}
		}
		// Nowhere does the terminal's own background show through.
		if (theme.base.on !== '') expect([...ofCells].filter(look => styleOf(look).background === -1)).toEqual([]);
		// What is faded is dim; all else is told apart.
		expect(ofTexts.size).toBeGreaterThanOrEqual(new Set(Object.values(theme.styles).map(({on}) => on)).size);
	});
});
