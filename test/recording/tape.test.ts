import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createTape, type Packing} from '../../source/recording/tape.ts';
import {createPacking} from '../../source/files/compression.ts';
import {messageIn} from '../../source/recording/recording-line.ts';

const at = 1_795_462_863_000;
const message = (number: number, length = 200) => ({
	at: at + number,
	subject: `s${number}`,
	text: JSON.stringify({number, filler: 'x'.repeat(length)}),
	isJson: true,
});

/** Packs at once. */
const plain: Packing = {
	pack: bytes => Promise.resolve(bytes.slice()),
	unpack: packed => packed,
};

describe('a tape', () => {
	test('gives its messages from any number on, in order, packed or not', async () => {
		const tape = createTape(2 ** 26, createPacking());
		for (let number = 0; number < 9000; number++) tape.keep(message(number));
		const subjectsFrom = (number: number) => [...tape.messagesFrom(number)].map(({subject}) => subject);
		const all = Array.from({length: 9000}, (_, number) => `s${number}`);
		expect(subjectsFrom(0)).toEqual(all);
		await expect.poll(() => tape.span()?.bytes).toBeLessThan(1_000_000);
		for (const from of [0, 1, 2500, 8999, 9000]) expect(subjectsFrom(from)).toEqual(all.slice(from));
		expect(tape.span()).toMatchObject({from: at, to: at + 8999, messages: 9000, dropped: 0});
		const lines = [...tape.texts()].join('').trimEnd().split('\n');
		expect(lines.map(line => messageIn(line)?.subject)).toEqual(all);
	});

	test('never takes more than it may, counts what it dropped, and keeps the newest', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat({max: 300_000}), {minLength: 1, maxLength: 60}), async lengths => {
				const most = 1_000_000;
				const tape = createTape(most, plain);
				let largest = 0;
				for (const [number, length] of lengths.entries()) {
					tape.keep(message(number, length));
					// What is packed is accounted for in a later turn.
					await Promise.resolve();
					largest = Math.max(largest, length + 400);
					const span = tape.span();
					expect(span?.bytes).toBeLessThanOrEqual(most + 2 ** 19 + largest);
					expect((span?.messages ?? 0) + (span?.dropped ?? 0)).toBe(number + 1);
				}
				const last = [...tape.messagesFrom(0)].at(-1);
				expect(last?.subject).toBe(`s${lengths.length - 1}`);
			}),
			{numRuns: 50},
		);
	});

	test('keeps a text that could not be packed', async () => {
		const tape = createTape(2 ** 26, {pack: () => Promise.reject(new Error('no memory')), unpack: plain.unpack});
		for (let number = 0; number < 3000; number++) tape.keep(message(number));
		await Promise.resolve();
		expect([...tape.messagesFrom(0)]).toHaveLength(3000);
	});

	test('is of nothing before the first message', () => {
		expect(createTape(2 ** 20, plain).span()).toBeUndefined();
	});
});
