import {withTableStarts} from './table-starts.ts';
import {createUi, type Ui} from './ui.ts';

/** The state for another system: as at the start, with the same view and units. */
export function startedAnew({
	view,
	allowsCommands,
	rawUnits,
	totals,
	windowMinutes,
	narrow,
	columns,
	tableStarts,
	typedBefore,
}: Ui): Ui {
	const ui = withTableStarts(createUi(view, allowsCommands), tableStarts);
	return {...ui, rawUnits, totals, windowMinutes, narrow, columns, typedBefore};
}
