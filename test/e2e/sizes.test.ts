// Every view at every size that is large enough; the sentence where it is not; sizes that change at any moment.
import {beforeAll, describe, expect, test} from 'vitest';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {faultInFrame, titleOf} from './frame.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();

const views = [
	['1', 'SERVERS'],
	['2', 'SERVERS'],
	['3', 'CONNECTS AND DISCONNECTS'],
	['4', 'WHO IS REFUSED'],
	['5', 'ACCOUNTS'],
	['0', 'SYSTEM MESSAGES'],
	['?', 'Help'],
] as const;

/** Resolves when the screen is that of the view, whole, at this size. */
async function whole(program: ProgramInTerminal, title: string, columns: number, rows: number): Promise<void> {
	await program.until(
		seen => seen.length === rows && titleOf(seen).startsWith(title) && faultInFrame(seen, columns) === undefined,
	);
}

/** The number of the active tab, from what stands inverted in the row of tabs. */
function activeTab(program: ProgramInTerminal, rows: number, columns: number): string {
	const row = rows >= 30 ? 3 : 2;
	const inverted = Array.from({length: columns}, (_, column) => program.cell(row, column)).filter(
		cell => cell.isInverse,
	);
	return inverted
		.map(cell => cell.text)
		.join('')
		.trim()
		.slice(0, 1);
}

describe.concurrent('the screen', () => {
	test.for([
		[80, 24],
		[200, 50],
		[60, 15],
	] as const)('has every view in its frame at %i×%i', async ([columns, rows], {expect}) => {
		const program = runInTerminal('--demo', {columns, rows});
		await whole(program, 'SERVERS 6', columns, rows);
		for (const [key, title] of views) {
			program.keys(key);
			await whole(program, title, columns, rows);
			if (key === '?') continue;
			await program.until(() => activeTab(program, rows, columns) === key);
			// The first row of the view: there is room for more than its title and header.
			expect(program.screen().length).toBe(rows);
		}
		program.keys('q2\r');
		await whole(program, 'Server n1', columns, rows);
		await program.dispose();
	});

	test('says in one line that it is too small, and comes back', async ({expect}) => {
		const program = runInTerminal('--demo --view accounts', {columns: 80, rows: 24});
		await whole(program, 'ACCOUNTS', 80, 24);
		for (const [columns, rows] of [
			[50, 10],
			[59, 30],
			[100, 14],
			[30, 3],
			[10, 1],
		] as const) {
			program.resize(columns, rows);
			const said = `too small: ${columns}×${rows}, needs 60×15`.slice(0, columns).trimEnd();
			await program.until(seen => seen.length === rows && seen[0] === said && seen.slice(1).join('') === '');
		}
		// Keys work at every size; the program does not end because of one.
		program.keys('2');
		program.resize(60, 15);
		await whole(program, 'SERVERS', 60, 15);
		program.resize(80, 24);
		await whole(program, 'SERVERS', 80, 24);
		program.resize(200, 50);
		await whole(program, 'SERVERS', 200, 50);
		expect(program.modes()).toMatchObject({isAlternateScreen: true, isCursorHidden: true});
		await program.dispose();
	});
});

describe('a size that changes at any moment', () => {
	let program: ProgramInTerminal;
	beforeAll(async () => {
		program = runInTerminal('--demo', {columns: 80, rows: 24});
		await whole(program, 'SERVERS 6', 80, 24);
	});

	test('is drawn correctly: many changes at once, between keys, there and back', async () => {
		let size = 1;
		for (const [key, title] of views) {
			for (let change = 0; change < 5; change++) {
				size = (size * 7919) % 104_729;
				program.resize(60 + (size % 140), 15 + (size % 36));
				if (change === 2) program.keys(key === '?' ? '1?' : key);
			}
			const [columns, rows] = [60 + (size % 140), 15 + (size % 36)];
			await whole(program, title, columns, rows);
			program.resize(columns + 1, rows + 1);
			program.resize(columns, rows);
			await whole(program, title, columns, rows);
		}
	});

	test('before the first frame is drawn correctly too, with what the servers have answered', async () => {
		const early = runInTerminal('--demo', {columns: 80, rows: 24});
		early.resize(100, 32);
		await early.until(seen => seen.join('') !== '');
		expect(early.received()).not.toContain('0/0 servers');
		await whole(early, 'SERVERS 6', 100, 32);
		expect(early.received()).not.toContain('too small');
	});
});
