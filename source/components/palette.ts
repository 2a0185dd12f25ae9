// The colours of the themes that have their own. Each is seen on a background that it states too, so that how well it
// can be read does not depend on the terminal: test/components/themes.test.ts measures it. Graphs are drawn in the
// styles `good`, `warn`, `bad`, `accent` and `dim`, so these have no background of their own where it can be helped.
import type {Style} from '../screen/screen.ts';

/** A colour is `#rrggbb`; a background of its own only where it is not that of the palette. */
export type Look = {readonly foreground?: string; readonly background?: string; readonly isBold?: true};

/** What has a look: the styles, the bar of the selected row, and what is faded because it is old. */
export type Shown = Style | 'selected' | 'faded';

export type Palette = {
	readonly background: string;
	readonly foreground: string;
	readonly looks: Readonly<Record<Shown, Look>>;
	/**
	 * For terminals of sixteen colours: the parameters of SGR. Black to white are 30 to 37, the bright ones 90 to 97,
	 * behind the text 40 to 47 and 100 to 107. Many terminals make a bold colour of the first eight the bright one; the
	 * console of Linux makes a bright background the one that is not.
	 */
	readonly sixteen: Readonly<Record<Shown | 'base', string>>;
};

export type PaletteName =
	| 'dark'
	| 'light'
	| 'high-contrast'
	| 'high-contrast-light'
	| 'color-blind'
	| 'color-blind-light';

const dark: Palette = {
	background: '#11151c',
	foreground: '#d5dae2',
	looks: {
		good: {foreground: '#8bd17c'},
		warn: {foreground: '#f2c45a'},
		bad: {foreground: '#ff8a80', isBold: true},
		dim: {foreground: '#9aa4b2'},
		strong: {isBold: true},
		accent: {foreground: '#6cc7f0'},
		title: {foreground: '#11151c', background: '#b8c2d0'},
		match: {foreground: '#11151c', background: '#f2c45a'},
		selected: {foreground: '#ffffff', background: '#1f5680'},
		faded: {foreground: '#9aa4b2'},
	},
	sixteen: {
		base: '97;40',
		good: '92',
		warn: '93',
		bad: '1;91',
		dim: '37',
		strong: '1',
		accent: '96',
		title: '30;47',
		match: '30;46',
		selected: '97;44',
		faded: '37',
	},
};

const light: Palette = {
	background: '#fbfbf8',
	foreground: '#1d2330',
	looks: {
		good: {foreground: '#1b6e2e'},
		warn: {foreground: '#8a5300'},
		bad: {foreground: '#b3141d', isBold: true},
		dim: {foreground: '#5b6470'},
		strong: {isBold: true},
		accent: {foreground: '#0b5fa5'},
		title: {foreground: '#fbfbf8', background: '#39424e'},
		match: {foreground: '#1d2330', background: '#ffd65c'},
		selected: {foreground: '#ffffff', background: '#0b5fa5'},
		faded: {foreground: '#5b6470'},
	},
	// Of sixteen colours only black, red, blue and magenta can be read on white.
	sixteen: {
		base: '30;107',
		good: '30;42',
		warn: '30;103',
		bad: '31',
		dim: '34',
		strong: '1;34',
		accent: '35',
		title: '97;40',
		match: '30;106',
		selected: '97;44',
		faded: '34',
	},
};

const highContrast: Palette = {
	background: '#000000',
	foreground: '#ffffff',
	looks: {
		good: {foreground: '#5fff87'},
		warn: {foreground: '#ffff5f'},
		bad: {foreground: '#ff9d94', isBold: true},
		dim: {foreground: '#c6c6c6'},
		strong: {isBold: true},
		accent: {foreground: '#5fd7ff'},
		title: {foreground: '#000000', background: '#ffffff'},
		match: {foreground: '#000000', background: '#ffaf00'},
		selected: {foreground: '#000000', background: '#5fd7ff'},
		faded: {foreground: '#c6c6c6'},
	},
	// No red of sixteen colours stands out as much.
	sixteen: {
		base: '97;40',
		good: '92',
		warn: '93',
		bad: '1;4;93',
		dim: '37',
		strong: '1',
		accent: '96',
		title: '30;47',
		match: '4;97',
		selected: '30;46',
		faded: '37',
	},
};

const highContrastLight: Palette = {
	background: '#ffffff',
	foreground: '#000000',
	looks: {
		good: {foreground: '#005f00'},
		// No yellow stands out on white as much.
		warn: {foreground: '#000000', background: '#ffd700'},
		bad: {foreground: '#8b0000', isBold: true},
		dim: {foreground: '#444444'},
		strong: {isBold: true},
		accent: {foreground: '#00008f'},
		title: {foreground: '#ffffff', background: '#000000'},
		match: {foreground: '#000000', background: '#87d7ff'},
		selected: {foreground: '#ffffff', background: '#00008f'},
		faded: {foreground: '#444444'},
	},
	sixteen: {
		base: '30;107',
		good: '30;102',
		warn: '30;103',
		bad: '1;97;40',
		dim: '34',
		strong: '4',
		accent: '4;34',
		title: '97;40',
		match: '30;106',
		selected: '97;44',
		faded: '34',
	},
};

/**
 * After the palette of Masataka Okabe and Kei Ito, "Color Universal Design" (2008): sky blue, yellow and vermilion differ
 * in hue and in lightness for all eyes.
 */
const colorBlind: Palette = {
	background: '#0d0f12',
	foreground: '#e6e6e6',
	looks: {
		good: {foreground: '#56b4e9'},
		warn: {foreground: '#f0e442'},
		bad: {foreground: '#e65f00', isBold: true},
		dim: {foreground: '#a3a3a3'},
		strong: {isBold: true},
		accent: {foreground: '#cc79a7'},
		title: {foreground: '#0d0f12', background: '#c8c8c8'},
		match: {foreground: '#000000', background: '#e69f00'},
		selected: {foreground: '#ffffff', background: '#0072b2'},
		faded: {foreground: '#a3a3a3'},
	},
	sixteen: {
		base: '97;40',
		good: '96',
		warn: '93',
		bad: '1;91',
		dim: '37',
		strong: '1',
		accent: '95',
		title: '30;47',
		match: '30;46',
		selected: '97;44',
		faded: '37',
	},
};

/** The same with a darker blue and vermilion; yellow is behind the text. */
const colorBlindLight: Palette = {
	background: '#ffffff',
	foreground: '#1a1a1a',
	looks: {
		good: {foreground: '#0072b2'},
		warn: {foreground: '#1a1a1a', background: '#f0e442'},
		bad: {foreground: '#b34700', isBold: true},
		dim: {foreground: '#595959'},
		strong: {isBold: true},
		accent: {foreground: '#9a3d78'},
		title: {foreground: '#ffffff', background: '#333333'},
		match: {foreground: '#000000', background: '#e69f00'},
		selected: {foreground: '#ffffff', background: '#0072b2'},
		faded: {foreground: '#595959'},
	},
	sixteen: {
		base: '30;107',
		good: '34',
		warn: '30;103',
		bad: '31',
		dim: '35',
		strong: '4',
		accent: '4;34',
		title: '97;40',
		match: '30;106',
		selected: '97;44',
		faded: '35',
	},
};

export const palettes: Readonly<Record<PaletteName, Palette>> = {
	dark,
	light,
	'high-contrast': highContrast,
	'high-contrast-light': highContrastLight,
	'color-blind': colorBlind,
	'color-blind-light': colorBlindLight,
};
