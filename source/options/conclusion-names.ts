// Conclusions as they are named on the command line, each with a number or without: `silent-server,auth-errors:10/min`.
import type {ConclusionFacts} from './conclusion-facts.ts';
import {didYouMean} from './nearest.ts';
import {quantityIn} from './quantity.ts';
import {usage} from './usage.ts';
import {wordsIn} from './words-in.ts';

/** A conclusion, drawn from another number on than usual where there is one. */
export type CheckCondition = {readonly conclusion: string; readonly from?: number};

function known(flag: string, name: string, conclusions: readonly ConclusionFacts[]): ConclusionFacts {
	const found = conclusions.find(({id}) => id === name);
	if (found !== undefined) return found;
	const ids = conclusions.map(({id}) => id);
	const because = `there is no conclusion ${JSON.stringify(name.slice(0, 40))}`;
	throw usage(flag, because, didYouMean(name, ids, `there are ${ids.join(' ')}`));
}

function wordsOf(flag: string, text: string): readonly string[] {
	const words = wordsIn(text);
	if (words.length === 0) throw usage(flag, 'it names no conclusion', 'write some with commas between them');
	return words;
}

/** As it would be written: `5/min`, `90%`, `500ms`. */
function written({value, unit}: NonNullable<ConclusionFacts['measure']>): string {
	return `${value}${unit === 'times' ? '' : unit}`;
}

/** A number in the unit of what is measured, which may be left out; a time as everywhere. */
function numberOf(flag: string, text: string, {id, measure}: ConclusionFacts): number {
	if (measure === undefined) {
		throw usage(flag, `no single number decides when ${id} is concluded`, `write ${id} without a number`);
	}
	const value = quantityIn(text, measure.unit);
	if (value !== undefined) return value;
	const because = `${JSON.stringify(text.slice(0, 40))} is no number of ${id}, which measures ${measure.meaning}`;
	throw usage(flag, because, `write ${id}:${written(measure)}, which is the usual one`);
}

/** @throws CannotStart */
export function namedConclusions(flag: string, text: string, facts: readonly ConclusionFacts[]): readonly string[] {
	const ids = wordsOf(flag, text).map(word => {
		const [name = '', ...rest] = word.split(/[:>=]/);
		const {id} = known(flag, name, facts);
		if (rest.length > 0) throw usage(flag, 'a number says when to warn', `write --warn ${id}:NUMBER`);
		return id;
	});
	return [...new Set(ids)];
}

/** @throws CannotStart */
export function conditionsIn(flag: string, text: string, facts: readonly ConclusionFacts[]): readonly CheckCondition[] {
	const conditions = wordsOf(flag, text).map(word => {
		const [, name = '', sign = '', number = ''] = /^([^:>=]*)([:>=]*)(.*)$/.exec(word) ?? [];
		const conclusion = known(flag, name, facts);
		if (sign === '') return {conclusion: name};
		// A shell would write to a file of that name.
		if (sign !== ':') throw usage(flag, `${JSON.stringify(sign)} is no colon`, `write ${name}:${number || 'NUMBER'}`);
		return {conclusion: name, from: numberOf(flag, number, conclusion)};
	});
	const seen = new Set<string>();
	for (const {conclusion} of conditions) {
		if (seen.has(conclusion)) throw usage(flag, `${conclusion} is named twice`, 'name it once');
		seen.add(conclusion);
	}
	return conditions;
}
