import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {accentBar} from '../../source/components/accent-bar.ts';
import {contrastOf, type Rgb, rgbOf} from '../../source/components/contrast.ts';
import {type PaletteName, palettes, type Shown as Named} from '../../source/components/palette.ts';
import {nearestOf256, rgbOf256} from '../../source/components/palette-256.ts';
import {type Depth, themeNamed, themeOn} from '../../source/components/theme-named.ts';
import {colourTheme, plainTheme, type SgrPair, type Theme} from '../../source/components/theme.ts';
import {accentColours, type Style} from '../../source/screen/screen.ts';
import {noStyle, styleAfter} from '../../source/terminal/style.ts';
import {differenceTo, visions} from '../helpers/color-vision.ts';
import {linuxConsole, type Shown, shownAs, type SixteenColours, vga, xterm} from '../helpers/shown-colours.ts';

const names = Object.keys(palettes) as PaletteName[];
const styles: readonly Style[] = ['good', 'warn', 'bad', 'dim', 'strong', 'accent', 'title', 'match'];
const shown: readonly Named[] = [...styles, 'selected', 'faded'];
const depths = ['16', '256', 'truecolour'] as const;
const leastFor = (name: PaletteName): number => (name.startsWith('high-contrast') ? 7 : 4.5);

/** The console of Linux has no white to put behind a text. */
const terminalsFor = (name: PaletteName): SixteenColours[] =>
	name.endsWith('light') ? [xterm, vga] : [xterm, vga, linuxConsole];

/** The colours that nobody has stated. */
const own: Shown = {foreground: [1, 2, 3], background: [1, 2, 3]};

const pairOf = ({styles: all, selected, faded}: Theme, name: Named): SgrPair =>
	name === 'selected' ? selected : name === 'faded' ? faded : all[name];

