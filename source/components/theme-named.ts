// From the name of a theme and what the terminal can show to the sequences it gets.
import {contrastOf, type Rgb, rgbOf} from './contrast.ts';
import {type Look, type Palette, type PaletteName, palettes} from './palette.ts';
import {nearestOf256, rgbOf256} from './palette-256.ts';
import {colourTheme, plain, plainTheme, type SgrPair, sgrPair, type Theme} from './theme.ts';

/** How many colours there are. */
export type Depth = 'none' | '16' | '256' | 'truecolour';

/** `palette`: the terminal's own sixteen colours, on its own background. */
export type ThemeName = PaletteName | 'palette' | 'monochrome';

/** What text needs at least: https://www.w3.org/TR/WCAG22/#contrast-minimum. */
const readableContrast = 4.5;

const black: Rgb = [0, 0, 0];

/** The depths at which a terminal shows the colours of a palette, or what is nearest. */
type ManyColours = '256' | 'truecolour';

function colourCodes(hex: string, depth: ManyColours, first: 38 | 48): string {
	const rgb = rgbOf(hex) ?? black;
	return depth === '256' ? `${first};5;${nearestOf256(rgb)}` : `${first};2;${rgb.join(';')}`;
}

function codesOf({foreground, background, isBold}: Look, depth: ManyColours): string {
	return [
		...(isBold ? ['1'] : []),
		...(foreground === undefined ? [] : [colourCodes(foreground, depth, 38)]),
		...(background === undefined ? [] : [colourCodes(background, depth, 48)]),
	].join(';');
}

/** Whether there is a line below the text or a colour behind it. */
function isSeenOnBlanks(codes: string): boolean {
	const withoutForeground = codes.replaceAll(/38;(?:5;\d+|2;\d+;\d+;\d+)/g, '').split(';');
	return withoutForeground.some(code => /^(?:4\d?|10\d)$/.test(code));
}

/** What ends the attributes among these parameters. */
function attributesEnded(codes: string): readonly string[] {
	const attributes = codes.replaceAll(/[34]8;(?:5;\d+|2;\d+;\d+;\d+)/g, '').split(';');
	return [...(attributes.includes('1') ? ['22'] : []), ...(attributes.includes('4') ? ['24'] : [])];
}

/** `base`: the parameters of what a line begins with; after a style its colours are set again. */
function themeOf(base: string, codes: (shown: keyof Palette['looks']) => string): Theme {
	const pair = (shown: keyof Palette['looks']): SgrPair => {
		const on = codes(shown);
		return sgrPair(on, [...attributesEnded(on), base === '' ? '39;49' : base].join(';'));
	};
	/** Of styles that fill columns and graphs. */
	const textOnly = (shown: keyof Palette['looks']): SgrPair =>
		isSeenOnBlanks(codes(shown)) ? {...pair(shown), spareBlanks: true} : pair(shown);
	return {
		base: base === '' ? plain : sgrPair(base, '39;49'),
		styles: {
			good: textOnly('good'),
			warn: textOnly('warn'),
			bad: textOnly('bad'),
			dim: textOnly('dim'),
			strong: textOnly('strong'),
			accent: textOnly('accent'),
			title: pair('title'),
			match: pair('match'),
		},
		selected: pair('selected'),
		faded: pair('faded'),
	};
}

/** The theme of this name for a terminal of this depth. Those with colours of their own paint the background too. */
export function themeNamed(name: ThemeName, depth: Depth): Theme {
	if (depth === 'none' || name === 'monochrome') return plainTheme;
	if (name === 'palette') return colourTheme;
	const {foreground, background, looks, sixteen} = palettes[name];
	if (depth === '16') return themeOf(sixteen.base, shown => sixteen[shown]);
	return themeOf(codesOf({foreground, background}, depth), shown => codesOf(looks[shown], depth));
}

/** Whether all colours that would stand on this background, as they are shown, can be read there. */
function isReadableOn(palette: Palette, background: Rgb, depth: ManyColours): boolean {
	return Object.values(palette.looks).every(look => {
		const wanted = look.background === undefined ? rgbOf(look.foreground ?? '') : undefined;
		if (wanted === undefined) return true;
		const shown = depth === '256' ? rgbOf256(nearestOf256(wanted)) : wanted;
		return contrastOf(shown, background) >= readableContrast;
	});
}

/**
 * The palette of which all colours can be read on the background that the terminal has told, without a background of its
 * own; the terminal's own colours where there is none.
 */
export function themeOn(
	background: Rgb | undefined,
	depth: Depth,
): {readonly name: 'dark' | 'light' | 'palette'; readonly theme: Theme} {
	if (background !== undefined && depth !== 'none' && depth !== '16') {
		const names = ['dark', 'light'] as const;
		const name = names.find(one => isReadableOn(palettes[one], background, depth));
		if (name !== undefined) return {name, theme: themeOf('', shown => codesOf(palettes[name].looks[shown], depth))};
	}
	return {name: 'palette', theme: themeNamed('palette', depth)};
}
