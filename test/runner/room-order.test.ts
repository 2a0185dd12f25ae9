import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';
import {arrowsIn, levels, roomsInCircles, upwardArrows} from './room-order.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'room-order-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** What still imports upwards; an entry that is no longer true must go. */
const debts: readonly string[] = [];

describe('the imports between the rooms', () => {
	const arrows = arrowsIn(path.join(root, 'source'));

	test('go downwards', () => {
		const found = upwardArrows(arrows).map(({file, to}) => `${file} imports ${to}`);
		expect([...new Set(found)]).toEqual(debts);
	});

	test('make no circle', () => {
		expect(roomsInCircles(arrows)).toEqual([]);
	});

	test('are read from the files: the picture is not empty', () => {
		expect(arrows.length).toBeGreaterThan(300);
		expect(new Set(arrows.map(({from}) => from)).size).toBeGreaterThan(15);
	});
});

test('source/README.md has each room on its level', () => {
	const text = readFileSync(path.join(root, 'source/README.md'), 'utf8');
	const table = /<!-- rooms -->\n([\s\S]*)<!-- \/rooms -->/.exec(text)?.[1] ?? '';
	const written = [...table.matchAll(/^\| (\d+) \| `([a-z]+)` \|/gm)].map(([, level, room]) => `${level} ${room}`);
	const real = levels.flatMap((rooms, index) =>
		rooms.filter(room => room !== '' && room !== 'package').map(room => `${index + 1} ${room}`),
	);
	expect(written).toEqual(real);
});

describe('in a project where it is wrong', () => {
	const [lower = '', upper = ''] = [levels[1]?.[0], levels[2]?.[0]];
	for (const [file, text] of [
		[`${lower}/up.ts`, `import type {Table} from '../${upper}/table.ts';\n`],
		[`${lower}/later.ts`, `export const later = import('../${upper}/table.ts');\n`],
		[`${upper}/table.ts`, `export type {Screen} from '../${lower}/up.ts';\n`],
	] as const) {
		mkdirSync(path.join(folder, path.dirname(file)), {recursive: true});
		writeFileSync(path.join(folder, file), text);
	}
	const arrows = arrowsIn(folder);

	test('an arrow upwards is found, by type or not', () => {
		expect(upwardArrows(arrows).map(({file, to}) => [file, to])).toEqual([
			[`${lower}/later.ts`, upper],
			[`${lower}/up.ts`, upper],
		]);
	});

	test('so is a circle', () => {
		expect(roomsInCircles(arrows)).toEqual([lower, upper].sort());
	});

	test('and a room without a level', () => {
		expect(() => upwardArrows([{from: 'cellar', to: 'model', file: 'cellar/wine.ts'}])).toThrow('the room "cellar"');
	});
});
