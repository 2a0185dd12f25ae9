// Numbers to read at a glance: three or four significant digits.

/** Shown instead of an unknown value. */
export const unknown = '–';

/** 0…9,999 in full, then `12.4k`, `3.1M`, `2.0G`. */
export function count(value: number | undefined): string {
	if (value === undefined || !Number.isFinite(value)) return unknown;
	if (Math.round(Math.abs(value)) < 10_000) return grouped(Math.round(value));
	return scaled(value, 1000, ['k', 'M', 'G', 'T', 'P']);
}

/** With thousands separated, however large. */
export function grouped(value: number | undefined): string {
	if (value === undefined || !Number.isFinite(value)) return unknown;
	return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

function scaled(value: number, base: number, units: readonly string[]): string {
	let size = value;
	let unit = '';
	for (const next of units) {
		if (Math.abs(size) < base - 0.5) break;
		size /= base;
		unit = next;
	}
	return `${Math.abs(size) < 99.95 ? size.toFixed(1) : Math.round(size)}${unit}`;
}

/** Binary units without a blank: `0`, `812`, `9.1K`, `30.4M`, `1.2G`. */
export function bytes(value: number | undefined): string {
	if (value === undefined || !Number.isFinite(value)) return unknown;
	if (Math.round(Math.abs(value)) < 1024) return String(Math.round(value));
	return scaled(value, 1024, ['K', 'M', 'G', 'T', 'P']);
}

/** Binary units spelled out: `812 B`, `9.1 KiB`, `30.4 MiB`. */
export function bytesInWords(value: number | undefined): string {
	if (value === undefined || !Number.isFinite(value)) return unknown;
	const short = bytes(value);
	return /[KMGTP]$/.test(short) ? `${short.slice(0, -1)} ${short.slice(-1)}iB` : `${short} B`;
}

/** A rate: below ten with one decimal, so that 0.4 is not 0. */
export function rate(value: number | undefined): string {
	if (value === undefined || !Number.isFinite(value)) return unknown;
	const size = Math.abs(value);
	if (size === 0) return '0';
	if (size < 0.05) return value < 0 ? '-0.0' : '0.0';
	return size < 9.95 ? value.toFixed(1) : count(value);
}

/** `12.4k/s`; only a dash when it is not known. */
export function perSecond(value: number | undefined): string {
	return value === undefined || !Number.isFinite(value) ? unknown : `${rate(value)}/s`;
}

/** With its sign: `+12`, `−3`, `0`. */
export function change(value: number | undefined): string {
	if (value === undefined || !Number.isFinite(value)) return unknown;
	const size = rate(Math.abs(value));
	if (size === '0' || size === '0.0') return '0';
	return value < 0 ? `−${size}` : `+${size}`;
}

/** `38 %`, rounded. */
export function percent(value: number | undefined): string {
	return value === undefined || !Number.isFinite(value) ? unknown : `${Math.round(value)} %`;
}
