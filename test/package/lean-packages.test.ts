// The changed packages give the same results as the originals: each is compared with what it replaces.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import * as esbuild from 'esbuild';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';
import {leanPackages} from '../../source/package/lean-packages.ts';
import {GlyphTable} from '../../source/terminal/glyph-table.ts';
import {drawLine, Picture} from '../../source/terminal/picture.ts';
import {StyleTable} from '../../source/terminal/style-table.ts';
import {anyCharacter} from '../helpers/any-character.ts';

type Packages = {
	readonly stringWidth: (text: string, options?: {countAnsiEscapeCodes?: boolean}) => number;
	readonly sanitizeAnsi: (text: string) => string;
	readonly Output: new (size: {
		width: number;
		height: number;
	}) => {
		write: (x: number, y: number, text: string, options: {transformers: ((text: string) => string)[]}) => void;
		get: () => {output: string; height: number};
	};
	readonly yogaWidth: () => number;
};

const entry = `
	export {default as stringWidth} from 'string-width';
	export {default as Output} from './node_modules/ink/build/output.js';
	export {default as sanitizeAnsi} from './node_modules/ink/build/sanitize-ansi.js';
	import Yoga from 'yoga-layout';
	export const yogaWidth = () => {
		const node = Yoga.Node.create();
		node.setWidth(7);
		node.calculateLayout();
		return node.getComputedWidth();
	};
`;

const folder = mkdtempSync(path.join(tmpdir(), 'lean-'));
afterAll(() => rmSync(folder, {recursive: true}));

async function packagesWith(plugins: esbuild.Plugin[], name: string): Promise<Packages> {
	const outfile = path.join(folder, `${name}.mjs`);
	await esbuild.build({
		stdin: {contents: entry, resolveDir: root},
		absWorkingDir: root,
		bundle: true,
		format: 'esm',
		platform: 'node',
		outfile,
		plugins,
	});
	return await import(pathToFileURL(outfile).href);
}

let lean: Packages;
let full: Packages;

beforeAll(async () => {
	[lean, full] = await Promise.all([packagesWith(leanPackages(root), 'lean'), packagesWith([], 'full')]);
});

const escape = '\u001b';
const colour = fc.constantFrom(`${escape}[1m`, `${escape}[22m`, `${escape}[38;5;200m`, `${escape}[39m`, `${escape}[7m`);
const signs = fc.constantFrom(
	'a',
	' ',
	'é',
	'≥',
	'★',
	'␣',
	'─',
	'▁',
	'…',
	'漢',
	'👍',
	'e\u0301',
	'\u00ad',
	'\u0007',
	'◽',
	'ﬀ',
);
const texts = fc
	.array(fc.oneof({weight: 3, arbitrary: signs}, colour, fc.string({unit: anyCharacter, maxLength: 3})), {
		maxLength: 20,
	})
	.map(parts => parts.join(''));
const whole = fc
	.array(fc.oneof({weight: 3, arbitrary: fc.constantFrom('a', ' ', '≥', '漢', '▁')}, colour), {maxLength: 30})
	.map(parts => parts.join(''));

describe('packages changed in the bundle', () => {
	test('measure every text the same', () => {
		fc.assert(
			fc.property(texts, text => {
				expect(lean.stringWidth(text)).toBe(full.stringWidth(text));
			}),
		);
		const options = {countAnsiEscapeCodes: true};
		expect(lean.stringWidth(`${escape}[1ma`, options)).toBe(full.stringWidth(`${escape}[1ma`, options));
	});

	test('remove the same from every text', () => {
		fc.assert(
			fc.property(texts, text => {
				expect(lean.sanitizeAnsi(text)).toBe(full.sanitizeAnsi(text));
			}),
		);
	});

	test('draw the same rows', () => {
		const [columns, rows] = [20, 3];
		const [glyphs, styles] = [new GlyphTable(), new StyleTable()];
		const drawnBy = ({Output}: Packages, lines: readonly (readonly [number, number, string])[]) => {
			const output = new Output({width: columns, height: rows});
			for (const [x, y, text] of lines) output.write(x, y, text, {transformers: [row => row]});
			const {output: text, height} = output.get();
			const picture = new Picture(columns, rows);
			for (const [row, line] of text.split('\n').entries()) drawLine(picture, row, line, glyphs, styles);
			return {height, glyphs: [...picture.glyphs], styles: [...picture.styles]};
		};
		const place = fc.tuple(fc.constantFrom(0, 0, 0, 4), fc.integer({min: 0, max: rows - 1}), whole);
		fc.assert(
			fc.property(fc.array(place, {maxLength: 5}), lines => {
				expect(drawnBy(lean, lines)).toEqual(drawnBy(full, lines));
			}),
		);
	});

	test('lay out the same', () => {
		expect([lean.yogaWidth(), full.yogaWidth()]).toEqual([7, 7]);
	});
});
