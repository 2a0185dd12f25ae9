// Reading parsed JSON of which nothing may be trusted: any field may be missing or of another type.
import {tame} from '../format/tame.ts';

export type Fields = Readonly<Record<string, unknown>>;

const none: Fields = Object.freeze({});

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or undefined when the value is anything else. */
export function fieldsOrNothing(value: unknown): Fields | undefined {
	return isFields(value) ? value : undefined;
}

/** The object, or an empty one. */
export function fields(value: unknown): Fields {
	return isFields(value) ? value : none;
}

/** The array, or an empty one. */
export function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A stranger's text made safe; empty when it is no text. */
export function text(value: unknown): string {
	return typeof value === 'string' ? tame(value) : '';
}

/** A text as it is, for what is used and never shown: paths, tokens; empty when it is no text. */
export function rawText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** A whole number from 0 up, or undefined: connection ids, sequence numbers. */
export function wholeOrNothing(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

// Counters and gauges are 64 bits wide; from here on one is -1 written without its sign, or nonsense.
const tooLarge = 2 ** 63;

/** A measure from 0 up that may have a fraction: a share, a time. Undefined for all else, never a stand-in. */
export function measureOrNothing(value: unknown): number | undefined {
	return typeof value === 'number' && value >= 0 && value < tooLarge ? value : undefined;
}

/** A count from 0 up. Undefined for all else, never a stand-in. */
export function amountOrNothing(value: unknown): number | undefined {
	return Number.isInteger(value) ? measureOrNothing(value) : undefined;
}

/** The same for what is left out when it is 0. */
export function amountUnlessLeftOut(value: unknown): number | undefined {
	return value === undefined ? 0 : amountOrNothing(value);
}
