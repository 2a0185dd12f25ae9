// A golden frame is written by `npm run frames` alone: a test run that finds another one, or none, fails and writes nothing.
import {execFile} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';
import {afterAll, expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';

// Below the project, where `vitest` is found.
const cache = path.join(root, '.cache');
mkdirSync(cache, {recursive: true});
const folder = mkdtempSync(path.join(cache, 'frames-'));
afterAll(() => rmSync(folder, {recursive: true}));

const program = `
import {runTests} from '${path.join(import.meta.dirname, 'run-tests.ts')}';
import {Tally} from '${path.join(import.meta.dirname, 'tally.ts')}';
const tally = new Tally();
await runTests(process.argv[1], [], tally);
console.log(tally.lastLine());
`;

const tests = `
import {expect, test} from 'vitest';
for (const name of ['same', 'different', 'missing']) {
	test(name, () => expect('as it is now').toMatchFileSnapshot(name + '.txt'));
}
`;

test('a test run compares frames and does not write them', async () => {
	const frame = (name: string): string => path.join(folder, `${name}.txt`);
	writeFileSync(path.join(folder, 'frames.test.ts'), tests);
	writeFileSync(frame('same'), 'as it is now');
	writeFileSync(frame('different'), 'as it was');
	const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, folder]);
	const {code, stdout} = await run.catch(error => error);
	expect(code).toBe(1);
	expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 2 failed');
	expect(readFileSync(frame('different'), 'utf8')).toBe('as it was');
	expect(existsSync(frame('missing'))).toBe(false);
});
