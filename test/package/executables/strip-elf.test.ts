// The project's own Node is the executable that is read and stripped: it is the one that the executables are made from.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {neededLibraries, newestNeeded, readElf} from '../../../source/package/executables/elf.ts';
import {stripElf} from '../../../source/package/executables/strip-elf.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'strip-'));
afterAll(() => rmSync(folder, {recursive: true}));

describe.runIf(process.platform === 'linux')('an executable of Linux', () => {
	const bytes = readFileSync(process.execPath);

	test('loses what only a debugger reads, and runs', () => {
		const stripped = stripElf(bytes);
		expect(stripped.length).toBeLessThan(bytes.length * 0.85);
		const file = path.join(folder, 'node');
		writeFileSync(file, stripped, {mode: 0o755});
		expect(execFileSync(file, ['-p', '[1, 2].map(x => x * 2).join()'], {encoding: 'utf8'})).toBe('2,4\n');
		const names = (of: Buffer): string[] => readElf(of).sections.map(({name}) => name);
		expect(names(stripped)).toEqual(names(bytes).filter(name => !/^\.(debug|symtab|strtab|gnu\.build)/.test(name)));
		expect(readElf(stripped).segments).toEqual(readElf(bytes).segments);
		// What is stripped has nothing left to lose.
		expect(stripElf(stripped).equals(stripped)).toBe(true);
	});

	test('says which libraries it needs, and how new', () => {
		const libraries = neededLibraries(bytes);
		expect([...libraries.keys()]).toEqual(expect.arrayContaining(['libc.so.6', 'libstdc++.so.6', 'libm.so.6']));
		expect(newestNeeded(libraries, 'GLIBC')).toMatch(/^2\.\d+$/);
		expect(newestNeeded(libraries, 'OTHER')).toBeUndefined();
	});

	test('what is none is refused', () => {
		expect(() => readElf(Buffer.from('#!/bin/sh\n'.repeat(20)))).toThrow('this is not an executable of Linux');
		expect(() => readElf(Buffer.alloc(0))).toThrow('this is not an executable of Linux');
	});
});

test('versions are compared as versions', () => {
	const needs = new Map([
		['libc.so.6', ['GLIBC_2.9', 'GLIBC_2.28', 'GLIBC_2.2.5']],
		['libm.so.6', ['GLIBC_2.27', 'GLIBCXX_3.4']],
	]);
	expect(newestNeeded(needs, 'GLIBC')).toBe('2.28');
});
