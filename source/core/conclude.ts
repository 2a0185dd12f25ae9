// The one place where it is concluded what is wrong: once for each second of message time, so that it depends on the
// messages alone and a replay comes to the same conclusions.
import {conclude} from '../insight/conclude.ts';
import {copyOf, type Ledger} from '../insight/ledger.ts';
import type {Problem} from '../insight/problem.ts';
import {toldProblems} from '../insight/told-problems.ts';
import type {Model} from '../model/model.ts';

/** What is wrong, worst first, and what was wrong before. */
export type Conclusions = {readonly problems: readonly Problem[]; readonly past: readonly Problem[]};

function conclusionsOf(ledger: Ledger): Conclusions {
	return {problems: toldProblems(ledger), past: [...ledger.past]};
}

/** Enters into the ledger what is wrong now. */
export function concludeInto(ledger: Ledger, model: Model): Conclusions {
	conclude(ledger, model);
	return conclusionsOf(ledger);
}

/** What is wrong now, between two conclusions: for the eye alone, the ledger stays as it is. */
export function concludeBetween(ledger: Ledger, model: Model): Conclusions {
	return concludeInto(copyOf(ledger), model);
}
