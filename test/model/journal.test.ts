import fc from 'fast-check';
import {expect, test} from 'vitest';
import {append, createJournal, entriesOf, entryOf, forgottenOf, newest, sizeOf} from '../../source/model/journal.ts';
import {keepMessage} from '../../source/model/messages.ts';
import {createModel, limits} from '../../source/model/model.ts';
import {payloadsOf} from '../helpers/payloads.ts';
import {invariantsOf} from './invariants.ts';

test('a journal is the end of a list, by number', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(), {maxLength: 60}), fc.integer({min: 1, max: 20}), (entries, capacity) => {
			const journal = createJournal<number>(capacity);
			for (const [index, entry] of entries.entries()) expect(append(journal, entry)).toBe(index);
			const kept = Math.min(entries.length, capacity);
			const first = entries.length - kept;
			expect([...entriesOf(journal)]).toEqual(entries.slice(first).map((entry, index) => [first + index, entry]));
			expect([sizeOf(journal), forgottenOf(journal), journal.added]).toEqual([kept, first, entries.length]);
			expect(newest(journal)).toBe(entries.at(-1));
			expect(newest(journal, 1)).toBe(kept > 1 ? entries.at(-2) : undefined);
			expect([entryOf(journal, first - 1), entryOf(journal, entries.length), entryOf(journal, -1)]).toEqual([
				undefined,
				undefined,
				undefined,
			]);
		}),
	);
});

test('messages are kept up to a number and up to a size; the oldest texts go first, their sizes stay', () => {
	const model = createModel();
	const long = 'x'.repeat(limits.messageLength);
	for (let index = 0; index < 400; index++) keepMessage(model, index, `s${index}`, long, 1_000_000);
	expect(invariantsOf(model)).toEqual([]);
	const entries = [...entriesOf(model.journals.messages)];
	expect(entries).toHaveLength(400);
	expect(entries.every(([, {size}]) => size === 1_000_000)).toBe(true);
	const payloads = payloadsOf(model);
	const first = payloads.findIndex(payload => payload !== undefined);
	expect(first).toBeGreaterThan(0);
	expect(first).toBeLessThan(400 - 25);
	expect(payloads.slice(first).every(payload => payload === long)).toBe(true);
	for (let index = 0; index < limits.messages; index++) keepMessage(model, index, 's', 'short', 5);
	expect(payloadsOf(model)).toEqual(Array.from({length: limits.messages}, () => 'short'));
	expect(invariantsOf(model)).toEqual([]);
});
