// The one place where it is concluded what is wrong: once for each second of message time, so that it depends on the
// messages alone and a replay comes to the same conclusions.
import {problemsOf} from '../insight/catalogue.ts';
import type {Problem} from '../insight/problem.ts';
import type {Model} from '../model/model.ts';

/** What is wrong at the model's time, worst first. */
export function conclude(model: Model): readonly Problem[] {
	return problemsOf(model);
}
