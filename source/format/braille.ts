// Values over time as an area of braille dots, two by four in a cell.

const columnsOfCell = 2;
const dotsOfCell = 4;

/** The bits of a braille pattern, from the lowest dot up: of the left column, and of the right one. */
const bits: readonly (readonly number[])[] = [
	[0x40, 0x04, 0x02, 0x01],
	[0x80, 0x20, 0x10, 0x08],
];

const firstPattern = 0x28_00;

/** How many dots of `most` a value takes; a known one takes at least one, so that zero differs from unknown (NaN). */
function dotsOf(value: number, top: number, most: number): number {
	if (Number.isNaN(value)) return 0;
	if (top <= 0 || value <= 0) return 1;
	return Math.max(1, Math.min(most, Math.round((value / top) * most)));
}

function patternOf(dots: readonly number[], below: number): number {
	let pattern = 0;
	dots.forEach((count, column) => {
		for (let dot = 0; dot < dotsOfCell; dot++) if (count > below + dot) pattern |= bits[column]?.[dot] ?? 0;
	});
	return pattern;
}

/**
 * `height` lines of `width` cells, the highest first; each value takes the same part of the width, and `top` reaches the
 * whole height. Where nothing is known (NaN) there is nothing.
 */
export function brailleArea(values: readonly number[], top: number, width: number, height: number): readonly string[] {
	const columns = width * columnsOfCell;
	const dotsAt = Array.from({length: columns}, (_, column) =>
		dotsOf(values[Math.floor((column * values.length) / columns)] ?? Number.NaN, top, height * dotsOfCell),
	);
	return Array.from({length: height}, (_, line) => {
		const below = (height - 1 - line) * dotsOfCell;
		return Array.from({length: width}, (_, cell) => {
			const pattern = patternOf(dotsAt.slice(cell * columnsOfCell, (cell + 1) * columnsOfCell), below);
			return pattern === 0 ? ' ' : String.fromCodePoint(firstPattern + pattern);
		}).join('');
	});
}

const likenesses = [' ', '.', '.', ':', ':', '+', '+', '#', '#'] as const;

/** An ASCII likeness of a braille pattern, by how many dots it has; undefined for any other character. */
export function asciiOfBraille(character: string): string | undefined {
	const pattern = (character.codePointAt(0) ?? 0) - firstPattern;
	if (pattern < 0 || pattern > 0xff) return undefined;
	let dots = 0;
	for (let rest = pattern; rest > 0; rest >>= 1) dots += rest & 1;
	return likenesses[dots];
}
