// Finds the texts whose width is their length, which are nearly all.

const ascii = /^[\x20-\x7e]*$/;
// Everything below the combining marks, box drawing, blocks, arrows and the signs this program draws: one cell each.
const narrow =
	/^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2199\u21bb\u2200-\u22ff\u2423\u2500-\u25fc\u25ff\u2605\u2713\u2717\u23ce\ufffd]*$/;

/** Whether each character surely takes one cell. */
export function isNarrow(text: string): boolean {
	return ascii.test(text) || narrow.test(text);
}
