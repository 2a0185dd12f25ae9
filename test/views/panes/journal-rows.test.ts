import fc from 'fast-check';
import {expect, test} from 'vitest';
import {append, createJournal, entriesOf} from '../../../source/model/journal.ts';
import {journalRows} from '../../../source/views/panes/journal-rows.ts';

test('property: they are the entries that are still there, at each place and in each window', () => {
	fc.assert(
		fc.property(fc.nat(30), fc.nat(12), fc.nat(12), (added, from, to) => {
			const journal = createJournal<string>(10);
			for (let index = 0; index < added; index++) append(journal, `entry ${index}`);
			const all = [...entriesOf(journal)];
			const rows = journalRows(journal);
			expect([...rows]).toEqual(all);
			expect(rows.length).toBe(all.length);
			expect(all.map((_, index) => rows.at(index))).toEqual(all);
			expect(rows.at(all.length)).toBeUndefined();
			expect(rows.slice(from, to)).toEqual(all.slice(from, to));
		}),
	);
});
