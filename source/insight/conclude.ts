// The one way from the model to the problems: the rules look at the model, the ledger keeps what they find.
import {asHeard, type Model} from '../model/model.ts';
import {rules} from './catalogue.ts';
import {enter, idsByRule, type Ledger, lifeOf} from './ledger.ts';
import type {Rule} from './problem.ts';

/** Enters into the ledger what the rules find in the model; call it after each tick of the model. */
export function conclude(ledger: Ledger, model: Model, which: readonly Rule[] = rules): void {
	const {thresholds} = ledger;
	// While nothing can be heard nothing new is known: everything but our own link stays as it was then.
	const heard = asHeard(model);
	const before = idsByRule(ledger);
	for (const rule of which) {
		const seen = rule.isOwnLink === true ? model : heard;
		const findings = rule.find(seen, key => lifeOf(ledger, rule, key, seen.now), thresholds);
		enter(ledger, rule, findings, seen, before.get(rule.id) ?? []);
	}
}
