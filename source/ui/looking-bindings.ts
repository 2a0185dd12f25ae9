// The keys that change how much is seen: of time, of columns, of a pane.
import type {Binding} from './binding.ts';
import {whyNotChoose} from './columns.ts';
import {whyNotMark} from './marking.ts';
import type {Shown} from './shown.ts';
import type {Ui} from './ui.ts';
import {whyNoOtherWindow} from './window.ts';

function whyNotZoom(ui: Ui, {panes}: Shown): string | undefined {
	if (ui.layers.length > 0) return 'only in a view';
	return panes.length < 2 && ui.zoomed !== ui.view ? 'this pane is the only one here' : undefined;
}

const noBaseline = 'not all servers have answered yet';

function whyNotCompare({comparing}: Ui, {pane, hasBaseline}: Shown): string | undefined {
	if (comparing) return undefined;
	if (hasBaseline !== true) return noBaseline;
	return pane?.compares === true ? undefined : 'only in tables of servers, accounts, clients, leafnodes and JetStream';
}

function whyNotNarrow(ui: Ui, {pane}: Shown): string | undefined {
	if (pane === undefined || pane.grid !== undefined) return 'only in a table';
	return ui.narrow || pane.canNarrow === true ? undefined : 'no column more than the most useful ones fits here';
}

function whyNoStep(_ui: Ui, {whyNoPast}: Shown): string | undefined {
	return whyNoPast;
}

export const lookingBindings: readonly Binding[] = [
	{
		label: '+',
		help: 'a wider window of time: 1, 5, 15 minutes',
		group: 'Time',
		ofSystem: true,
		keys: {'+': {kind: 'window', by: 1}},
		refuses: ui => whyNoOtherWindow(ui, 1),
	},
	{
		label: '-',
		help: 'a narrower window of time',
		group: 'Time',
		ofSystem: true,
		keys: {'-': {kind: 'window', by: -1}},
		refuses: ui => whyNoOtherWindow(ui, -1),
	},
	{
		label: ', .',
		help: 'a step back into the past, forward; Esc returns to now',
		group: 'Time',
		ofSystem: true,
		keys: {',': {kind: 'step', by: -1}, '.': {kind: 'step', by: 1}},
		refuses: whyNoStep,
		footer: {label: ', .', text: (_ui, {past}) => (past === undefined ? '' : 'back, forward'), rank: 0.1},
	},
	{
		label: '{ }',
		help: 'the past at the problem or the marker before, at the next',
		group: 'Time',
		ofSystem: true,
		keys: {'{': {kind: 'to problem', by: -1}, '}': {kind: 'to problem', by: 1}},
		refuses: whyNoStep,
		footer: {label: '{ }', text: (_ui, {past}) => (past === undefined ? '' : 'problems'), rank: 0.2},
	},
	{
		label: 'M',
		help: 'mark this moment, with a note: in recordings too',
		group: 'Time',
		ofSystem: true,
		keys: {M: {kind: 'begin marker'}},
		refuses: (_ui, shown) => whyNotMark(shown),
	},
	{
		label: '=',
		help: 'only the rows that moved since the baseline, with the change',
		group: 'Time',
		ofSystem: true,
		keys: {'=': {kind: 'compare'}},
		refuses: whyNotCompare,
	},
	{
		label: 'B',
		help: 'set the baseline here; at first it is the first picture',
		group: 'Time',
		ofSystem: true,
		keys: {B: {kind: 'set baseline'}},
		refuses: (_ui, {hasBaseline}) => (hasBaseline === true ? undefined : noBaseline),
	},
	{
		label: 'z',
		help: 'the pane alone on the screen, and back',
		group: 'Table',
		keys: {z: {kind: 'zoom'}},
		refuses: whyNotZoom,
	},
	{
		label: 'c',
		help: 'choose columns: Space or Enter shows one or takes it out',
		group: 'Table',
		keys: {c: {kind: 'column chooser'}},
		refuses: whyNotChoose,
	},
	{
		label: 'w',
		help: 'the most useful columns, or all that fit',
		group: 'Table',
		keys: {w: {kind: 'narrow'}},
		refuses: whyNotNarrow,
	},
];
