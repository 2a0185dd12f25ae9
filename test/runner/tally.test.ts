// The last line of a test run, from real runs of Vitest over files made here.
import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, describe, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';

// Below the project, where `vitest` is found.
const cache = path.join(root, '.cache');
mkdirSync(cache, {recursive: true});
const folder = mkdtempSync(path.join(cache, 'tally-'));
afterAll(() => rmSync(folder, {recursive: true}));

const program = `
import {runTests} from '${path.join(import.meta.dirname, 'run-tests.ts')}';
import {Tally} from '${path.join(import.meta.dirname, 'tally.ts')}';
const tally = new Tally();
await runTests(process.argv[1], [], tally);
console.log(tally.lastLine());
process.exit(tally.failed === 0 ? 0 : 1);
`;

function run(name: string, files: Readonly<Record<string, string>>): Promise<{exitCode: number; lines: string[]}> {
	const below = path.join(folder, name);
	mkdirSync(below);
	for (const [file, text] of Object.entries(files)) {
		writeFileSync(path.join(below, file), `import {describe, expect, test, beforeAll} from 'vitest';\n${text}\n`);
	}
	return new Promise(resolve => {
		execFile(process.execPath, ['--input-type=module', '-e', program, below], (error, stdout) => {
			resolve({exitCode: Number(error?.code ?? 0), lines: stdout.trimEnd().split('\n')});
		});
	});
}

const good = `test('holds', () => { expect(1).toBe(1); });`;

describe('the last line', () => {
	test.concurrent('counts what passed', async ({expect}) => {
		const {exitCode, lines} = await run('good', {'a.test.ts': good, 'b.test.ts': `${good}\n${good}`});
		expect(lines.at(-1)).toBe('3 passed, 0 failed');
		expect(exitCode).toBe(0);
	});

	test.concurrent('counts as failed whatever did not run to its end', async ({expect}) => {
		const {exitCode, lines} = await run('bad', {
			'good.test.ts': good,
			'fails.test.ts': `test('breaks', () => { expect(1).toBe(2); });`,
			'cannot-load.test.ts': `import './missing.ts';\n${good}`,
			'skips.test.ts': `test.skip('left out', () => {});\ntest.todo('not written');\ntest.skipIf(true)('not here', () => {});`,
			'suite.test.ts': `describe('suite', () => { beforeAll(() => { throw new Error('no'); }); ${good} });`,
			'outside.test.ts': `test('throws later', async () => { Promise.reject(new Error('stray')); await new Promise(setImmediate); });`,
		});
		// good and outside pass; one fails; one file cannot be loaded; three are left out; a suite and its test; a stray error.
		expect(lines.at(-1)).toBe('2 passed, 8 failed');
		expect(lines).toContainEqual(expect.stringMatching(/^did not run "left out" in .*skips\.test\.ts$/));
		expect(exitCode).toBe(1);
	});

	test.concurrent('does not call an empty run a success', async ({expect}) => {
		const {exitCode, lines} = await run('empty', {'no-test.ts': good});
		expect(lines.at(-1)).toBe('0 passed, 1 failed');
		expect(exitCode).toBe(1);
	});
});
