import fc from 'fast-check';
import {expect, test} from 'vitest';
import {payloadText} from '../../../source/sources/nats/payload-text.ts';

const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

test('any bytes become the text they stand for, in whatever array they are', () => {
	const array = fc.uint8Array({maxLength: 300});
	fc.assert(
		fc.property(array, array, array, (before, bytes, after) => {
			const chunk = Buffer.concat([before, bytes, after]);
			const view = chunk.subarray(before.length, before.length + bytes.length);
			const plain = new Uint8Array(chunk.buffer, chunk.byteOffset + before.length, bytes.length);
			expect(payloadText(view)).toBe(decoder.decode(bytes));
			expect(payloadText(plain)).toBe(decoder.decode(bytes));
		}),
	);
});

test('the text does not change with the chunk it came in', () => {
	const chunk = Buffer.from('{"name":"é – ✓"}');
	const text = payloadText(chunk);
	chunk.fill(0);
	expect(text).toBe('{"name":"é – ✓"}');
});
