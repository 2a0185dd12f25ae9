// What the command line has to know of the tables.
import type {TableFacts} from '../options/table-facts.ts';
import {defaultThresholds} from '../insight/thresholds.ts';
import {createModel} from '../model/model.ts';
import {createUi} from '../ui/ui.ts';
import type {Look} from '../views/look.ts';
import {paneTableOf, type Table, tables} from './tables.ts';

/** Before anything is known. The columns are the same in every look. */
function emptyLook(view: string): Look {
	const model = createModel();
	return {
		model,
		link: model.link,
		ui: createUi(view),
		thresholds: defaultThresholds,
		problems: [],
		label: '',
		utc: true,
		terminalBytesPerSecond: undefined,
		now: 0,
		timeOfDay: 0,
		missedWhileFrozen: 0,
	};
}

const whyNotSorted = {
	time: 'its rows keep the order of time',
	own: 'its rows have an order of their own',
	columns: undefined,
} as const;

function factsOf(table: Table): TableFacts {
	const {name, view, pane, fields} = table;
	const its = paneTableOf(table);
	const why = whyNotSorted[its.order];
	const printed = new Set(fields.map(({id}) => id));
	return {
		name,
		view,
		pane,
		columns: its.columns(emptyLook(view)).map(({id, aliases, isHidden, hasValue, isDescending}) => ({
			id,
			aliases,
			isDescending,
			isShown: !isHidden,
			isPrinted: printed.has(id),
			hasValue,
		})),
		...(why !== undefined && {whyNotSorted: why}),
	};
}

export function tableFacts(): readonly TableFacts[] {
	return tables.map(factsOf);
}
