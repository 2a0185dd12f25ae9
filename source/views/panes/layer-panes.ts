// The lists that open over a view to choose from: contexts, the columns to sort by, and those to show.
import type {Sort} from '../../table/table.ts';
import type {Choosable, Sortable} from '../../ui/shown.ts';
import type {ContextChoice} from '../look.ts';
import {definePane, type Pane} from './pane.ts';

/** Chooses the context to switch to. */
export const contextsPane: Pane = definePane<ContextChoice>({
	id: 'contexts',
	title: 'CONTEXTS',
	ignoresFilter: true,
	rows: look => look.contexts ?? [],
	idOf: ({name}) => name,
	columns: look => [
		{
			id: 'here',
			title: '',
			width: 1,
			rank: 0,
			cell: ({name}) => ({text: name === look.label ? '★' : '', style: 'accent'}),
		},
		{
			id: 'name',
			title: 'NAME',
			width: 14,
			grow: 0.5,
			most: 30,
			rank: 0,
			cell: ({name}) => ({text: name, style: 'strong'}),
		},
		{
			id: 'description',
			title: 'DESCRIPTION',
			width: 40,
			grow: 4,
			rank: 0,
			cell: ({description, broken, selected}) => {
				if (broken !== undefined) return {text: broken, style: 'bad'};
				return {text: [description, selected ? '(selected in nats)' : ''].filter(part => part !== '').join(' ')};
			},
		},
	],
	isWrong: () => true,
	target: ({name}) => ({kind: 'context', name}),
	empty: () => 'no contexts; create one with: nats context add NAME',
});

/** Chooses the column that a pane is sorted by. */
export function sortPane(pane: string, sorts: readonly Sortable[], now: Sort | undefined): Pane {
	return definePane<Sortable>({
		id: 'sort',
		title: 'SORT BY',
		ignoresFilter: true,
		rows: () => sorts,
		idOf: ({id}) => id,
		columns: () => [
			{id: 'column', title: 'COLUMN', width: 14, rank: 0, cell: ({id}) => ({text: id, style: 'strong'})},
			{id: 'title', title: 'TITLE', width: 14, rank: 0, cell: ({title}) => ({text: title})},
			{
				id: 'now',
				title: 'NOW',
				width: 28,
				rank: 0,
				cell: ({id}) => {
					if (now?.column !== id) return {text: ''};
					return {text: `${now.descending ? '↓ largest' : '↑ smallest'} first, ⏎ reverses`, style: 'accent'};
				},
			},
		],
		isWrong: () => true,
		target: ({id, descending}) => ({
			kind: 'sort',
			pane,
			column: id,
			descending: now?.column === id ? !now.descending : descending,
		}),
		empty: () => 'this table cannot be sorted',
	});
}

const states: Readonly<Record<Choosable['state'], readonly [sign: string, words: string]>> = {
	always: ['✓', 'always shown'],
	shown: ['✓', 'shown'],
	'no room': [' ', 'no room now; Space makes room for it'],
	out: ['✗', 'taken out'],
};

/** Chooses which columns a pane has. */
export function columnsPane(pane: string, columns: readonly Choosable[]): Pane {
	return definePane<Choosable>({
		id: 'columns',
		title: 'COLUMNS',
		ignoresFilter: true,
		rows: () => columns,
		idOf: ({id}) => id,
		columns: () => [
			{id: 'sign', title: '', width: 1, rank: 0, cell: ({state}) => ({text: states[state][0], style: 'accent'})},
			{id: 'column', title: 'COLUMN', width: 16, rank: 0, cell: ({id}) => ({text: id, style: 'strong'})},
			{id: 'title', title: 'TITLE', width: 14, rank: 0, cell: ({title}) => ({text: title})},
			{
				id: 'now',
				title: 'NOW',
				width: 37,
				rank: 0,
				cell: ({state}) => ({text: states[state][1], style: state === 'shown' ? 'good' : 'dim'}),
			},
		],
		isWrong: () => true,
		target: ({id, state}) =>
			state === 'always' ? undefined : {kind: 'column', pane, column: id, shown: state !== 'shown'},
		empty: () => 'this table has no columns to choose from',
	});
}
