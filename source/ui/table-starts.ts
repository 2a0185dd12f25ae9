// How tables begin where somebody has said so before: sorted, and with these columns.
import {startingPane, type TableStart, type Ui} from './ui.ts';

export function withTableStarts(ui: Ui, starts: readonly TableStart[]): Ui {
	const panes = starts.flatMap(({pane, sort}) =>
		sort === undefined ? [] : [[pane, {...startingPane, sort}] as const],
	);
	const columns = starts.flatMap(({pane, columns: its}) => (its === undefined ? [] : [[pane, its] as const]));
	return {
		...ui,
		tableStarts: starts,
		panes: {...ui.panes, ...Object.fromEntries(panes)},
		columns: {...ui.columns, ...Object.fromEntries(columns)},
	};
}