/** The style after sequences of SGR, as the program's own terminal reads them. */
const styleOf = (...sequences: readonly string[]) =>
	[...sequences.join('').matchAll(/\u001b\[([\d;]*)m/g)].reduce(
		(style, [, codes = '']) => styleAfter(style, codes),
		noStyle,
	);

/** What is seen of a text in this look, on each terminal there may be. */
const seen = (name: PaletteName, depth: Depth, look?: Named): Shown[] => {
	const theme = themeNamed(name, depth);
	const style = styleOf(theme.base.on, look === undefined ? '' : pairOf(theme, look).on);
	return terminalsFor(name).flatMap(terminal => shownAs(style, own, terminal));
};

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

test('contrast is that of WCAG', () => {
	expect(contrastOf(black, white)).toBeCloseTo(21, 5);
	expect(contrastOf([0x77, 0x77, 0x77], white)).toBeCloseTo(4.478, 3);
	expect(contrastOf([255, 0, 0], white)).toBeCloseTo(3.998, 3);
	expect(contrastOf([0, 0, 255], black)).toBe(contrastOf(black, [0, 0, 255]));
});

test('the nearest of 256 colours is the colour itself where it is one of them', () => {
	for (let number = 16; number < 256; number++) {
		expect(rgbOf256(nearestOf256(rgbOf256(number)))).toEqual(rgbOf256(number));
	}
	expect(rgbOf256(16)).toEqual(black);
	expect(rgbOf256(208)).toEqual([255, 135, 0]);
	expect(rgbOf256(231)).toEqual(white);
	expect(rgbOf256(255)).toEqual([238, 238, 238]);
});

describe.each(names)('%s', name => {
	test.each(depths)('can be read in %s colours', depth => {
		for (const look of [undefined, ...shown]) {
			for (const {foreground, background} of seen(name, depth, look)) {
				const contrast = contrastOf(foreground, background);
				expect(contrast, `${look} ${foreground} on ${background}`).toBeGreaterThanOrEqual(leastFor(name));
			}
		}
	});

	test.each(depths)('states its colours itself in %s colours, and sets its own again after each style', depth => {
		const theme = themeNamed(name, depth);
		const base = styleOf(theme.base.on);
		expect(base.foreground).not.toBe(-1);
		expect(base.background).not.toBe(-1);
		expect(styleOf(theme.base.on, theme.base.off)).toEqual(noStyle);
		for (const look of shown) {
			const {on, off} = pairOf(theme, look);
			expect(styleOf(theme.base.on, on), look).not.toEqual(base);
			expect(styleOf(theme.base.on, on, off), look).toEqual(base);
		}
	});

	test.each(depths)('gives each style a look of its own in %s colours', depth => {
		const theme = themeNamed(name, depth);
		expect(new Set(styles.map(style => theme.styles[style].on)).size).toBe(styles.length);
	});

	test('uses no more colours than there are', () => {
		const all = (depth: Depth) => {
			const theme = themeNamed(name, depth);
			return [theme.base.on, ...shown.map(look => pairOf(theme, look).on)].join('');
		};
		expect(all('16')).not.toMatch(/[34]8;/);
		expect(all('256')).toMatch(/38;5;\d/);
		expect(all('256')).not.toMatch(/[34]8;2;/);
		expect(all('truecolour')).toMatch(/38;2;\d/);
		expect(themeNamed(name, 'none')).toBe(plainTheme);
	});
});

describe.each(Object.entries(visions))('for eyes with %s', (_vision, matrix) => {
	const kinds = ['good', 'warn', 'bad'] as const;
	const pairs = [
		['good', 'warn'],
		['good', 'bad'],
		['warn', 'bad'],
	] as const;

	test.each(['color-blind', 'color-blind-light'] as const)('what is good, a warning and bad stay apart in %s', name => {
		for (const depth of depths) {
			const [good, warn, bad] = kinds.map(kind => seen(name, depth, kind));
			const shown = {good, warn, bad};
			for (const [one, other] of pairs) {
				const differences = (shown[one] ?? []).flatMap(({foreground}, index) => {
					const right = shown[other]?.[index];
					return right === undefined ? [] : [differenceTo(matrix, foreground, right.foreground)];
				});
				expect(Math.min(...differences), `${one} and ${other} at ${depth}`).toBeGreaterThanOrEqual(25);
			}
		}
	});
});

test('the simulation of eyes confuses what such eyes confuse, and nothing else', () => {
	const [red, green, blue, grey]: readonly Rgb[] = [
		[200, 60, 40],
		[105, 118, 40],
		[0, 0, 255],
		[128, 128, 128],
	];
	const difference = (vision: string, one: Rgb = black, other: Rgb = black): number =>
		differenceTo(visions[vision] ?? [black, black, black], one, other);
	expect(difference('all cones', black, white)).toBeCloseTo(100, 1);
	expect(difference('all cones', red, green)).toBeGreaterThan(60);
	expect(difference('deuteranopia', red, green)).toBeLessThan(25);
	for (const vision of Object.keys(visions)) {
		expect(difference(vision, grey, blue)).toBeGreaterThan(25);
		expect(difference(vision, black, white)).toBeCloseTo(100, 1);
	}
});

test.each(accentColours)('the first line of a context that is %s can be read, whatever the theme', colour => {
	for (const name of [...names, 'palette'] as const) {
		const {on, off} = accentBar(colour, themeNamed(name, '16'));
		expect(styleOf(on, off)).toEqual(noStyle);
		for (const terminal of [xterm, vga, linuxConsole]) {
			// The console of Linux shows yellow behind a text as brown.
			const enough = terminal === linuxConsole && colour === 'yellow' ? 4 : 4.5;
			for (const {foreground, background} of shownAs(styleOf(on), own, terminal)) {
				expect(contrastOf(foreground, background)).toBeGreaterThanOrEqual(enough);
			}
		}
	}
	expect(accentBar(colour, plainTheme)).toBe(plainTheme.selected);
});

test('palette and monochrome are the same whatever the terminal can show', () => {
	for (const depth of depths) {
		expect(themeNamed('palette', depth)).toBe(colourTheme);
		expect(themeNamed('monochrome', depth)).toBe(plainTheme);
	}
	expect(themeNamed('palette', 'none')).toBe(plainTheme);
});

describe('on a background that the terminal has told', () => {
	const themeOnHex = (hex: string, depth: Depth = 'truecolour'): Theme => themeOn(rgbOf(hex), depth).theme;
	const foregroundOf = (theme: Theme): number => styleOf(theme.styles.bad.on).foreground;
	const truecolour = (name: PaletteName): number => foregroundOf(themeNamed(name, 'truecolour'));

	test.each([
		['black', '#000000'],
		['that of Solarized Dark', '#002b36'],
		['that of One Dark', '#282c34'],
		['that of Visual Studio Code', '#1e1e1e'],
		['that of Ubuntu', '#300a24'],
		['that of Campbell', '#0c0c0c'],
	])('%s: dark', (_name, hex) => {
		expect(foregroundOf(themeOnHex(hex))).toBe(truecolour('dark'));
	});

	test.each([
		['white', '#ffffff'],
		['that of Solarized Light', '#fdf6e3'],
		['that of GitHub', '#f6f8fa'],
		['light yellow', '#ffffdd'],
	])('%s: light', (_name, hex) => {
		expect(foregroundOf(themeOnHex(hex))).toBe(truecolour('light'));
	});

	test.each(['#808080', '#5f87af', '#b58900'])('%s, which is neither dark nor light: the palette', hex => {
		expect(themeOnHex(hex)).toBe(colourTheme);
	});

	test('with sixteen colours, or none, it makes no difference', () => {
		expect(themeOnHex('#000000', '16')).toBe(colourTheme);
		expect(themeOnHex('#ffffff', '16')).toBe(colourTheme);
		expect(themeOnHex('#ffffff', 'none')).toBe(plainTheme);
		expect(themeOn(undefined, 'truecolour').theme).toBe(colourTheme);
	});

	test('whatever it is, each colour that stands on it can be read, and it is never painted over', () => {
		const channel = fc.integer({min: 0, max: 255});
		fc.assert(
			fc.property(fc.tuple(channel, channel, channel), fc.constantFrom('256', 'truecolour'), (background, depth) => {
				const {theme} = themeOn(background, depth);
				if (theme === colourTheme) return;
				expect(theme.base.on).toBe('');
				const foreground = contrastOf(black, background) > contrastOf(white, background) ? black : white;
				for (const look of shown) {
					const {on, off} = pairOf(theme, look);
					const style = styleOf(on);
					expect(styleOf(on, off)).toEqual(noStyle);
					expect(style.background === -1 || ['title', 'match', 'selected'].includes(look)).toBe(true);
					for (const cell of shownAs(style, {foreground, background}, xterm)) {
						expect(contrastOf(cell.foreground, cell.background), look).toBeGreaterThanOrEqual(4.5);
					}
				}
			}),
			{numRuns: 500},
		);
	});
});

test('each background of a palette is one on which its colours can be read', () => {
	for (const {background, foreground} of Object.values(palettes)) {
		expect(contrastOf(rgbOf(background) ?? black, rgbOf(foreground) ?? black)).toBeGreaterThan(10);
	}
});
