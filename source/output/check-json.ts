// A check as JSON.
import type {Model} from '../model/model.ts';
import type {CheckOption} from '../options/check-option.ts';
import {reasonOf} from './check-text.ts';
import {exitCodeOf, type Judged} from './judged.ts';
import {instant, type Json, known, secondsOf} from './known.ts';
import {observedIn} from './observed.ts';

/** Bumped when a name goes or changes its meaning. */
export const checkFormat = 1;

/** Ready for `JSON.stringify`. */
export function checkJson(
	judged: Judged,
	{conclusions, expectServers}: CheckOption,
	model: Model,
	isWaiting: boolean,
): Readonly<Record<string, Json>> {
	const {state, problems, unknown, unmet, isAnythingKnown, listenedMs} = judged;
	return {
		format: checkFormat,
		check: state,
		exit_code: exitCodeOf[state],
		text: reasonOf(judged),
		...observedIn({model}, isWaiting),
		link: model.link.state,
		listened_seconds: known(isAnythingKnown ? secondsOf(listenedMs) : undefined),
		servers_required: expectServers ?? null,
		conclusions: conclusions ?? null,
		not_heard: unknown,
		not_met: unmet,
		problems: problems.map(({grade, problem: {rule, severity, who, text, since, total}}) => ({
			state: grade,
			rule,
			severity,
			who,
			text,
			since: instant(since),
			total: known(total),
		})),
	};
}
