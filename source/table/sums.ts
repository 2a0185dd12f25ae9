// Rows of sums below the rows of a table: they cannot be selected and do not scroll.
import type {Style} from '../screen/screen.ts';

export type SumRow<Row> = {
	/** What stands in columns, by id, that are not summed. */
	readonly words: Readonly<Record<string, string>>;
	/** The rows that are summed, shown or not. */
	readonly rows: readonly Row[];
	readonly style?: Style;
};

/** From this height on a table that has to scroll keeps a line for its last sum. */
const leastHeight = 6;

/** The sums that there is room for below so many rows: all, the last one, or none. */
export function fittingSums<Row>(sums: readonly SumRow<Row>[], rows: number, height: number): readonly SumRow<Row>[] {
	const room = height - Math.max(1, rows);
	if (room >= sums.length) return sums;
	return room >= 1 || height >= leastHeight ? sums.slice(-1) : [];
}
