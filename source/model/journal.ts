// The last so many of something, in order of arrival. Entries are known by their number, which never changes, so that
// a cursor stays on its entry while others come and go.

import {type ColumnsReader, type ColumnsWriter, readEach, writeEach} from './columns.ts';

export type Journal<Entry> = {
	readonly capacity: number;
	readonly slots: Entry[];
	/** How many were ever added; the newest entry has the number `added - 1`. */
	added: number;
};

export function writeJournal<Entry>(
	writer: ColumnsWriter,
	{capacity, slots, added}: Journal<Entry>,
	writeEntry: (writer: ColumnsWriter, entry: Entry) => void,
): void {
	writer.number(capacity);
	writer.number(added);
	writeEach(writer, slots, slots.length, writeEntry);
}

export function readJournal<Entry>(reader: ColumnsReader, readEntry: (reader: ColumnsReader) => Entry): Journal<Entry> {
	const [capacity, added] = [reader.number(), reader.number()];
	return {capacity, slots: readEach(reader, readEntry), added};
}

export function createJournal<Entry>(capacity: number): Journal<Entry> {
	return {capacity, slots: [], added: 0};
}

/** `copyOfEntry` is left out for entries that never change. */
export function copyOfJournal<Entry>(
	{capacity, slots, added}: Journal<Entry>,
	copyOfEntry?: (entry: Entry) => Entry,
): Journal<Entry> {
	return {capacity, slots: copyOfEntry === undefined ? slots.slice() : slots.map(copyOfEntry), added};
}

/** Adds an entry, forgetting the oldest when full; gives its number. */
export function append<Entry>(journal: Journal<Entry>, entry: Entry): number {
	const number = journal.added++;
	journal.slots[number % journal.capacity] = entry;
	return number;
}

/** How many entries are still there. */
export function sizeOf(journal: Journal<unknown>): number {
	return journal.slots.length;
}

/** How many entries were forgotten to keep the bound. */
export function forgottenOf(journal: Journal<unknown>): number {
	return journal.added - journal.slots.length;
}

/** The entry of this number, when it is still there. */
export function entryOf<Entry>(journal: Journal<Entry>, number: number): Entry | undefined {
	if (number < journal.added - journal.slots.length || number >= journal.added) return undefined;
	return journal.slots[number % journal.capacity];
}

/** The newest entry but `back`. */
export function newest<Entry>(journal: Journal<Entry>, back = 0): Entry | undefined {
	return entryOf(journal, journal.added - 1 - back);
}

/** The entries that are still there, oldest first, with their numbers; `from` that number on. */
export function* entriesOf<Entry>(
	journal: Journal<Entry>,
	from = 0,
): Generator<readonly [number: number, entry: Entry]> {
	for (let number = Math.max(from, forgottenOf(journal)); number < journal.added; number++) {
		const entry = entryOf(journal, number);
		if (entry !== undefined) yield [number, entry];
	}
}
