// The list of problems: those that there are and were lately, and below it those that are past.
import {count} from '../../format/number.ts';
import {clock, duration} from '../../format/time.ts';
import {widthOf} from '../../format/width.ts';
import type {Problem} from '../../insight/problem.ts';
import {toldAt} from '../../model/server-state.ts';
import type {Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {isAcknowledged} from '../problem-here.ts';
import {problemSign, problemStyle} from '../problem-style.ts';
import {definePane, type Pane} from './pane.ts';
import type {PaneDefinition} from './pane-definition.ts';

function signColumn({ui}: Look): Column<Problem> {
	return {
		id: 'severity',
		title: '',
		width: 1,
		rank: 0,
		cell: problem => ({text: problemSign(problem, ui), style: problemStyle(problem, ui)}),
	};
}

const leastWho = 14;
const mostWho = 28;
/** Of the columns WHO and WHAT together, on a narrow screen. */
const whoAndWhat = 58;

/** Whom a problem is about is not cut for what it says of him. */
function whoWidth(problems: readonly Problem[]): number {
	return Math.min(mostWho, Math.max(leastWho, ...problems.map(({who}) => widthOf(who))));
}

function whoColumn({ui}: Look, problems: readonly Problem[]): Column<Problem> {
	return {
		id: 'who',
		title: 'WHO',
		width: whoWidth(problems),
		grow: 0.5,
		most: 44,
		rank: 0,
		cell: problem => ({
			text: problem.who,
			style: problem.overAt === undefined && !isAcknowledged(ui, problem) ? 'strong' : 'dim',
		}),
	};
}

const rule: Column<Problem> = {
	id: 'rule',
	title: 'RULE',
	width: 17,
	rank: 3,
	cell: problem => ({text: problem.rule, style: 'dim'}),
};

const shared: Pick<PaneDefinition<Problem>, 'ignoresFilter' | 'isWrong' | 'target' | 'problem'> = {
	problem: problem => problem,
	ignoresFilter: true,
	isWrong: () => true,
	target: ({about}) => about,
};

function sinceColumn(look: Look): Column<Problem> {
	return {
		id: 'since',
		title: 'SINCE',
		width: 8,
		grow: 1,
		most: 19,
		rank: 1,
		cell({since}, width) {
			const at = clock(since, look.utc);
			return {text: width < 17 ? at : `${at} (${duration(toldAt(look.model) - since)})`};
		},
	};
}

export const problemsPane: Pane = definePane<Problem>({
	...shared,
	id: 'problems',
	title: 'PROBLEMS',
	rows: look => look.problems,
	idOf: ({rule: id, key}) => `${id} ${key}`,
	columns: look => [
		signColumn(look),
		whoColumn(look, look.problems),
		{
			id: 'what',
			title: 'WHAT',
			width: whoAndWhat - whoWidth(look.problems),
			grow: 4,
			rank: 0,
			cell: problem => ({text: problem.text, style: problemStyle(problem, look.ui)}),
		},
		sinceColumn(look),
		rule,
	],
	note({problems, ui}) {
		const many = problems.filter(problem => isAcknowledged(ui, problem)).length;
		return many === 0 ? '' : `${count(many)} acknowledged`;
	},
	empty: () => 'nothing is wrong as far as the system account can tell',
});

function timeColumn(id: string, title: string, look: Look, timeOf: (problem: Problem) => number): Column<Problem> {
	return {id, title, width: 8, rank: 0, cell: problem => ({text: clock(timeOf(problem), look.utc)})};
}

function numberColumn(id: string, title: string, rank: number, textOf: (problem: Problem) => string): Column<Problem> {
	return {id, title, width: 9, align: 'right', rank, cell: problem => ({text: textOf(problem)})};
}

export const pastProblemsPane: Pane = definePane<Problem>({
	...shared,
	id: 'past-problems',
	title: 'PAST',
	rows: look => (look.past ?? []).toReversed(),
	idOf: ({rule: id, key, since}) => `${since} ${id} ${key}`,
	columns: look => [
		signColumn(look),
		whoColumn(look, look.past ?? []),
		{
			id: 'what',
			title: 'WHAT',
			width: 18,
			grow: 4,
			most: 40,
			rank: 0,
			cell: problem => ({text: problem.topic, style: 'dim'}),
		},
		timeColumn('from', 'FROM', look, ({since}) => since),
		timeColumn('to', 'TO', look, ({since, overAt = since}) => overAt),
		numberColumn('lasted', 'LASTED', 2, ({since, overAt = since}) => (overAt > since ? duration(overAt - since) : '')),
		numberColumn('peak', 'PEAK', 1, ({peak}) => peak),
		numberColumn('total', 'TOTAL', 1, ({total}) => (total === undefined ? '' : count(total))),
		numberColumn('times', 'TIMES', 4, ({times}) => (times > 1 ? `×${times}` : '')),
		rule,
	],
	empty: () => 'none since this program began to listen',
});
