import {chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {openMode, readSettingFile, whyUnreadable} from '../../source/connection/files/read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-file-'));
const file = join(folder, 'a.creds');
const from = {layer: 'flag', name: '--creds'} as const;

afterAll(() => rmSync(folder, {recursive: true}));

test('why a file cannot be read', () => {
	writeFileSync(file, '');
	chmodSync(file, 0o240);
	const coded = (code: string) => Object.assign(new Error('as Node says'), {code});
	const owner = process.getuid?.() ?? 0;
	expect(whyUnreadable(coded('EACCES'), file)).toBe(`permission denied (owner ${owner}, mode 0240)`);
	expect(whyUnreadable(coded('EPERM'), '/nowhere/at/all')).toBe('permission denied');
	expect(whyUnreadable(coded('ENOTDIR'), file)).toBe('no such file');
	expect(whyUnreadable(coded('EISDIR'), file)).toBe('it is a directory');
	expect(whyUnreadable(coded('EIO'), file)).toBe('EIO');
	expect(whyUnreadable(new Error('odd'), file)).toBe('it cannot be read');
});

test('a file that is no small text', () => {
	writeFileSync(file, '');
	truncateSync(file, 5_000_000);
	expect(() => readSettingFile({value: file, from})).toThrow(
		`cannot read ${file}: it is too large for what it should be`,
	);
});

test.each([
	[0o600, undefined],
	[0o400, undefined],
	[0o640, '0640'],
	[0o601, '0601'],
	[0o644, '0644'],
])('mode %o lets in %s', (mode, open) => {
	chmodSync(file, mode);
	expect(openMode(file)).toBe(open);
});
