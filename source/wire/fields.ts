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

// No field of the wire is wider than 64 bits; larger numbers would add up to infinity.
const largest = 2 ** 64;

/** A number that 64 bits can hold, or undefined: for what older servers do not send. */
export function numberOrNothing(value: unknown): number | undefined {
	return typeof value === 'number' && Math.abs(value) <= largest ? value : undefined;
}

/** A number that 64 bits can hold, or 0. */
export function number(value: unknown): number {
	return numberOrNothing(value) ?? 0;
}

/** A whole number from 0 up, or undefined: connection ids, sequence numbers. */
export function wholeOrNothing(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

// Counters and gauges are 63 bits wide; a larger one is -1 or nonsense.
const tooLarge = 2 ** 63;

/** Something that can only be 0 or more: a measure, a share. Undefined for all else. */
export function amountOrNothing(value: unknown): number | undefined {
	return typeof value === 'number' && value >= 0 && value < tooLarge ? value : undefined;
}
