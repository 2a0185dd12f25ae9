import {usage} from './usage.ts';

const mebibyte = 2 ** 20;
const usual = 64 * mebibyte;
const units: Readonly<Record<string, number>> = {k: 2 ** 10, m: mebibyte, g: 2 ** 30};
const largest = 8 * 2 ** 30;

/**
 * What the last messages may take in memory, in bytes: `64MiB`, `1g`, a number of bytes, or `off`, which is 0.
 * @throws CannotStart
 */
export function flightRecorderBytes(given: string | undefined): number {
	if (given === undefined) return usual;
	if (given === 'off') return 0;
	const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) ?(?:([kmg])(?:i?b)?|b)?$/i.exec(given) ?? [];
	const size = Math.round(Number(digits) * (units[unit.toLowerCase()] ?? 1));
	if (digits !== '' && size >= mebibyte && size <= largest) return size;
	const because = `${JSON.stringify(given.slice(0, 40))} is no size from 1MiB to 8GiB`;
	throw usage('--flight-recorder', because, 'write 64MiB, or off');
}
