// How well a text stands out from what is behind it.

/** Red, green and blue, 0 to 255 each, of sRGB. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** `#rrggbb`; undefined where it is something else. */
export function rgbOf(hex: string): Rgb | undefined {
	const [, red, green, blue] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex) ?? [];
	if (red === undefined || green === undefined || blue === undefined) return undefined;
	return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

/** The light of one channel, 0 to 1: sRGB is not linear. */
function linear(channel: number): number {
	const value = channel / 255;
	return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Rgb): number {
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio: from 1 to 21; text needs 4.5 (AA), or 7 (AAA). */
export function contrastOf(one: Rgb, other: Rgb): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
	return (lighter + 0.05) / (darker + 0.05);
}
