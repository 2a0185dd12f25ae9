import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createTape, type Packing} from '../../source/recording/tape.ts';
import {createTextPacking} from '../../source/files/compression.ts';
import {messageIn} from '../../source/recording/recording-line.ts';

const at = 1_795_462_863_000;
const message = (number: number, length = 200) => ({
	at: at + number,
	subject: `s${number}`,
	text: JSON.stringify({number, filler: 'x'.repeat(length)}),
	isJson: true,
});

/** Packs nothing. */
const plain: Packing = {
	pack: text => Promise.resolve(new Uint8Array(text)),
	packNow: text => new Uint8Array(text),
	unpack: packed => Buffer.from(packed),
	textOf: String,
};

describe('a tape', () => {
	test('gives its messages from any number on, in order, packed, being packed or not', async () => {
		const tape = createTape(2 ** 26, createTextPacking());
		for (let number = 0; number < 9000; number++) tape.keep(message(number));
		const subjectsFrom = (number: number) => [...tape.messagesFrom(number)].map(({subject}) => subject);
		const all = Array.from({length: 9000}, (_, number) => `s${number}`);
		expect(subjectsFrom(0)).toEqual(all);
		for (const from of [0, 1, 2500, 8999, 9000]) expect(subjectsFrom(from)).toEqual(all.slice(from));
		await expect.poll(() => tape.span()?.bytes).toBeLessThan(1_000_000);
		for (const from of [0, 1, 2500, 8999, 9000]) expect(subjectsFrom(from)).toEqual(all.slice(from));
		expect(tape.span()).toMatchObject({from: at, to: at + 8999, messages: 9000, dropped: 0});
		const lines = [...tape.texts()].join('').trimEnd().split('\n');
		expect(lines.map(line => messageIn(line)?.subject)).toEqual(all);
	});

	test('never takes more than it may, counts what it dropped, and keeps the newest', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({max: 300_000}), {minLength: 1, maxLength: 60}), lengths => {
				const most = 1_000_000;
				const tape = createTape(most, plain);
				let largest = 0;
				for (const [number, length] of lengths.entries()) {
					tape.keep(message(number, length));
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

	test('is of nothing before the first message', () => {
		expect(createTape(2 ** 20, plain).span()).toBeUndefined();
	});
});
