// A small table of our own words, printed once: ink-table laid out by Ink without a terminal, flat as everything here.
// Not for the live screen: it draws a box per cell, and measures texts by their length, which is not their width.
import {renderToString, Text} from 'ink';
import {Table} from 'ink-table';
import type {ReactNode} from 'react';

export type SmallTable = {
	/** One record a row, all with the same names; the values are our own words, a cell a character. */
	readonly rows: readonly Readonly<Record<string, string>>[];
	/** Names of the values, in the order of the columns. */
	readonly columns: readonly string[];
};

/** The lines of the table without headings, each indented by a blank, without blanks at the ends. */
export function smallTableText({rows, columns}: SmallTable): string {
	const data = rows.map(row => ({...row}));
	const table = <Table data={data} columns={[...columns]} header={Nothing} skeleton={Nothing} cell={Cell} />;
	// As wide as its longest row: nothing is wrapped.
	const widest = rows.reduce(
		(most, row) =>
			Math.max(
				most,
				columns.reduce((sum, name) => sum + (row[name]?.length ?? 0) + 2, 0),
			),
		0,
	);
	return renderToString(table, {columns: widest * 2})
		.split('\n')
		.map(line => line.trimEnd())
		.filter(line => line !== '')
		.join('\n');
}

function Cell({children}: {readonly children?: ReactNode}) {
	return <Text>{children}</Text>;
}

// No lines and no headings: what is empty takes no row.
function Nothing() {
	return null;
}
