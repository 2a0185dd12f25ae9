import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {shortKeys} from '../../format/short-key.ts';
import type {Column} from '../../table/column.ts';
import {nothing} from './server-cells.ts';

type Shape<Row> = Pick<Column<Row>, 'id' | 'title' | 'width' | 'rank' | 'aliases' | 'grow' | 'most'>;

/** A column of a text that strangers chose: keys are shortened, blanks quoted, and a dash stands for nothing. */
export function textColumn<Row>(shape: Shape<Row>, textOf: (row: Row) => string): Column<Row> {
	return {
		...shape,
		value: textOf,
		cell(row) {
			const text = textOf(row);
			if (text === '') return nothing;
			const shown = shortKeys(quoteIfBlank(text));
			return shape.rank === 0 ? {text: shown, style: 'strong'} : {text: shown};
		},
	};
}
