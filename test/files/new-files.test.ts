import {mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {writeNewFiles} from '../../source/files/new-files.ts';

const files = [
	{ending: '.md', text: 'text'},
	{ending: '.json', text: '{}'},
];

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'new-files-'));

describe('files that belong together', () => {
	test('are written for their owner alone', async () => {
		const base = path.join(folder(), 'one');
		expect(await writeNewFiles(base, files)).toEqual({base});
		expect(readFileSync(`${base}.md`, 'utf8')).toBe('text');
		expect(readFileSync(`${base}.json`, 'utf8')).toBe('{}');
		for (const {ending} of files) expect(statSync(`${base}${ending}`).mode & 0o777).toBe(0o600);
	});

	test.each(['.md', '.json'])('never take the place of a file, here %s', async ending => {
		const base = path.join(folder(), 'one');
		writeFileSync(`${base}${ending}`, 'of somebody else');
		expect(await writeNewFiles(base, files)).toEqual({base: `${base}-2`});
		expect(readFileSync(`${base}${ending}`, 'utf8')).toBe('of somebody else');
		expect(readdirSync(path.dirname(base)).sort()).toEqual([`one${ending}`, 'one-2.json', 'one-2.md'].sort());
		expect(await writeNewFiles(base, files)).toEqual({base: `${base}-3`});
	});

	test('say why they cannot be written, and leave nothing behind', async () => {
		const missing = path.join(folder(), 'none', 'one');
		expect(await writeNewFiles(missing, files)).toEqual({why: 'there is no such file or folder'});
		const long = path.join(folder(), 'x'.repeat(252));
		expect(await writeNewFiles(long, files)).toEqual({why: 'its name is too long'});
		expect(readdirSync(path.dirname(long))).toEqual([]);
	});
});
