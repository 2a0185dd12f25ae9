// Pages do not know the width: whatever lines they have are fitted to any screen, and nothing of them is lost.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {widthOf} from '../../../source/format/width.ts';
import {type Line, textOf} from '../../../source/screen/screen.ts';
import {blank, fact, heading, type PageLine, paragraph, row, subjectLine} from '../../../source/views/pages/page.ts';
import {laidOut} from '../../../source/views/pages/page-layout.ts';

const key = `N${'C'.repeat(55)}`;
const texts = (lines: readonly Line[]): readonly string[] => lines.map(line => textOf(line).trimEnd());
const facts = (...names: readonly string[]): readonly PageLine[] => names.map(name => fact(name, `value of ${name}`));

test('facts stand in two columns from 100 columns on, down the first one and then down the second one', () => {
	const lines = [heading('Load'), ...facts('a', 'b', 'c', 'd', 'e')];
	expect(texts(laidOut(lines, 99))).toEqual(lines.map(line => textOf(line).trimEnd()));
	const pair = (left: string, right: string): string =>
		` ${left.padEnd(20)} ${`value of ${left}`.padEnd(27)} ${right.padEnd(20)} value of ${right}`;
	expect(texts(laidOut(lines, 100))).toEqual([
		' Load',
		pair('a', 'd'),
		pair('b', 'e'),
		` ${'c'.padEnd(20)} value of c`,
	]);
});

test('a row, a heading and a blank line stand between two groups of facts', () => {
	const lines = [...facts('a', 'b', 'c', 'd'), blank, row('list', 'in full'), ...facts('e', 'f', 'g', 'h')];
	expect(texts(laidOut(lines, 120)).map(text => text.replaceAll(/ +/g, ' '))).toEqual([
		' a value of a c value of c',
		' b value of b d value of d',
		'',
		' list in full',
		' e value of e g value of g',
		' f value of f h value of h',
	]);
});

test('three facts stay below each other', () => {
	expect(laidOut(facts('a', 'b', 'c'), 200)).toHaveLength(3);
});

test('a value that is too long for its column goes on below its beginning, and a key stands below in one piece', () => {
	const lines = [
		fact('id', key),
		...facts('a', 'b', 'c'),
		fact('long', 'words that go on and on until no column holds them'),
	];
	expect(texts(laidOut(lines, 100))).toEqual([
		` a${' '.repeat(20)}value of a${' '.repeat(18)}c${' '.repeat(20)}value of c`,
		` b${' '.repeat(20)}value of b${' '.repeat(18)}long${' '.repeat(17)}words that go on and on`,
		`${' '.repeat(71)}until no column holds`,
		`${' '.repeat(71)}them`,
		` id${' '.repeat(19)}${key}`,
	]);
});

test('a subject is broken after dots and goes on indented', () => {
	const subject = `$SYS.REQ.SERVER.${key}.KICK`;
	expect(texts(laidOut([subjectLine(subject)], 62))).toEqual([' $SYS.REQ.SERVER.', `   ${key}.`, '   KICK']);
});

const words = fc
	.array(fc.oneof(fc.string({unit: 'grapheme', minLength: 1, maxLength: 12}), fc.constantFrom(key, '界'.repeat(40))), {
		maxLength: 12,
	})
	.map(parts => parts.join(' '));
const anyLine = fc.oneof(
	fc.tuple(fc.string({maxLength: 30}), words).map(([name, value]) => fact(name, value, 'warn')),
	fc.tuple(fc.string({maxLength: 30}), words).map(([name, value]) => row(name, value)),
	words.map(text => paragraph(text, 'dim')),
	words.map(subjectLine),
	words.map(text => heading(text)),
);

test('no line is wider than the screen, and nothing is lost', () => {
	const letters = (lines: readonly Line[]): string =>
		[...lines.map(textOf).join('').replaceAll(/\s/g, '')].sort().join('');
	fc.assert(
		fc.property(fc.array(anyLine, {maxLength: 20}), fc.integer({min: 60, max: 250}), (lines, columns) => {
			const shown = laidOut(lines, columns);
			for (const line of shown) expect(widthOf(textOf(line))).toBeLessThan(columns);
			expect(letters(shown)).toBe(letters(lines));
		}),
	);
});
