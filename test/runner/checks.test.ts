import {cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';
import {checksOf} from './checks.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'checks-'));
afterAll(() => rmSync(folder, {recursive: true}));

beforeAll(() => {
	const plugins = ['test/runner/no-clock-no-randomness.grit', 'test/runner/braces.grit'];
	const configuration = ['package.json', 'tsconfig.json', '.biome.jsonc', ...plugins];
	for (const file of configuration) cpSync(path.join(root, file), path.join(folder, file), {recursive: true});
	symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	mkdirSync(path.join(folder, 'source/model'), {recursive: true});
	for (const [file, text] of [
		['source/cli.ts', `import {used} from './model/broken.ts';\n\nused();\n`],
		['source/model/broken.ts', 'export function used(): number {\n\treturn "text";\n}\n\nexport const dead  =  1;\n'],
		['source/model/long.ts', `export const lines = [\n${'\t1,\n'.repeat(249)}];\n`],
		['source/model/function.ts', `export function long(): void {\n${'\tnext();\n'.repeat(101)}}\n`],
		['test/long.test.ts', '// a line\n'.repeat(401)],
		[
			'source/model/brace.ts',
			'export function first(all: readonly number[]): void {\n\tfor (const one of all)\n\t\tnext(one);\n}\n',
		],
		['source/model/clock.ts', 'export const now = Date.now();\n'],
		['source/model/lonely.ts', 'export const lonely = true;\n'],
	] as const) {
		writeFileSync(path.join(folder, file), text);
	}
});

describe.concurrent('a check fails where there is something to find', () => {
	for (const [name, findings] of [
		['types', [`source/model/broken.ts(2,2): error TS2322`]],
		[
			'lint, format and rooms',
			[
				'source/model/broken.ts format',
				'source/model/function.ts:1:8 lint/complexity/noExcessiveLinesPerFunction',
				'source/model/brace.ts:2:2 plugin',
				'source/model/clock.ts:1:20 plugin',
			],
		],
		[
			'file lengths',
			['source/model/long.ts has 251 lines; 250 are allowed', 'test/long.test.ts has 401 lines; 400 are allowed'],
		],
		['dead files and exports', ['source/model/lonely.ts', 'source/model/broken.ts:5']],
	] as const) {
		test(name, async ({expect}) => {
			const check = checksOf(folder).find(each => each.name === name);
			const told = await check?.run().catch(error => String(error));
			for (const finding of findings) expect(told).toContain(finding);
		});
	}
});
