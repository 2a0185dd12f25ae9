// The keys that narrow, sort and read a table, or a page of text.
import type {Binding} from './binding.ts';
import type {Shown} from './shown.ts';
import {isText, topLayer, type Ui} from './ui.ts';

function needsSorting(_ui: Ui, shown: Shown): string | undefined {
	if (shown.pane === undefined) return 'only in a table';
	if (shown.pane.grid !== undefined) return 'a matrix is not sorted; Tab goes to the table';
	if (shown.pane.stream) return 'this list keeps the order of time';
	return shown.pane.sorts.length === 0 ? 'this list has its own order' : undefined;
}

function needsRows(ui: Ui, shown: Shown): string | undefined {
	if (shown.pane === undefined) return 'only in a table';
	return ui.layers.length > 0 && topLayer(ui)?.kind !== 'connections' ? 'only in a view' : undefined;
}

function whatSpaceDoes(ui: Ui, {past}: Shown): string {
	if (topLayer(ui)?.kind === 'columns') return 'show, take out';
	if (past !== undefined) return past.isPlaying ? 'pause' : 'play';
	return ui.frozenAt === undefined ? 'freeze' : 'resume';
}

function rankOfSpace({frozenAt}: Ui, {page, past}: Shown): number {
	// While frozen, the key that resumes comes first.
	if (frozenAt !== undefined || past !== undefined) return 0;
	return page === undefined ? 5.5 : 5.9;
}

export const tableBindings: readonly Binding[] = [
	{
		label: '/',
		help: 'filter a table, search a page',
		group: 'Find',
		keys: {'/': {kind: 'filter'}},
		refuses(ui) {
			const layer = topLayer(ui);
			const isFiltered = layer === undefined || isText(layer) || layer.kind === 'connections';
			return isFiltered ? undefined : 'this list has no filter';
		},
		footer: {label: '/', text: (_ui, {page: open}) => (open === undefined ? 'filter' : 'search'), rank: 4},
	},
	{
		label: 'n N',
		help: 'next, previous match in a page',
		group: 'Find',
		keys: {n: {kind: 'match', by: 1}, N: {kind: 'match', by: -1}},
		refuses: (ui, shown) => {
			if (shown.page === undefined) return 'only in a page of text';
			const layer = topLayer(ui);
			return !isText(layer) || layer.search === '' ? 'no search yet; / starts one' : undefined;
		},
		footer: {label: 'n', text: 'next match', rank: 2},
	},
	{
		label: 'e',
		help: 'problems only',
		group: 'Find',
		keys: {e: {kind: 'only problems'}},
		refuses: needsRows,
		footer: {label: 'e', text: ui => (ui.onlyProblems ? 'everything' : 'problems only'), rank: 5},
	},
	{
		label: '< >',
		help: 'sort by the column to the left, right',
		group: 'Table',
		keys: {'<': {kind: 'sort column', by: -1}, '>': {kind: 'sort column', by: 1}},
		refuses: needsSorting,
	},
	{
		label: 'I',
		help: 'reverse the sorting',
		group: 'Table',
		keys: {I: {kind: 'reverse'}},
		refuses: (ui, shown) =>
			needsSorting(ui, shown) ?? (shown.pane?.sort === undefined ? 'nothing is sorted; < > sorts' : undefined),
	},
	{
		label: 's',
		help: 'choose the column to sort by',
		group: 'Table',
		keys: {s: {kind: 'sort menu'}},
		refuses: (ui, shown) => (topLayer(ui)?.kind === 'sort' ? 'choose with Enter' : needsSorting(ui, shown)),
		footer: {label: 's', text: 'sort', rank: 7},
	},
	{
		label: 't',
		help: 'totals or rates',
		group: 'Table',
		keys: {t: {kind: 'totals'}},
		refuses: (_ui, {pane}) =>
			pane?.totals === true ? undefined : 'no rate here has a total; those of servers, accounts, clients, leafnodes do',
	},
	{
		label: 'b',
		help: 'numbers in full or shortened',
		group: 'Table',
		keys: {b: {kind: 'units'}},
		refuses: (_ui, {pane}) => (pane?.units === true ? undefined : 'no number here is shortened'),
	},
	{
		label: 'Space',
		help: 'freeze, resume; counting goes on',
		group: 'Time',
		keys: {space: {kind: 'freeze'}},
		// There it shows a column.
		ofSystem: ui => topLayer(ui)?.kind !== 'columns',
		footer: {label: '␣', text: whatSpaceDoes, rank: rankOfSpace},
	},
	{
		label: 'F',
		help: 'follow the newest of a stream',
		group: 'Time',
		keys: {F: {kind: 'follow'}},
		refuses: (_ui, {pane}) => (pane?.stream === true ? undefined : 'only in a stream of events'),
	},
];
