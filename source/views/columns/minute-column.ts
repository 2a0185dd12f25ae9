import {inLastMinute, type Tally} from '../../model/tally.ts';
import type {Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {numberColumn, zeroDim} from './number-column.ts';
import {numberWords} from './number-words.ts';

/** A column of how often something happened in the last minute. */
export function minuteColumn<Row>(
	{model, ui}: Look,
	shape: Pick<Column<Row>, 'id' | 'title' | 'width' | 'rank'>,
	tallyOf: (row: Row) => Tally,
): Column<Row> {
	return numberColumn(shape, row => inLastMinute(tallyOf(row), model.now), numberWords(ui).count, zeroDim);
}
