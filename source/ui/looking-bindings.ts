// The keys that change how much is seen: of time, of columns, of a pane.
import type {Binding} from './binding.ts';
import type {Shown} from './shown.ts';
import type {Ui} from './ui.ts';
import {whyNoOtherWindow} from './window.ts';

function whyNotZoom(ui: Ui, {panes}: Shown): string | undefined {
	if (ui.layers.length > 0) return 'only in a view';
	return panes.length < 2 && ui.zoomed !== ui.view ? 'this pane is the only one here' : undefined;
}

function whyNotNarrow(ui: Ui, {pane}: Shown): string | undefined {
	if (pane === undefined) return 'only in a table';
	return ui.narrow || pane.canNarrow === true ? undefined : 'no column more than the most useful ones fits here';
}

export const lookingBindings: readonly Binding[] = [
	{
		label: '+',
		help: 'histograms and sparklines over a wider window: 1, 5, 15 minutes',
		group: 'Time',
		keys: {'+': {kind: 'window', by: 1}},
		refuses: ui => whyNoOtherWindow(ui, 1),
	},
	{
		label: '-',
		help: 'over a narrower window',
		group: 'Time',
		keys: {'-': {kind: 'window', by: -1}},
		refuses: ui => whyNoOtherWindow(ui, -1),
	},
	{
		label: 'z',
		help: 'the pane alone, on the whole screen; again brings the others back',
		group: 'Table',
		keys: {z: {kind: 'zoom'}},
		refuses: whyNotZoom,
	},
	{
		label: 'w',
		help: 'the most useful columns, or all that fit',
		group: 'Table',
		keys: {w: {kind: 'narrow'}},
		refuses: whyNotNarrow,
	},
];
