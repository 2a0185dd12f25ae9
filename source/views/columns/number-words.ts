import {bytes, count, grouped, rate} from '../../format/number.ts';
import type {Ui} from '../../ui/ui.ts';

type Tell = (value: number | undefined) => string;

/** How numbers are written: shortened, or in full when the person asked for that. */
export type NumberWords = {readonly count: Tell; readonly rate: Tell; readonly bytes: Tell};

const shortened: NumberWords = {count, rate, bytes};

const full: NumberWords = {count: grouped, rate: grouped, bytes: grouped};

export function numberWords({rawUnits}: Ui): NumberWords {
	return rawUnits ? full : shortened;
}
