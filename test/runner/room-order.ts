// The picture of imports: which room of source/ imports which, read from the files themselves. The lint rules in
// `.biome.jsonc` say what each room may import; this says that all of it together goes downwards.
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

/** Rooms from the bottom to the top. A room imports from lower levels, and from its own where that makes no circle. */
export const levels: ReadonlyArray<readonly string[]> = [
	['errors', 'format', 'keys', 'terminal'],
	['screen', 'wire', 'model'],
	['table', 'components', 'connection', 'recording'],
	['events', 'requests', 'insight', 'files', 'sources', 'configuration'],
	['commands'],
	['asking', 'options'],
	['ui', 'views'],
	['core'],
	['runtime', 'output'],
	['printing'],
	// The files outside the rooms: what puts everything together.
	[''],
	// Build scripts: nothing of the program imports them.
	['package'],
];

export type Arrow = {
	/** The importing room; empty for a file outside the rooms. */
	readonly from: string;
	readonly to: string;
	/** The importing file, below source/. */
	readonly file: string;
};

function roomOf(file: string): string {
	return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

/** Every import from one room in another; `folder` is a source/. */
export function arrowsIn(folder: string): Arrow[] {
	const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).map(file => file.replaceAll(path.sep, '/'));
	return files
		.filter(file => /\.(?:tsx?|mjs)$/.test(file))
		.flatMap(file => {
			const text = readFileSync(path.join(folder, file), 'utf8');
			const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, found = '']) => found);
			return specifiers
				.map(specifier => path.posix.join(path.posix.dirname(file), specifier))
				.filter(target => !target.startsWith('..'))
				.map(target => ({from: roomOf(file), to: roomOf(target), file}))
				.filter(({from, to}) => from !== to);
		});
}

function levelOf(room: string): number {
	const level = levels.findIndex(rooms => rooms.includes(room));
	if (level < 0) throw new Error(`the room "${room}" has no level in test/runner/room-order.ts`);
	return level;
}

/** The arrows that go up. Throws an error that names a room without a level. */
export function upwardArrows(arrows: readonly Arrow[]): Arrow[] {
	return arrows.filter(({from, to}) => levelOf(from) < levelOf(to));
}

/** The rooms that import each other in a circle, or import from such a circle's rooms; empty when there is none. */
export function roomsInCircles(arrows: readonly Arrow[]): string[] {
	let left = [...new Set(arrows.flatMap(({from, to}) => [from, to]))];
	for (;;) {
		const importing = left.filter(room => arrows.some(({from, to}) => from === room && left.includes(to)));
		if (importing.length === left.length) return left.sort();
		left = importing;
	}
}
