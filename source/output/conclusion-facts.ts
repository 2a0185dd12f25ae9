import {rules} from '../insight/catalogue.ts';
import {measureOf} from '../insight/measures.ts';
import type {ConclusionFacts} from '../options/conclusion-facts.ts';

export function conclusionFacts(): readonly ConclusionFacts[] {
	return rules.map(({id}) => {
		const measure = measureOf(id);
		return {id, ...(measure && {measure})};
	});
}
