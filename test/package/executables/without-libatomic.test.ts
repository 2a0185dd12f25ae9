// The project's own Node without the library: it is the one that the executables are made from.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {neededLibraries} from '../../../source/package/executables/elf.ts';
import {withoutLibatomic} from '../../../source/package/executables/without-libatomic.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'libatomic-'));
afterAll(() => rmSync(folder, {recursive: true}));

describe.runIf(process.platform === 'linux')('Node without libatomic', () => {
	const bytes = readFileSync(process.execPath);
	const changed = withoutLibatomic(bytes);

	test('needs the same as before but for that library', () => {
		const before = new Map(neededLibraries(bytes));
		expect(before.delete('libatomic.so.1')).toBe(true);
		expect(new Map(neededLibraries(changed))).toEqual(before);
		expect(changed.length).toBe(bytes.length);
	});

	test('compiles functions by the thousand, in several threads, and never asks for it', () => {
		const file = path.join(folder, 'node');
		writeFileSync(file, changed, {mode: 0o755});
		const work = 'Array.from({length: 5000}, (_, i) => new Function("return " + i)).reduce((sum, f) => sum + f(), 0)';
		const program = `
			const {Worker} = require('node:worker_threads');
			const each = 'require("node:worker_threads").parentPort.postMessage(${work.replaceAll('"', '\\"')})';
			const done = [1, 2, 3].map(() => new Promise(resolve => new Worker(each, {eval: true}).on('message', resolve)));
			Promise.all(done).then(sums => console.log(sums.join(' ')));`;
		const env = {LD_DEBUG: 'libs', LD_DEBUG_OUTPUT: path.join(folder, 'loader')};
		expect(execFileSync(file, ['-e', program], {encoding: 'utf8', env})).toBe('12497500 12497500 12497500\n');
		const loader = execFileSync('sh', ['-c', 'cat "$0".*', path.join(folder, 'loader')], {encoding: 'utf8'});
		expect(loader).toContain('libstdc++');
		expect(loader).not.toContain('libatomic.so');
	});

	test('what does not need it is refused', () => {
		expect(() => withoutLibatomic(changed)).toThrow('__atomic_compare_exchange is used in 0 places');
	});
});
