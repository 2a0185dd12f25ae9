// Where secrets are fetched from when a setting only names the place.
import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {thisMachine} from '../../../source/connection/files/machine.ts';
import {namesFile, referredFile, referredValue} from '../../../source/connection/settings/references.ts';
import type {Setting} from '../../../source/connection/settings/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'references-'));

afterAll(() => rmSync(folder, {recursive: true}));

function written(path: string, text: string, mode = 0o600): string {
	const file = join(folder, path);
	mkdirSync(dirname(file), {recursive: true});
	writeFileSync(file, text);
	chmodSync(file, mode);
	return file;
}

const setting = (value: string): Setting<string> => ({value, from: {layer: 'context', name: 'the creds of context x'}});
const machine = (env: Record<string, string> = {}) => ({...thisMachine({PATH: '', ...env}), home: folder});

describe('a value', () => {
	test.each([
		['pw', 'pw'],
		['', ''],
		['http://a', 'http://a'],
		['env://NAME', 'line\nand another'],
		['ENV://NAME', 'line\nand another'],
		['data:;base64,cHcNCg==', 'pw'],
		['data:text/plain;base64,cHc=', 'pw'],
		['file://~/value', ' from a file'],
		['FILE://$FOLDER/value', ' from a file'],
	])('%j is %j', async (value, meant) => {
		written('value', ' from a file\r\n\n');
		expect(await referredValue(setting(value), machine({NAME: 'line\nand another\n', FOLDER: folder}))).toBe(meant);
	});

	test('any text embedded is that text', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({unit: 'grapheme'}), async text => {
				const value = `data:;base64,${Buffer.from(text).toString('base64')}`;
				expect(await referredFile(setting(value), machine())).toBe(text);
			}),
		);
	});

	test('what looks like a reference and is none never shows in the sentence', async () => {
		const scheme = fc.constantFrom('env:', 'data:', 'file:', 'op:', 'nsc:', 'env://', 'nsc://', 'data:;base64,');
		await fc.assert(
			fc.asyncProperty(scheme, fc.stringMatching(/^[!$&a-z]{0,5}$/), async (begin, end) => {
				const fetched = referredValue(setting(`${begin}hunter2${end}!`), machine());
				const said = await fetched.then(String, error => String(error));
				expect(said).not.toContain('hunter2');
			}),
		);
	});
});

describe('1Password', () => {
	const programs = () => dirname(written('op/op', '#!/bin/sh\n[ "$1" = read ] || exit 9\necho "$2"\n', 0o755));

	test('is asked by its own program', async () => {
		const env = {PATH: `${programs()}:/bin:/usr/bin`};
		expect(await referredValue(setting('OP://vault/item/field'), machine(env))).toBe('op://vault/item/field');
	});

	test('says why not', async () => {
		const env = {PATH: `${programs()}:/bin:/usr/bin`};
		written('op/op', '#!/bin/sh\necho "[ERROR] not signed in" >&2\nexit 1\n', 0o755);
		await expect(referredValue(setting('op://v/i/f'), machine(env))).rejects.toThrow(
			'cannot use the creds of context x: op read failed: [ERROR] not signed in; try op read yourself',
		);
		await expect(referredValue(setting('op://v/i/f'), machine())).rejects.toThrow('there is no program op to ask');
	});
});

test('nsc', async () => {
	const jwt = `head.${Buffer.from('{"name":"U"}').toString('base64url')}.sign`;
	written('data/nats/nsc/stores/O/O.jwt', jwt);
	written('data/nats/nsc/stores/O/accounts/A/A.jwt', jwt.replace('"U"', '"A"'));
	written('data/nats/nsc/stores/O/accounts/A/users/u.jwt', jwt);
	written('data/nats/nsc/keys/creds/O/U/U.creds', 'the credentials');
	const env = {XDG_DATA_HOME: join(folder, 'data')};
	expect(await referredFile(setting('nsc://O/A/u'), machine(env))).toBe('the credentials');
	await expect(referredFile(setting('nsc://O/A/other'), machine(env))).rejects.toThrow(
		'cannot use the creds of context x: there is no user "other" in ',
	);
});

test('only a path is a file that may change', () => {
	expect(
		['/a', 'data:;base64,', 'env://A', 'op://a/b/c', 'nsc://O/A/U'].map(value => namesFile(setting(value))),
	).toEqual([true, false, false, false, false]);
});
