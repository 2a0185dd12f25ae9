// Which characters every terminal draws alike. Emoji, combining marks and scripts that join are drawn wider or narrower
// from terminal to terminal; for these the table says 0 and the slow, careful path is taken.

const oneCell: ReadonlyArray<readonly [first: number, last: number]> = [
	[0x20, 0x7e],
	[0xa0, 0xac],
	[0xae, 0x2ff],
	[0x370, 0x482],
	[0x48a, 0x52f],
	[0x2010, 0x2027],
	[0x2030, 0x205e],
	[0x20a0, 0x20c0],
	[0x2100, 0x218b],
	[0x2190, 0x2426],
	[0x2460, 0x2bff],
];

const twoCells: ReadonlyArray<readonly [first: number, last: number]> = [
	[0x3001, 0x3029],
	[0x3041, 0x3096],
	[0x309b, 0x30ff],
	[0x3105, 0x312f],
	[0x3400, 0x4dbf],
	[0x4e00, 0x9fff],
	[0xac00, 0xd7a3],
	[0xff01, 0xff60],
	[0xffe0, 0xffe6],
];

/** From here on some characters of the one-cell blocks are drawn as emoji, or are not assigned. */
const firstSymbol = 0x370;

function fillPlainWidths(): Uint8Array {
	const widths = new Uint8Array(0x10000);
	for (const [first, last] of oneCell) {
		widths.fill(1, first, last + 1);
	}

	for (const [first, last] of twoCells) {
		widths.fill(2, first, last + 1);
	}

	const disputed = /[\p{Emoji}\p{Unassigned}\u{2329}\u{232A}\u{2630}-\u{2637}\u{268A}-\u{268F}]/u;
	for (let unit = firstSymbol; unit < 0x2c00; unit++) {
		if (widths[unit] === 1 && disputed.test(String.fromCharCode(unit))) {
			widths[unit] = 0;
		}
	}

	return widths;
}

/**
 * By UTF-16 code unit: 1 or 2 cells when every terminal agrees and the character never joins with a neighbour that is
 * itself in this table; 0 for everything else (controls, combining marks, emoji, surrogates, joining scripts).
 */
export const plainWidths: Uint8Array = fillPlainWidths();
