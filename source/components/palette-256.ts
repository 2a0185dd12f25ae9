// The 256 colours as xterm has them and others after it. The first sixteen are the person's own and are not used here.
import type {Rgb} from './contrast.ts';

const firstOfCube = 16;
const firstGrey = 232;
/** The steps of each channel in the cube of 6×6×6 colours. */
const steps = [0, 95, 135, 175, 215, 255];

/** The colour with this number, from 16 to 255. */
export function rgbOf256(number: number): Rgb {
	if (number >= firstGrey) {
		const grey = 8 + 10 * (number - firstGrey);
		return [grey, grey, grey];
	}
	const place = number - firstOfCube;
	const channel = (of: number): number => steps[of % 6] ?? 0;
	return [channel(Math.floor(place / 36)), channel(Math.floor(place / 6)), channel(place)];
}

function distance(one: Rgb, other: Rgb): number {
	return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** The number of the colour that is nearest. */
export function nearestOf256(wanted: Rgb): number {
	let nearest = firstOfCube;
	let least = Number.POSITIVE_INFINITY;
	for (let number = firstOfCube; number < 256; number++) {
		const away = distance(rgbOf256(number), wanted);
		if (away >= least) continue;
		least = away;
		nearest = number;
	}
	return nearest;
}
