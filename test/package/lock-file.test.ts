import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';

type Lock = {readonly packages: Readonly<Record<string, {readonly integrity?: string}>>};

test('every package of the lock file can be checked, those for other platforms too', () => {
	const lock: Lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
	const installed = Object.entries(lock.packages).filter(([place]) => place !== '');
	expect(installed.length).toBeGreaterThan(100);
	expect(installed.filter(([, {integrity}]) => !integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([]);
});
