import {inLastMinute, type Tally} from '../../model/tally.ts';
import type {Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {numberColumn, zeroDim} from './number-column.ts';
import {numberWords} from './number-words.ts';

/**
 * A column of how often something happened in the last minute, `+/MIN`; while totals are shown since this program
 * listens, `+ALL`. `sign` is `+` or `−`.
 */
export function minuteColumn<Row>(
	{model, ui}: Look,
	shape: Pick<Column<Row>, 'id' | 'width' | 'rank'>,
	sign: string,
	tallyOf: (row: Row) => Tally,
): Column<Row> {
	const often = (row: Row): number => (ui.totals ? tallyOf(row).total : inLastMinute(tallyOf(row), model.now));
	return numberColumn(
		{...shape, title: ui.totals ? `${sign}ALL` : `${sign}/MIN`},
		often,
		numberWords(ui).count,
		zeroDim,
	);
}
