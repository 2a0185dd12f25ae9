// Who leaves a full map, against the definition: the expendable ones that were seen longest ago.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {makeRoom} from '../../source/model/make-room.ts';

type Entry = {readonly name: string; readonly lastSeenAt: number; readonly stays: boolean};

const entry = fc.record({lastSeenAt: fc.integer({min: 0, max: 9}), stays: fc.boolean()});

/** Names in the order in which they go: the longest unseen first, of the same moment the oldest entry first. */
function inOrder(entries: readonly Entry[]): readonly string[] {
	return entries.toSorted((a, b) => a.lastSeenAt - b.lastSeenAt).map(({name}) => name);
}

test('a full map loses a tenth: what is expendable and was seen longest ago', () => {
	fc.assert(
		fc.property(fc.array(entry, {minLength: 1, maxLength: 60}), fc.integer({min: 1, max: 60}), (made, limit) => {
			const entries = made.map((each, index): Entry => ({name: String(index), ...each}));
			const map = new Map(entries.map(each => [each.name, each]));
			const gone: string[] = [];
			const many = makeRoom(
				map,
				limit,
				({stays}) => !stays,
				({name}) => gone.push(name),
			);
			const expendable = entries.filter(({stays}) => !stays);
			const expected = inOrder(expendable.length > 0 ? expendable : entries).slice(
				0,
				Math.max(1, Math.floor(limit / 10)),
			);
			expect(new Set(gone)).toEqual(new Set(entries.length < limit ? [] : expected));
			expect([many, map.size]).toEqual([gone.length, entries.length - gone.length]);
			expect(gone.some(name => map.has(name))).toBe(false);
		}),
	);
});

test('where hardly anything is expendable, a hundredth goes all the same', () => {
	const entries = Array.from(
		{length: 1000},
		(_, index): Entry => ({name: String(index), lastSeenAt: index, stays: index !== 700}),
	);
	const map = new Map(entries.map(each => [each.name, each]));
	expect(makeRoom(map, 1000, ({stays}) => !stays)).toBe(10);
	expect(['700', '0', '8', '9'].map(name => map.has(name))).toEqual([false, false, false, true]);
});
