import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {readClaimsFile} from '../../../source/connection/files/claims-file.ts';
import {thisMachine} from '../../../source/connection/files/machine.ts';

const home = mkdtempSync(join(tmpdir(), 'claims-'));
const machine = {...thisMachine({WHERE: 'folder'}), home};
const listener = createServer();

beforeAll(async () => {
	mkdirSync(join(home, 'folder'));
	writeFileSync(join(home, 'folder/app.jwt'), 'token\n');
	await new Promise<void>(resolve => listener.listen(join(home, 'socket'), resolve));
});

afterAll(async () => {
	await new Promise(resolve => listener.close(resolve));
	rmSync(home, {recursive: true});
});

test.each([join(home, 'folder/app.jwt'), '~/folder/app.jwt', '~/$WHERE/app.jwt'])('is read: %s', path => {
	expect(readClaimsFile(path, machine)).toBe('token\n');
});

test.each([
	['~/none.jwt', 'no such file; correct the path'],
	['~/folder', 'it is a directory; correct the path'],
	// What never ends would be read for ever.
	['/dev/zero', 'it is not a regular file; correct the path'],
	['~/socket', 'it is not a regular file; correct the path'],
])('is not read: %s', (path, why) => {
	const whole = path.replace('~', home);
	expect(() => readClaimsFile(path, machine)).toThrow(`cannot read ${whole}: ${why}`);
});
