// What a column measures, where two moments are compared: how much it has to differ to be more than noise, and how the
// difference is told.
import type {Value} from '../../table/column.ts';
import type {Ui} from '../../ui/ui.ts';
import {numberWords} from './number-words.ts';

/**
 * - `count`, `bytes`: how many there are, how much is used;
 * - `per minute`: how often it happened in the last minute, or in all while totals are shown;
 * - `rate`, `byte rate`: a second, or in all while totals are shown;
 * - `share`: percent;
 * - `state`: words, of which the first one says it: `silent 41 s`.
 */
export type Measure = 'count' | 'bytes' | 'per minute' | 'rate' | 'byte rate' | 'share' | 'state';

/** By the id of the column; what is not named is not compared. */
export type Measures = Readonly<Record<string, Measure>>;

/** What is noise: less than this share of what it was, or less than this at all. */
type Noise = {readonly share: number; readonly least: number};

const noises: Readonly<Record<Exclude<Measure, 'state'>, Noise>> = {
	count: {share: 0.1, least: 1},
	// Memory comes and goes with each collection of garbage.
	bytes: {share: 0.2, least: 1024 * 1024},
	'per minute': {share: 0.5, least: 10},
	// Rates jump from second to second.
	rate: {share: 0.3, least: 5},
	'byte rate': {share: 0.3, least: 1024},
	// Points of percent.
	share: {share: 0, least: 10},
};

function firstWord(value: Value): string {
	return String(value ?? '').split(' ')[0] ?? '';
}

/** Whether a value has moved since it was `before`, by more than noise. What was or is not known has not. */
export function hasMoved(measure: Measure, before: Value, now: Value, {totals}: Pick<Ui, 'totals'>): boolean {
	if (measure === 'state') return firstWord(before) !== firstWord(now);
	if (typeof before !== 'number' || typeof now !== 'number') return false;
	// Totals always grow.
	if (totals && (measure === 'rate' || measure === 'byte rate' || measure === 'per minute')) return false;
	const {share, least} = noises[measure];
	const by = Math.abs(now - before);
	return by >= least && by >= Math.abs(before) * share;
}

/** A difference with its sign: `+312`, `−1.2k`. */
export function changeInWords(measure: Exclude<Measure, 'state'>, by: number, ui: Ui): string {
	const text = sizeInWords(measure, Math.abs(by), ui);
	if (/^[0.]*$/.test(text)) return '0';
	return by < 0 ? `−${text}` : `+${text}`;
}

function sizeInWords(measure: Exclude<Measure, 'state'>, size: number, ui: Ui): string {
	const words = numberWords(ui);
	switch (measure) {
		case 'count':
		case 'share':
		case 'per minute':
			return words.count(size);
		case 'rate':
			return ui.totals ? words.count(size) : words.rate(size);
		case 'bytes':
		case 'byte rate':
			return words.bytes(size);
	}
}
