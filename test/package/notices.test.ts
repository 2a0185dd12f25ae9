import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';
import {noticesOf, packagesOf} from '../../source/package/notices.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'notices-'));
afterAll(() => rmSync(folder, {recursive: true}));

function library(name: string, license: string, files: Readonly<Record<string, string>>): string {
	const below = path.join(folder, 'node_modules', name);
	mkdirSync(path.join(below, 'lib'), {recursive: true});
	writeFileSync(path.join(below, 'package.json'), JSON.stringify({name, version: '1.2.3', license}));
	for (const [file, text] of Object.entries(files)) writeFileSync(path.join(below, file), text);
	return `node_modules/${name}/lib/index.js`;
}

describe('licences of what is inside the bundle', () => {
	test('each package once, with its text, its notice and what it carries inside', () => {
		const files = [
			library('plain', 'MIT', {license: 'may be used\n', 'readme.md': 'not this'}),
			'node_modules/plain/lib/other.js',
			'source/main.ts',
			library('@scope/carries', 'ISC', {'LICENSE.md': 'own', NOTICE: 'thanks', 'lib/licenses.md': 'of others'}),
		];
		const packages = packagesOf(folder, files);
		expect(packages).toEqual([
			{name: '@scope/carries', version: '1.2.3', licence: 'ISC', text: 'own\n\nthanks\n\nof others'},
			{name: 'plain', version: '1.2.3', licence: 'MIT', text: 'may be used'},
		]);
		expect(noticesOf(packages)).toMatch(/\n@scope\/carries 1\.2\.3 \(ISC\)\n-+\n\nown\n\nthanks\n\nof others\n/);
	});

	test('a package without a text, or under another licence, is refused by name', () => {
		const silent = library('silent', 'MIT', {});
		const foreign = library('foreign', 'GPL-3.0-only', {LICENSE: 'text'});
		expect(() => packagesOf(folder, [silent])).toThrow(
			'silent has no licence text; put it into source/package/licences/silent.txt',
		);
		expect(() => packagesOf(folder, [foreign])).toThrow(
			'foreign is under "GPL-3.0-only", which is not an agreed licence',
		);
	});

	test('a package published without its text has it here', () => {
		const [yoga] = packagesOf(root, ['node_modules/yoga-layout/dist/src/index.js']);
		expect(yoga?.text).toContain('MIT License');
	});
});
