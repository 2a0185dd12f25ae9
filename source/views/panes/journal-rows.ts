import {entriesOf, entryOf, forgottenOf, type Journal, sizeOf} from '../../model/journal.ts';
import type {Rows} from '../../table/rows.ts';

/** An entry of a journal with its number. */
type Numbered<Entry> = readonly [number: number, entry: Entry];

/** The entries of a journal as rows, oldest first; only those are made that are looked at. */
export function journalRows<Entry>(journal: Journal<Entry>): Rows<Numbered<Entry>> {
	const first = forgottenOf(journal);
	const rowAt = (index: number): Numbered<Entry> | undefined => {
		const entry = entryOf(journal, first + index);
		return entry === undefined ? undefined : [first + index, entry];
	};
	return {
		length: sizeOf(journal),
		at: rowAt,
		slice: (from, to) =>
			Array.from({length: Math.max(0, to - from)}, (_, offset) => rowAt(from + offset)).filter(
				row => row !== undefined,
			),
		[Symbol.iterator]: () => entriesOf(journal),
	};
}
