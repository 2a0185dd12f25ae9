import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {plainAscii} from '../../source/format/plain-ascii.ts';
import {shortKeys} from '../../source/format/short-key.ts';
import {tame} from '../../source/format/tame.ts';
import {cut, cutMiddle, fit as fitted, widthOf} from '../../source/format/width.ts';
import {anyCharacter} from '../helpers/any-character.ts';

const strange = [
	'日本',
	'e\u0301',
	'👨‍👩‍👧‍👦',
	'🇩🇪',
	'क्षि',
	'▁▂█',
	'⏎',
	'★',
	'–',
	'…',
	'�',
	'Ω',
	'ﾊﾝ',
	'한국',
	'✗',
	'↻',
];
const text = fc.oneof(
	fc.string({unit: 'grapheme', maxLength: 40}).map(tame),
	fc.string({unit: anyCharacter, maxLength: 40}).map(tame),
	fc.array(fc.constantFrom(...strange, 'a', ' '), {maxLength: 20}).map(parts => parts.join('')),
);

describe('width', () => {
	test('is that of the terminal', () => {
		fc.assert(
			fc.property(text, given => {
				expect(widthOf(given)).toBe(stringWidth(given));
			}),
			{numRuns: 500},
		);
	});

	test.each([
		['billing-worker', 14, 'billing-worker'],
		['billing-worker', 13, 'billing-work…'],
		['billing-worker', 1, '…'],
		['billing-worker', 0, ''],
		['日本語', 6, '日本語'],
		['日本語', 5, '日本…'],
		['日本語', 4, '日…'],
		['👨‍👩‍👧‍👦x', 2, '…'],
		['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
	])('%s in %d is %s', (given, width, expected) => {
		expect(cut(given, width)).toBe(expected);
	});

	test('is never exceeded, and filled exactly', () => {
		fc.assert(
			fc.property(text, fc.nat(50), fc.constantFrom('left' as const, 'right' as const), (given, width, align) => {
				expect(stringWidth(cut(given, width))).toBeLessThanOrEqual(width);
				expect(stringWidth(fitted(given, width, align))).toBe(width);
				if (stringWidth(given) <= width) expect(cut(given, width)).toBe(given);
			}),
			{numRuns: 500},
		);
	});

	test('is not changed by what stands before, for what strangers choose', () => {
		for (const given of ['🏻', '🏻a', '\u0301a']) {
			expect(stringWidth(` ${tame(given)}`)).toBe(1 + stringWidth(tame(given)));
		}
		expect(tame('👍🏻')).toBe('👍🏻');
		expect(tame('e\u0301')).toBe('e\u0301');
	});

	test('puts numbers to the right', () => {
		expect(fitted('12', 5, 'right')).toBe('   12');
		expect(fitted('12', 5)).toBe('12   ');
	});
});

describe('ASCII', () => {
	test('takes as many cells', () => {
		fc.assert(
			fc.property(text, given => {
				const plain = plainAscii(given);
				expect(plain).toMatch(/^[\x20-\x7e]*$/);
				expect(stringWidth(plain)).toBe(stringWidth(given));
			}),
			{numRuns: 300},
		);
	});

	test('has a likeness for signs, and marks what has none', () => {
		expect(plainAscii('▲ 2 problems · n3 silent … ⏎ open')).toBe('! 2 problems . n3 silent ~ < open');
		expect(plainAscii('Zähler 日本')).toBe('Z?hler ????');
	});
});

describe('keys', () => {
	const server = 'NCJDI53CCWMACWK7O4KLOI7WKK4Y766LN7TVRZBFSTAYHTAHFY2KSNM4';
	test('are told by their beginning', () => {
		expect(shortKeys(server)).toBe('NCJDI…');
		expect(shortKeys(`$SYS.SERVER.${server}.STATSZ`)).toBe('$SYS.SERVER.NCJDI….STATSZ');
		expect(shortKeys('orders')).toBe('orders');
		expect(shortKeys(`${server}X`)).toBe(`${server}X`);
	});
});

describe('a text without its middle', () => {
	test.each([
		['/var/log/incidents/one.ndjson.gz', 32, '/var/log/incidents/one.ndjson.gz'],
		['/var/log/incidents/one.ndjson.gz', 20, '/var/l…one.ndjson.gz'],
		['日本語のファイル', 9, '日…ァイル'],
		['abc', 1, '…'],
		['abc', 0, ''],
	])('%s in %d cells', (given, width, expected) => {
		expect(cutMiddle(given, width)).toBe(expected);
	});

	test('has its beginning and its end, and is no wider', () => {
		const texts = fc.array(fc.constantFrom(...strange)).map(parts => parts.join(''));
		fc.assert(
			fc.property(texts, fc.integer({min: 1, max: 30}), (given, width) => {
				const shown = cutMiddle(given, width);
				expect(stringWidth(shown)).toBeLessThanOrEqual(width);
				if (stringWidth(given) <= width) expect(shown).toBe(given);
				else expect(given.endsWith(shown.slice(shown.lastIndexOf('…') + 1))).toBe(true);
			}),
		);
	});
});
