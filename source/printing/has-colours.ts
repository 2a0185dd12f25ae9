import process from 'node:process';
import type {Options} from '../options/options.ts';
import {colourDepth} from '../terminal/colour-depth.ts';

/** Whether what is shown on standard output has colours. */
export function hasColours({color}: Options): boolean {
	return color === 'auto' ? colourDepth(process.env, process.stdout) !== 'none' : color === 'always';
}
