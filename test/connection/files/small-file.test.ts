import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {openMode, readSmallFile, whyUnreadable} from '../../../source/connection/files/small-file.ts';
import {readSettingFile} from '../../../source/connection/files/setting-file.ts';
import {CannotStart} from '../../../source/errors/cannot-start.ts';
import {freshPath, unsuitable} from './unsuitable.ts';
import {anyCharacter} from '../../helpers/any-character.ts';

const folder = mkdtempSync(join(tmpdir(), 'small-file-'));
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
	expect(whyUnreadable(coded('EIO'), file)).toBe('EIO');
	expect(whyUnreadable(new Error('odd'), file)).toBe('it cannot be read');
});

test('a small file is read whole', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), fc.nat({max: 3}), (piece, times) => {
			const text = piece.repeat(times * 20_000).slice(0, 1_000_000);
			writeFileSync(file, text);
			expect(readSmallFile(file)).toBe(text.toWellFormed());
		}),
		{numRuns: 20},
	);
});

describe.each(unsuitable)('$what', ({why, make}) => {
	test('is refused at once and in words', () => {
		const path = make(freshPath(folder));
		expect(() => readSettingFile({value: path, from})).toThrow(`cannot read ${path}: ${why}; correct --creds`);
	});
});

test('any text as a path is a file or a sentence that is harmless to print', () => {
	const oneCharacter = fc.string({unit: anyCharacter, minLength: 1});
	fc.assert(
		fc.property(fc.oneof(oneCharacter, fc.string({minLength: 5000, maxLength: 5100})), path => {
			const value = join(folder, 'none', path);
			try {
				readSettingFile({value, from});
				expect.unreachable();
			} catch (error) {
				expect(error).toBeInstanceOf(CannotStart);
				expect(String(error)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
			}
		}),
	);
});

const seed = 'SUAMHXKBJJPPGWGWRCOCA4HOAP7VWIZJZOKWFSBX6NN4FKLSSTLZ6CPQJA';

test.each([
	['a seed', seed],
	['a seed with a mistake in it', seed.slice(0, -3)],
	['a JWT', `eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.${'a'.repeat(40)}.${'b'.repeat(40)}`],
	['the text of a credentials file', `-----BEGIN USER NKEY SEED-----\n${seed}\n------END USER NKEY SEED------\n`],
])('%s in the place of a path is never quoted', (_, value) => {
	const failure = expect.objectContaining({
		message:
			'cannot use --creds: it is a secret itself where the name of a file belongs; put the secret into a file that only you may read, and give the name of that',
		exitCode: 2,
	});
	expect(() => readSettingFile({value, from})).toThrow(failure);
});

test.each([
	[0o600, undefined],
	[0o400, undefined],
	[0o640, '0640'],
	[0o601, '0601'],
	[0o644, '0644'],
])('mode %o lets in %s', (mode, open) => {
	writeFileSync(file, '');
	chmodSync(file, mode);
	expect(openMode(file)).toBe(open);
});
