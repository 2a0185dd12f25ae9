// Problems that begin, become worse and are over, in the words of the verdict.
import {count} from '../../format/number.ts';
import {duration} from '../../format/time.ts';
import type {Problem} from '../../insight/problem.ts';
import type {ProblemChange} from '../../insight/problem-changes.ts';
import {mostAtOnce, type PlainLine} from './plain-line.ts';
import {spoken} from './spoken.ts';

/** That our own link is lost has lines of its own. */
const ownLinkRule = 'link-down';

/** Between two servers or clusters; all else is a name as it is. */
export function named(who: string): string {
	return who.replaceAll(' → ', ' to ');
}

function lasted({topic, since, overAt = since, total}: Problem): string {
	const much = total === undefined ? '' : `, ${count(total)} in all`;
	return `${spoken(topic)}, lasted ${duration(overAt - since)}${much}`;
}

function lineOf({state, problem}: ProblemChange): PlainLine {
	const {who, text, severity} = problem;
	const sentence = `${named(who)} ${spoken(text)}`;
	switch (state) {
		case 'began':
			return severity === 'bad'
				? {text: `problem: ${sentence}`, style: 'bad'}
				: {text: `warning: ${sentence}`, style: 'warn'};
		case 'worse':
			return {text: `worse: ${sentence}`, style: 'bad'};
		case 'over':
			return {text: `over: ${named(who)} ${lasted(problem)}`, style: 'good'};
	}
}

/** Those that are left, of one conclusion: how many, and what. */
function restLine(state: ProblemChange['state'], rest: readonly ProblemChange[]): PlainLine {
	const [{problem} = {problem: undefined}] = rest;
	const word = state === 'over' ? 'over' : state === 'worse' ? 'worse' : 'also';
	return {text: `${word}: ${count(rest.length)} more like these: ${spoken(problem?.topic ?? '')}`};
}

/** The lines of what has changed at a moment; of many of one conclusion the first ones and how many there are. */
export function problemWords(changes: readonly ProblemChange[]): readonly PlainLine[] {
	const told = changes.filter(({problem}) => problem.rule !== ownLinkRule);
	const groups = Map.groupBy(told, ({state, problem: {rule}}) => `${state} ${rule}`);
	return [...groups.values()].flatMap(group => {
		const [first] = group;
		if (first === undefined || group.length <= mostAtOnce) return group.map(lineOf);
		const shown = group.slice(0, mostAtOnce - 1);
		return [...shown.map(lineOf), restLine(first.state, group.slice(shown.length))];
	});
}
