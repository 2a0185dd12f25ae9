import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {hidden, holdsSecret, tame, tamedLength, withoutSecrets} from '../../source/format/tame.ts';
import {anyCharacter} from '../helpers/any-character.ts';

/** Characters that steer a terminal, turn the direction of writing, or are drawn as nothing: first and last of each range. */
const harmful: readonly (readonly [string, number, number])[] = [
	['C0 controls', 0x00, 0x1f],
	['DEL and C1 controls', 0x7f, 0x9f],
	['soft hyphen', 0xad, 0xad],
	['grapheme joiner', 0x34f, 0x34f],
	['Arabic letter mark', 0x61c, 0x61c],
	['Hangul fillers', 0x115f, 0x1160],
	['Khmer inherent vowels', 0x17b4, 0x17b5],
	['Mongolian selectors', 0x180b, 0x180f],
	['zero width and direction marks', 0x200b, 0x200f],
	['line and paragraph separators, direction overrides', 0x2028, 0x202f],
	['invisible operators and isolates', 0x205f, 0x2064],
	['deprecated format characters', 0x2066, 0x206f],
	['blank Braille pattern', 0x2800, 0x2800],
	['Hangul filler', 0x3164, 0x3164],
	['lone surrogates', 0xd800, 0xdfff],
	['variation selectors', 0xfe00, 0xfe0f],
	['byte order mark', 0xfeff, 0xfeff],
	['half width filler', 0xffa0, 0xffa0],
	['annotation marks', 0xfff9, 0xfffb],
	['what is no character', 0xfffe, 0xffff],
	['shorthand format controls', 0x1bca0, 0x1bca3],
	['invisible musical marks', 0x1d173, 0x1d17a],
	['tags', 0xe0001, 0xe007f],
	['more variation selectors', 0xe0100, 0xe01ef],
];

function isHarmful(character: string): boolean {
	const code = character.codePointAt(0) ?? 0;
	return harmful.some(([, first, last]) => code >= first && code <= last);
}

const evil = fc
	.constantFrom(...harmful)
	.chain(([, first, last]) => fc.integer({min: first, max: last}))
	.map(code => String.fromCodePoint(code));

const anyText = fc.oneof(
	fc.string(),
	fc.string({unit: anyCharacter, maxLength: 300}),
	fc.string({unit: 'grapheme', maxLength: 300}),
	fc.array(fc.oneof(evil, fc.string({unit: 'grapheme', maxLength: 30})), {maxLength: 60}).map(parts => parts.join('')),
	fc.array(fc.integer({min: 0, max: 0xffff}), {maxLength: 300}).map(units => String.fromCharCode(...units)),
);

const base64 = fc.string({unit: fc.constantFrom(...'ABCxyz019-_'), minLength: 16, maxLength: 300});
const token = fc.tuple(base64, base64, base64).map(([head, body, signature]) => `eyJ${head}.eyJ${body}.${signature}`);
const seed = fc
	.tuple(
		fc.constantFrom('SU', 'SA', 'SO', 'SN', 'SC', 'SX'),
		fc.string({unit: fc.constantFrom(...'ABCXYZ234567'), minLength: 56, maxLength: 56}),
	)
	.map(parts => parts.join(''));

