// Limits and dates of claims as an administrator reads them.
import {bytesInWords, grouped, unknown} from './number.ts';

export type LimitUnit = 'count' | 'bytes' | 'time' | 'text';

/** `100`, `1.0 MiB`, `unlimited`; of a time in epoch seconds `2026-12-01 12:00 UTC`, `never`; `–` when unreadable. */
export function limitInWords(value: number | string | undefined, unit: LimitUnit): string {
	if (value === 'unreadable') return unknown;
	if (typeof value === 'string') return value;
	if (value === undefined) return unit === 'time' ? 'never' : 'unlimited';
	switch (unit) {
		case 'time':
			return dayAndMinute(value * 1000);
		case 'bytes':
			return bytesInWords(value);
		case 'count':
		case 'text':
			return grouped(value);
	}
}

/** The last moment that a Date can hold, epoch milliseconds. */
const lastDay = 8.64e15;

function dayAndMinute(at: number): string {
	if (Math.abs(at) > lastDay) return 'at the end of time';
	return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
