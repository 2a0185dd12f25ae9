// The lists that open over a view: problems, and the columns to sort by.
import {clock, duration} from '../format/time.ts';
import type {Problem} from '../insight/problem.ts';
import {paneOf} from '../ui.ts';
import type {Look} from './look.ts';
import {definePane, type Pane} from './pane.ts';

export const problemsPane: Pane = definePane<Problem>({
	id: 'problems',
	title: 'PROBLEMS',
	ignoresFilter: true,
	rows: look => look.problems,
	idOf: ({rule, key}) => `${rule} ${key}`,
	columns: look => [
		{
			id: 'severity',
			title: '',
			width: 1,
			rank: 0,
			cell: ({severity}) => (severity === 'bad' ? {text: '▲', style: 'bad'} : {text: '!', style: 'warn'}),
		},
		{id: 'who', title: 'WHO', width: 14, grow: 1, most: 30, rank: 0, cell: ({who}) => ({text: who, style: 'strong'})},
		{id: 'what', title: 'WHAT', width: 30, grow: 4, rank: 0, cell: ({text, severity}) => ({text, style: severity})},
		{
			id: 'since',
			title: 'SINCE',
			width: 19,
			rank: 1,
			cell: ({since}) =>
				since === undefined ? {text: ''} : {text: `${clock(since, look.utc)} (${duration(look.model.now - since)})`},
		},
		{id: 'rule', title: 'RULE', width: 17, rank: 2, cell: ({rule}) => ({text: rule, style: 'dim'})},
	],
	filterable: ({who, text}) => ({text: () => `${who} ${text}`.toLowerCase(), field: () => undefined}),
	isWrong: () => true,
	target: ({about}) => about,
	empty: () => 'nothing is wrong as far as the system account can tell',
});

/** Chooses the column that `pane` is sorted by. */
export function sortPane(pane: Pane, sorts: readonly {readonly id: string; readonly descending: boolean}[]): Pane {
	return definePane<{readonly id: string; readonly descending: boolean}>({
		id: 'sort',
		title: 'SORT BY',
		ignoresFilter: true,
		rows: () => sorts,
		idOf: ({id}) => id,
		columns: (look: Look) => [
			{id: 'column', title: 'COLUMN', width: 20, rank: 0, cell: ({id}) => ({text: id, style: 'strong'})},
			{
				id: 'now',
				title: 'NOW',
				width: 20,
				rank: 0,
				cell: ({id}) => {
					const sort = paneOf(look.ui, pane.id).sort;
					if (sort?.column !== id) return {text: ''};
					return {text: sort.descending ? 'largest first' : 'smallest first', style: 'accent'};
				},
			},
		],
		filterable: ({id}) => ({text: () => id, field: () => undefined}),
		isWrong: () => true,
		target: ({id}) => ({kind: 'sort', pane: pane.id, column: id}),
		empty: () => 'no column of this table sorts',
	});
}
