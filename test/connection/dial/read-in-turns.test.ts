import {Readable} from 'node:stream';
import {setImmediate as turn} from 'node:timers/promises';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readInTurns, stretchMs} from '../../../source/connection/dial/read-in-turns.ts';

type Read = {readonly chunk: number; readonly turn: number; readonly startedAt: number};

/** Reads chunks that are all there already and take so long each; tells in which turn of the event loop each was read. */
async function readAll(costsMs: readonly number[]): Promise<readonly Read[]> {
	let clock = 0;
	let turns = 0;
	const reads: Read[] = [];
	const stream = Readable.from(costsMs.keys(), {highWaterMark: costsMs.length});
	let isOver = false;
	stream.on('end', () => {
		isOver = true;
	});
	readInTurns(stream, () => clock);
	// Behind the clock's reader: what a chunk costs is spent when the next one comes.
	stream.on('data', (chunk: number) => {
		reads.push({chunk, turn: turns, startedAt: clock});
		clock += costsMs[chunk] ?? 0;
	});
	for (; !isOver; turns++) await turn();
	return reads;
}

describe('a stream that is read in turns', () => {
	test('gives all of it, in its order, and no stretch goes on after its time', async () => {
		const costs = fc.array(fc.integer({min: 0, max: 3 * stretchMs}), {minLength: 1, maxLength: 60});
		await fc.assert(
			fc.asyncProperty(costs, async costsMs => {
				const reads = await readAll(costsMs);
				expect(reads.map(({chunk}) => chunk)).toEqual([...costsMs.keys()]);
				for (const each of Map.groupBy(reads, read => read.turn).values()) {
					const began = each[0]?.startedAt ?? 0;
					// The chunk by which it is noticed is read to its end.
					for (const {startedAt} of each.slice(0, -1)) expect(startedAt - began).toBeLessThan(stretchMs);
				}
			}),
			{numRuns: 100},
		);
	});

	test('lets what waits run between two stretches', async () => {
		const reads = await readAll(Array.from({length: 30}, () => stretchMs / 2));
		expect(new Set(reads.map(read => read.turn)).size).toBeGreaterThanOrEqual(10);
	});

	test('is left alone when it was ended meanwhile', async () => {
		let clock = 0;
		const stream = Readable.from([1, 2, 3, 4]);
		const chunks: unknown[] = [];
		readInTurns(stream, () => clock);
		stream.on('data', chunk => {
			chunks.push(chunk);
			clock += 2 * stretchMs;
			if (chunks.length === 2) stream.destroy();
		});
		for (let turns = 0; turns < 5; turns++) await turn();
		expect(chunks).toEqual([1, 2]);
		expect(stream.isPaused()).toBe(true);
	});
});
