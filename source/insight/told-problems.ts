// The problems as they are told: many of one rule as one line, and of the states of one server only the latest.
import {rules} from './catalogue.ts';
import {type Ledger, problemsIn} from './ledger.ts';
import {mostOfOneRule, type Problem, type Rule} from './problem.ts';

const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map(rule => [rule.id, rule]));

/** A server's former state is told only as long as there is no later one of it. */
function withoutFormerStates(problems: readonly Problem[]): readonly Problem[] {
	const isState = ({rule}: Problem): boolean => ruleById.get(rule)?.isServerState === true;
	const lasting = new Set(problems.filter(one => isState(one) && one.overAt === undefined).map(({who}) => who));
	return problems.filter(problem => problem.overAt === undefined || !isState(problem) || !lasting.has(problem.who));
}

function folded(rule: Rule, problems: readonly Problem[], beyond: number): readonly Problem[] {
	const [first] = problems;
	if (first === undefined || problems.length + beyond <= mostOfOneRule) return problems;
	const since = Math.min(...problems.map(problem => problem.since));
	const key = 'many';
	if (rule.fold !== undefined) {
		const {who, ...words} = rule.fold(problems);
		const peakValue = problems.length + beyond;
		return [{...first, key, who: who.replace('#', String(peakValue)), ...words, since, times: 1, peakValue}];
	}
	const told = problems.slice(0, mostOfOneRule - 1);
	const rest = problems.slice(told.length);
	const more = rest.length + beyond;
	const about = {kind: 'view', view: viewOf(first), filter: ''} as const;
	const restSince = Math.min(...rest.map(problem => problem.since));
	return [...told, {...first, ...inFewWords(rest), key, who: `${more} more`, since: restSince, about}];
}

function viewOf({about}: Problem): string {
	switch (about.kind) {
		case 'server':
			return 'servers';
		case 'refused':
			return 'auth-errors';
		case 'client':
			return 'connects';
		case 'view':
			return about.view;
	}
}

function inFewWords(
	rest: readonly Problem[],
): Pick<Problem, 'text' | 'short' | 'times' | 'total' | 'peak' | 'peakValue'> {
	const [first] = rest;
	const total = rest.reduce<number | undefined>(
		(sum, problem) => (sum === undefined || problem.total === undefined ? undefined : sum + problem.total),
		0,
	);
	const word = first?.rule.replaceAll('-', ' ') ?? '';
	return {text: word, short: word, times: 1, total, peak: '', peakValue: rest.length};
}

/** What is to be told of what the ledger holds, worst first; what is over comes last. */
export function toldProblems(ledger: Ledger): readonly Problem[] {
	const problems = withoutFormerStates(problemsIn(ledger, rules));
	const groups = Map.groupBy(problems, ({rule, severity, overAt}) =>
		overAt === undefined ? `${rule} ${severity}` : `${rule} over`,
	);
	return [...groups.values()].flatMap(group => {
		const rule = ruleById.get(group[0]?.rule ?? '');
		const isOver = group[0]?.overAt !== undefined;
		if (rule === undefined) return group;
		return isOver ? group.slice(0, mostOfOneRule) : folded(rule, group, ledger.beyond.get(rule.id) ?? 0);
	});
}
