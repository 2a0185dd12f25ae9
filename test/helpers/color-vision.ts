// How colours look to those who lack one kind of cone, and how far apart two colours are.
import type {Rgb} from '../../source/components/contrast.ts';

type Matrix = readonly [Rgb, Rgb, Rgb];

/**
 * Linear RGB as a dichromat sees it: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), matrices for severity 1.0:
 * https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html
 */
export const visions: Readonly<Record<string, Matrix>> = {
	'all cones': [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1],
	],
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998],
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881],
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039],
	],
};

/** Three values, each 0 to 1. */
function linear(colour: Rgb): Rgb {
	const of = (channel: number): number => {
		const value = channel / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [of(colour[0]), of(colour[1]), of(colour[2])];
}

function times(matrix: Matrix, [x, y, z]: Rgb): Rgb {
	const row = ([a, b, c]: Rgb): number => a * x + b * y + c * z;
	return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** IEC 61966-2-1, D65. */
const xyzOfLinear: Matrix = [
	[0.4124564, 0.3575761, 0.1804375],
	[0.2126729, 0.7151522, 0.072175],
	[0.0193339, 0.119192, 0.9503041],
];

/** CIE 1976 L*a*b* of linear RGB. */
function lab(colour: Rgb): Rgb {
	const [x, y, z] = times(xyzOfLinear, colour);
	const of = (value: number): number =>
		value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27 / 116) * value + 16 / 116;
	const [fx, fy, fz] = [of(x / 0.95047), of(y), of(z / 1.08883)];
	return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** How far apart two colours are to somebody with this vision, as ΔE*ab of 1976: 2.3 is just noticed, 100 is black and white. */
export function differenceTo(vision: Matrix, one: Rgb, other: Rgb): number {
	const seen = (colour: Rgb): Rgb => {
		const clamp = (value: number): number => Math.min(1, Math.max(0, value));
		const [red, green, blue] = times(vision, linear(colour));
		return lab([clamp(red), clamp(green), clamp(blue)]);
	};
	const [left, right] = [seen(one), seen(other)];
	return Math.hypot(left[0] - right[0], left[1] - right[1], left[2] - right[2]);
}
