// Problems that begin, become worse and are over, in the words of the verdict.
import {count} from '../../format/number.ts';
import {duration} from '../../format/time.ts';
import type {Problem} from '../../insight/problem.ts';
import type {ProblemChange} from '../../insight/problem-changes.ts';
import type {PlainLine} from './plain-line.ts';
import {spoken} from './spoken.ts';
import {toldAtOnce} from './told-at-once.ts';

/** That our own link is lost has lines of its own. */
const ownLinkRule = 'link-down';

/** Between two servers or clusters; all else is a name as it is. */
function named(who: string): string {
	return who.replaceAll(' → ', ' to ');
}

function lasted({topic, since, overAt = since, total}: Problem): string {
	const much = total === undefined ? '' : `, ${count(total)} in all`;
	return `${spoken(topic)}, lasted ${duration(overAt - since)}${much}`;
}

function sentence({who, text}: Problem): string {
	return `${named(who)} ${spoken(text)}`;
}

/** One that lasts. */
export function problemLine(problem: Problem): PlainLine {
	return problem.severity === 'bad'
		? {text: `problem: ${sentence(problem)}`, style: 'bad'}
		: {text: `warning: ${sentence(problem)}`, style: 'warn'};
}

function lineOf({state, problem}: ProblemChange): PlainLine {
	switch (state) {
		case 'began':
			return problemLine(problem);
		case 'worse':
			return {text: `worse: ${sentence(problem)}`, style: 'bad'};
		case 'over':
			return {text: `over: ${named(problem.who)} ${lasted(problem)}`, style: 'good'};
	}
}

/** Those that are left, of one conclusion: how many, and what. */
function restLines(rest: readonly ProblemChange[]): readonly PlainLine[] {
	const [first] = rest;
	if (first === undefined) return [];
	const word = first.state === 'began' ? 'also' : first.state;
	return [{text: `${word}: ${count(rest.length)} more like these: ${spoken(first.problem.topic)}`}];
}

/** The lines of what has changed at a moment; of many of one conclusion the first ones and how many there are. */
export function problemWords(changes: readonly ProblemChange[]): readonly PlainLine[] {
	const told = changes.filter(({problem}) => problem.rule !== ownLinkRule);
	const groups = Map.groupBy(told, ({state, problem: {rule}}) => `${state} ${rule}`);
	return [...groups.values()].flatMap(group => {
		const {shown, rest} = toldAtOnce(group);
		return [...shown.map(lineOf), ...restLines(rest)];
	});
}
