// The pictures are those of the program as it is: they are made once more and compared.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {mediaFiles} from '../../media/media.ts';
import {root} from '../../source/package/bundle-state.ts';

const folder = path.join(root, 'media');
const made = await mediaFiles();

test('every picture is made by `npm run media`, and no other is there', () => {
	expect(readdirSync(folder).filter(name => !name.endsWith('.ts'))).toEqual([...made.keys()].sort());
});

test.each([...made])('%s is as the program shows it: `npm run media` makes it anew', (name, text) => {
	// Without a comparison of the texts in the failure: of files as large nobody reads one.
	expect(readFileSync(path.join(folder, name), 'utf8') === text, `${name} is stale`).toBe(true);
	// The asciicast and what moves are larger than a still picture.
	expect(Buffer.byteLength(text)).toBeLessThan(name.startsWith('tour.') ? 3_000_000 : 150_000);
});

test('the README shows every picture, and none that is not there', () => {
	const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
	const shown = [...readme.matchAll(/!\[[^\]]+\]\(media\/([^)]+)\)/g)].map(([, name]) => name);
	expect(shown.toSorted()).toEqual([...made.keys()].filter(name => name.endsWith('.svg')).toSorted());
});
