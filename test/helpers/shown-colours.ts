// What colours a terminal shows for the sequences it gets, as red, green and blue.
import type {Rgb} from '../../source/components/contrast.ts';
import {rgbOf256} from '../../source/components/palette-256.ts';
import type {Style} from '../../source/terminal/style.ts';

const hex = (colours: string): readonly Rgb[] =>
	colours.split(' ').map(colour => {
		const value = Number.parseInt(colour, 16);
		return [value >> 16, (value >> 8) & 255, value & 255];
	});

export type SixteenColours = {
	readonly colours: readonly Rgb[];
	/** A bold colour of the first eight may be shown as the bright one. */
	readonly isBoldBright: boolean;
	/** Bright backgrounds are shown as the ones that are not. */
	readonly hasNoBrightBackground: boolean;
};

/** What `XTerm*color0` to `color15` are when nobody changed them. */
const xtermColours = hex(
	'000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
);

/** Those of VGA, which the console of Linux has (drivers/tty/vt/vt.c, `default_red` and its neighbours) and many others offer. */
const vgaColours = hex(
	'000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff',
);

export const xterm: SixteenColours = {colours: xtermColours, isBoldBright: true, hasNoBrightBackground: false};
export const vga: SixteenColours = {colours: vgaColours, isBoldBright: false, hasNoBrightBackground: false};
export const linuxConsole: SixteenColours = {colours: vgaColours, isBoldBright: true, hasNoBrightBackground: true};

const bold = 1;
const inverse = 16;

export type Shown = {readonly foreground: Rgb; readonly background: Rgb};

function rgb(colour: number, own: Rgb, sixteen: readonly Rgb[]): Rgb {
	if (colour < 0) return own;
	if (colour < 16) return sixteen[colour] ?? own;
	if (colour < 0x100_0000) return rgbOf256(colour - 256);
	return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
}

/** What a terminal may show: two answers where it is the person who decides about bold colours. */
export function shownAs({attributes, foreground, background}: Style, own: Shown, sixteen: SixteenColours): Shown[] {
	const behind = sixteen.hasNoBrightBackground && background >= 8 && background < 16 ? background - 8 : background;
	const isBold = (attributes & bold) !== 0 && foreground >= 0 && foreground < 8;
	const fronts = isBold && sixteen.isBoldBright ? [foreground, foreground + 8] : [foreground];
	return fronts.map(front => {
		const shown = {
			foreground: rgb(front, own.foreground, sixteen.colours),
			background: rgb(behind, own.background, sixteen.colours),
		};
		return (attributes & inverse) === 0 ? shown : {foreground: shown.background, background: shown.foreground};
	});
}
