// Looks at a recording: each at its moment, whatever messages lie between.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createRecordedLooks} from '../../source/runtime/recorded-looks.ts';

const startAt = Date.UTC(2026, 10, 27, 12);

type Looked = {readonly at: number; readonly heard: readonly number[]};

/** Delivers messages of these times as a recording does, and takes `count` looks. */
async function looked(times: readonly number[], firstAfterMs: number, everyMs: number, count: number) {
	const looks = createRecordedLooks({firstAfterMs, everyMs});
	const heard: number[] = [];
	const taken: Looked[] = [];
	const delivered = (async () => {
		for (const at of times) {
			await looks.before(at);
			heard.push(at);
		}
	})();
	for (let look = 0; look < count; look++) {
		const at = await Promise.race([looks.next(), delivered.then(() => undefined)]);
		if (at === undefined) break;
		taken.push({at, heard: [...heard]});
		looks.taken();
	}
	looks.end();
	await delivered;
	expect(heard).toEqual(times);
	return taken;
}

test('each look is at its moment, with all messages up to it and none after', async () => {
	const gaps = fc.array(fc.integer({min: 0, max: 12_000}), {minLength: 1, maxLength: 30});
	const ms = fc.integer({min: 1, max: 20}).map(seconds => seconds * 1000);
	await fc.assert(
		fc.asyncProperty(gaps, ms, ms, fc.integer({min: 1, max: 10}), async (between, firstAfterMs, everyMs, count) => {
			let at = startAt + 250;
			const times = between.map(gap => {
				at += gap;
				return at;
			});
			const taken = await looked(times, firstAfterMs, everyMs, count);
			const first = Math.ceil((times[0] ?? 0) / 1000) * 1000 + firstAfterMs;
			const moments = Array.from({length: count}, (_, index) => first + index * everyMs);
			expect(taken.map(one => one.at)).toEqual(moments.filter(moment => moment < (times.at(-1) ?? 0)));
			for (const look of taken) expect(look.heard).toEqual(times.filter(time => time <= look.at));
		}),
		{numRuns: 200},
	);
});

test('what waits goes on when nothing is to be looked at any more', async () => {
	const looks = createRecordedLooks({at: startAt, firstAfterMs: 0, everyMs: 1000});
	const waits = looks.before(startAt + 5000);
	expect(await looks.next()).toBe(startAt);
	looks.end();
	await waits;
	expect(looks.before(startAt + 9000)).toBeUndefined();
});
