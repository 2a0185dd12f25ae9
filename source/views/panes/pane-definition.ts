// Which rows and columns a pane has.
import type {Poll} from '../../asking/poll.ts';
import type {Problem} from '../../insight/problem.ts';
import type {Style} from '../../screen/screen.ts';
import type {Column} from '../../table/column.ts';
import type {Rows} from '../../table/rows.ts';
import type {SumRow} from '../../table/sums.ts';
import type {Sort} from '../../table/table.ts';
import type {Target} from '../../ui/target.ts';
import type {Measures} from '../columns/measure.ts';
import type {Look} from '../look.ts';

export type PaneDefinition<Row> = {
	readonly id: string;
	/** In capitals, before the counts. */
	readonly title: string;
	readonly rows: (look: Look) => Rows<Row>;
	/** For a screen so many cells wide. */
	readonly columns: (look: Look, width: number) => readonly Column<Row>[];
	/** Over the whole model, whatever the filter leaves; the most important one last. */
	readonly sums?: (look: Look, width: number) => readonly SumRow<Row>[];
	readonly idOf: (row: Row) => string;
	readonly defaultSort?: Sort;
	/** In order of time, newest last; the cursor follows the newest. */
	readonly stream?: boolean;
	/** Its rows have an order of their own and cannot be sorted by columns. */
	readonly ownOrder?: boolean;
	/** Whether a row is shown when only problems are shown. */
	readonly isWrong: (row: Row, look: Look) => boolean;
	readonly target?: (row: Row) => Target | undefined;
	/** What a row is called where it was copied; otherwise what stands in the columns that are always there. */
	readonly rowName?: (row: Row, look: Look) => string;
	/** Number of the one message behind a row. */
	readonly message?: (row: Row) => number | undefined;
	/** What its columns measure, by id, where it can be compared with the baseline. */
	readonly compares?: Measures;
	/** How many rows there are, where some that have not moved are left out. */
	readonly total?: (look: Look) => number;
	/** The problem that a row is about. */
	readonly problem?: (row: Row, look: Look) => Problem | undefined;
	/** Shown instead of rows when there are none. */
	readonly empty: (look: Look) => string;
	/** Shown when only problems are shown and there are none; `rows` is the number of all rows. */
	readonly noneWrong?: (rows: number) => string;
	readonly rowStyle?: (row: Row, look: Look) => Style | undefined;
	/** More text for the title. */
	readonly note?: (look: Look) => string;
	/** The view's filter does not apply to it. */
	readonly ignoresFilter?: boolean;
	/** Has rates that can be switched to totals. */
	readonly totals?: boolean;
	/** Has shortened numbers that can be switched to full ones. */
	readonly units?: boolean;
	/** The title shares a line with the column titles. */
	readonly compact?: boolean;
	/** Its rows are no things to be counted. */
	readonly isUncounted?: boolean;
	/** There are more rows, which PgDn at the last one asks for. */
	readonly hasMore?: (look: Look) => boolean;
	/** What is asked while it is on the screen. */
	readonly polls?: (look: Look) => readonly Poll[];
};
