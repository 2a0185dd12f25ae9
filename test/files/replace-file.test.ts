import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {replaceFile} from '../../source/files/replace-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'replaced-'));
afterAll(() => rmSync(folder, {recursive: true}));

const added = async (text = ''): Promise<string> => `${text}+`;

test('a new file and its folder are for their owner alone', async () => {
	const file = path.join(folder, 'new/config.toml');
	expect(await replaceFile(file, added)).toBeUndefined();
	expect(readFileSync(file, 'utf8')).toBe('+');
	expect([statSync(file).mode & 0o777, statSync(path.dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
});

test('its permissions stay, a link stays a link, and nothing is left beside it', async () => {
	const place = path.join(folder, 'place');
	mkdirSync(place);
	const file = path.join(place, 'real.toml');
	writeFileSync(file, 'a');
	chmodSync(file, 0o640);
	symlinkSync(file, path.join(folder, 'link.toml'));
	expect(await replaceFile(path.join(folder, 'link.toml'), added)).toBeUndefined();
	expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['a+', 0o640]);
	expect(readdirSync(place)).toEqual(['real.toml']);
});

test('what somebody else writes meanwhile is kept', async () => {
	const file = path.join(folder, 'shared.toml');
	writeFileSync(file, 'a');
	let turns = 0;
	const outcome = await replaceFile(file, async (text = '') => {
		turns++;
		if (turns === 1) writeFileSync(file, `${text}b`);
		return `${text}+`;
	});
	expect([outcome, turns, readFileSync(file, 'utf8')]).toEqual([undefined, 2, 'ab+']);
	const always = await replaceFile(file, async (text = '') => {
		writeFileSync(file, `${text}.`);
		return 'lost';
	});
	expect(always).toEqual({why: 'something else writes it again and again'});
	expect(readFileSync(file, 'utf8')).toBe('ab+...');
});

test('why not is told', async () => {
	expect(await replaceFile(folder, added)).toEqual({why: 'it is a folder'});
	const file = path.join(folder, 'plain');
	writeFileSync(file, 'a');
	expect(await replaceFile(path.join(file, 'config.toml'), added)).toEqual({
		why: 'a part of its path is a file, not a folder',
	});
	await expect(replaceFile(file, () => Promise.reject(new Error('cannot be edited')))).rejects.toThrow(
		'cannot be edited',
	);
	expect(readFileSync(file, 'utf8')).toBe('a');
});
