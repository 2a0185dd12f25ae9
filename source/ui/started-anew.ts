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
	typedBefore,
}: Ui): Ui {
	return {...createUi(view, allowsCommands), rawUnits, totals, windowMinutes, narrow, columns, typedBefore};
}