describe('a tamed text', () => {
	test.each(harmful)('has no %s', (_, first, last) => {
		const step = Math.max(1, Math.floor((last - first) / 50));
		for (let code = first; code <= last; code += step) {
			expect(tame(`a${String.fromCodePoint(code)}b`)).toBe('a\ufffdb');
		}
		expect(tame(`a${String.fromCodePoint(last, first)}b`)).toBe('a\ufffdb');
	});

	test('has nothing harmful, is short and whole, and is tame already', () => {
		fc.assert(
			fc.property(anyText, text => {
				const safe = tame(text);
				expect([...safe].filter(isHarmful)).toEqual([]);
				expect(safe.isWellFormed()).toBe(true);
				expect(safe.length).toBeLessThanOrEqual(tamedLength);
				expect(safe).not.toMatch(/\p{M}{3}/u);
				expect(tame(safe)).toBe(safe);
			}),
			{numRuns: 1000},
		);
	});

	test('is as it was, when it was harmless', () => {
		const ascii = fc.string({
			unit: fc.integer({min: 0x20, max: 0x7e}).map(code => String.fromCharCode(code)),
			maxLength: 200,
		});
		fc.assert(
			fc.property(ascii, text => {
				fc.pre(!holdsSecret(text));
				expect(tame(text)).toBe(text);
			}),
		);
		for (const text of ['Bücher', '注文サービス', 'заказы', 'α→β', '😀 ok', 'é', 'नमस्ते', '\u00a0']) {
			expect(tame(text)).toBe(text);
		}
	});

	test.each([
		['an escape sequence', 'x\u001b[2J\u001b]0;title\u0007y', 'x\ufffd[2J\ufffd]0;title\ufffdy'],
		['a run of them', 'a\u0000\u001b\u202e\u200bb', 'a\ufffdb'],
		['tab and newline', 'a\tb\r\nc', 'a\ufffdb\ufffdc'],
		['half an emoji', 'a\ud83d', 'a\ufffd'],
		['an emoji', 'a\ud83d\ude00', 'a\ud83d\ude00'],
		['stacked accents', `e${'\u0301'.repeat(50)}f`, 'e\u0301\u0301f'],
		['two accents', 'e\u0301\u0302f', 'e\u0301\u0302f'],
	])('of %s', (_, text, expected) => {
		expect(tame(text)).toBe(expected);
	});

	test('is cut with a sign of it, never through a character', () => {
		expect(tame('x'.repeat(200))).toBe('x'.repeat(200));
		expect(tame('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
		expect(tame(`${'x'.repeat(198)}😀😀`)).toBe(`${'x'.repeat(198)}…`);
		expect(tame('😀'.repeat(5000))).toBe(`${'😀'.repeat(99)}…`);
	});
});

describe('a secret', () => {
	const around = fc.oneof(
		fc.constant(''),
		fc.constantFrom('token=', 'a_', 'my ', '"', '{"jwt":"', 'x'.repeat(500), '\u0000'.repeat(770), 'é'.repeat(760)),
		anyText.filter(text => !/[A-Z2-7]$/.test(text)),
	);

	test('is hidden wherever it stands', () => {
		fc.assert(
			fc.property(around, fc.oneof(token, seed), around, (before, secret, after) => {
				for (const shown of [tame(before + secret + after), withoutSecrets(before + secret + after)]) {
					expect(shown).not.toContain(secret.slice(0, 24));
				}
				expect(holdsSecret(before + secret + after)).toBe(true);
				expect(tame(tame(secret))).toBe(hidden);
			}),
			{numRuns: 500},
		);
	});

	test('is hidden when it is cut', () => {
		fc.assert(
			fc.property(fc.oneof(token, seed), fc.integer({min: 0, max: 400}), (secret, length) => {
				const shown = withoutSecrets(`..${secret}`.slice(0, length), length < secret.length + 2);
				expect(shown).not.toContain(secret.slice(0, 12));
			}),
		);
	});

	test.each([
		['nats://app:hunter2@n1:4222', 'nats://[hidden]@n1:4222'],
		['no route to tls://s3cret@n1, nor to ws://a:b@n2', 'no route to tls://[hidden]@n1, nor to ws://[hidden]@n2'],
		['nats://n1:4222 of app@example', 'nats://n1:4222 of app@example'],
	])('in an address: %s', (text, shown) => {
		expect(tame(text)).toBe(shown);
		expect(holdsSecret(text)).toBe(shown !== text);
	});

	test('is what it is between other words', () => {
		const key = `S${'UABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(2)}`.slice(0, 58);
		expect(withoutSecrets(`my seed ${key}, my token eyJhbGciOiJub25l.eyJzdWIiOiJ4In0.x-_y, thanks`)).toBe(
			'my seed [hidden], my token [hidden], thanks',
		);
	});

	test.each([
		'NDZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3J',
		'ASUZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3',
		'USAZ4LFN5C3BE4HIUAKZSBPM2NLZFJLNG2FZ5DBNMDZKRJ7LURGCWKX3',
	])('is not a public key: %s', key => {
		expect(tame(key)).toBe(key);
		expect(holdsSecret(key)).toBe(false);
	});
});
