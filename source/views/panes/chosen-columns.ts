// The columns of a table after somebody has chosen.
import type {Column} from '../../table/column.ts';
import type {Choosable} from '../../ui/shown.ts';

/** What was asked for comes right after what is always there. */
const chosenRank = 0.1;

/** With the columns that were asked for, where there is room, and without those that were taken out. */
export function asChosen<Row>(
	columns: readonly Column<Row>[],
	chosen: Readonly<Record<string, boolean>> | undefined,
): readonly Column<Row>[] {
	if (chosen === undefined) return columns;
	return columns.map(column => {
		if (column.hidden === true || column.rank === 0) return column;
		const isWanted = chosen[column.id];
		if (isWanted === undefined) return column;
		// What is taken out can still be filtered by.
		return isWanted ? {...column, rank: Math.min(column.rank, chosenRank)} : {...column, hidden: true};
	});
}

/** The columns that a table has of its own, as they are now; without titles they cannot be told apart. */
export function choosable<Row>(
	own: readonly Column<Row>[],
	columns: readonly Column<Row>[],
	placed: readonly string[],
): readonly Choosable[] {
	const isOut = new Set(columns.filter(({hidden}) => hidden === true).map(({id}) => id));
	return own
		.filter(({hidden, title}) => hidden !== true && title !== '')
		.map(({id, title, rank}) => {
			if (rank === 0) return {id, title, state: 'always'};
			if (isOut.has(id)) return {id, title, state: 'out'};
			return {id, title, state: placed.includes(id) ? 'shown' : 'no room'};
		});
}
