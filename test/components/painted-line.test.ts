import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {paintedLine} from '../../source/components/painted-line.ts';
import {themeNamed, themeOn} from '../../source/components/theme-named.ts';
import {colourTheme, plainTheme} from '../../source/components/theme.ts';
import type {Line, Span, Style} from '../../source/screen/screen.ts';
import {noStyle, styleAfter} from '../../source/terminal/style.ts';

const styles: readonly Style[] = ['good', 'warn', 'bad', 'dim', 'strong', 'accent', 'title', 'match'];
const escapes = /\u001b\[([\d;]*)m/g;
const withoutEscapes = (text: string): string => text.replace(escapes, '');

const texts = fc.oneof(
	fc.string({maxLength: 12}),
	fc.string({unit: 'grapheme', maxLength: 8}),
	fc.constantFrom('日本', '▲ 2', 'e\u0301…'),
);
const span: fc.Arbitrary<Span> = fc
	.record({text: texts, style: fc.option(fc.constantFrom(...styles), {nil: undefined})})
	.map(({text, style}) => (style === undefined ? {text} : {text, style}));
const line: fc.Arbitrary<Line> = fc
	.record({spans: fc.array(span, {maxLength: 6}), selected: fc.boolean()})
	.map(({spans, selected}) => (selected ? {spans, selected} : {spans}));
const painting = fc.record({theme: fc.constantFrom(colourTheme, plainTheme), ascii: fc.boolean(), faded: fc.boolean()});
/** Those with colours of their own. */
const painted = fc.record({
	theme: fc.constantFrom(
		themeNamed('dark', '16'),
		themeNamed('light', '256'),
		themeNamed('high-contrast', 'truecolour'),
		themeOn([0, 0, 0], '256').theme,
	),
	ascii: fc.boolean(),
	faded: fc.boolean(),
});

describe('a painted line', () => {
	test('has at most the width, and all of it under a bar', () => {
		fc.assert(
			fc.property(line, fc.integer({min: 1, max: 60}), fc.oneof(painting, painted), (given, width, how) => {
				const size = stringWidth(withoutEscapes(paintedLine(given, width, how)));
				if (given.selected === true || how.theme.base.on !== '') expect(size).toBe(width);
				else expect(size).toBeLessThanOrEqual(width);
			}),
			{numRuns: 400},
		);
	});

	test('ends every style it begins', () => {
		const ends = new Map([
			['1', '22'],
			['2', '22'],
			['4', '24'],
			['7', '27'],
			['32', '39'],
			['33', '39'],
			['36', '39'],
			['30', '39'],
			['43', '49'],
			['31', '39'],
		]);
		fc.assert(
			fc.property(line, painting, (given, how) => {
				const open = new Set<string>();
				for (const [, codes = ''] of paintedLine(given, 40, how).matchAll(escapes)) {
					for (const code of codes.split(';')) {
						const end = ends.get(code);
						if (end === undefined) expect(open.delete(code)).toBe(true);
						else open.add(end);
					}
				}
				expect([...open]).toEqual([]);
			}),
			{numRuns: 400},
		);
	});

	test('ends with the style it began with, and says the same, whatever the theme', () => {
		fc.assert(
			fc.property(line, painted, (given, how) => {
				const text = paintedLine(given, 40, how);
				const end = [...text.matchAll(escapes)].reduce((style, [, codes = '']) => styleAfter(style, codes), noStyle);
				expect(end).toEqual(noStyle);
				const without = withoutEscapes(paintedLine(given, 40, {...how, theme: plainTheme}));
				expect(withoutEscapes(text).trimEnd()).toBe(without.trimEnd());
			}),
			{numRuns: 400},
		);
	});

	test('has no colours in the plain theme, and only ASCII where that is wanted', () => {
		fc.assert(
			fc.property(line, fc.boolean(), (given, faded) => {
				const painted = paintedLine(given, 40, {theme: plainTheme, ascii: true, faded});
				expect(painted).toMatch(/^(?:[\x20-\x7e]|\u001b\[(?:1|2|4|7|1;4|22|24|27|22;24)m)*$/);
			}),
			{numRuns: 300},
		);
	});

	const mixed: Line = {spans: [{text: 'n1 '}, {text: 'silent', style: 'bad'}, {text: ' 41 s', style: 'dim'}]};

	test('says what each style looks like', () => {
		expect(paintedLine(mixed, 20, {theme: colourTheme, ascii: false, faded: false})).toBe(
			'n1 \u001b[1;31msilent\u001b[22;39m\u001b[2m 41 s\u001b[22m',
		);
	});

	test('is one bar from end to end when it is selected', () => {
		expect(paintedLine({...mixed, selected: true}, 16, {theme: colourTheme, ascii: false, faded: false})).toBe(
			'\u001b[7mn1 silent 41 s  \u001b[27m',
		);
	});

	test('is one bar of its colour when it has one, also while everything is old', () => {
		for (const faded of [false, true]) {
			expect(paintedLine({...mixed, accent: 'red'}, 16, {theme: colourTheme, ascii: false, faded})).toBe(
				'\u001b[1;97;41mn1 silent 41 s  \u001b[22;39;49m',
			);
			expect(paintedLine({...mixed, accent: 'red'}, 16, {theme: plainTheme, ascii: false, faded})).toBe(
				'\u001b[7mn1 silent 41 s  \u001b[27m',
			);
		}
	});

	test('is dim when everything is old, but for what is wrong', () => {
		expect(paintedLine(mixed, 20, {theme: colourTheme, ascii: false, faded: true})).toBe(
			'\u001b[2mn1 \u001b[22m\u001b[1;31msilent\u001b[22;39m\u001b[2m 41 s\u001b[22m',
		);
	});

	test('is cut where the screen ends', () => {
		expect(paintedLine(mixed, 6, {theme: plainTheme, ascii: false, faded: false})).toBe(
			'n1 \u001b[1;4msi…\u001b[22;24m',
		);
	});
});

describe('themes', () => {
	test('with colours give each style a look of its own', () => {
		expect(new Set(styles.map(style => colourTheme.styles[style].on)).size).toBe(styles.length);
	});

	test('without colours let stand out what is wrong, strong, a title or found', () => {
		const shown = (style: Style): string =>
			paintedLine({spans: [{text: 'n1', style}]}, 20, {theme: plainTheme, ascii: false, faded: false});
		expect(styles.filter(style => shown(style) !== 'n1')).toEqual(['warn', 'bad', 'dim', 'strong', 'title', 'match']);
	});
});
