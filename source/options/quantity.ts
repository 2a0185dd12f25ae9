import {durationMs} from '../connection/settings/duration.ts';

/**
 * A number in the unit that something is measured in, which may be left out; a time as everywhere, in milliseconds.
 * Undefined when it is none, or not above zero.
 */
export function quantityIn(text: string, unit: string): number | undefined {
	const value = unit === 'ms' ? durationMs(text) : plainNumber(text, unit);
	return value !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
}

function plainNumber(text: string, unit: string): number | undefined {
	const [, digits, written = ''] = /^(\d+(?:\.\d+)?) *(.*)$/.exec(text) ?? [];
	if (digits === undefined || (written !== '' && written.toLowerCase() !== unit.toLowerCase())) return undefined;
	return Number(digits);
}
