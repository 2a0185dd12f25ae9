// Every key in every view, one by one and many at once: nothing crashes, and the frame stays in its place.
import {describe, expect, test} from 'vitest';
import {bindings} from '../../source/ui/bindings.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {faultInFrame, titleOf} from './frame.ts';
import {bytesOf, escape} from './key-bytes.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();

const columns = 80;
const rows = 24;

const leaving = new Set(['q', 'Q', 'ctrl-c', 'ctrl-z']);
const keys = bindings.flatMap(binding => Object.keys(binding.keys)).filter(key => !leaving.has(key));
/** Bytes that no binding takes. */
const others = [
	'~',
	'ü',
	'漢',
	'🚀',
	'\u0000',
	`${escape}[15~`,
	`${escape}[<0;5;5M`,
	`${escape}[200~pasted${escape}[201~`,
	`${escape}x`,
];

const views = [
	['1', 'SERVERS'],
	['2', 'SERVERS'],
	['3', 'CONNECTS'],
	['4', 'WHO IS REFUSED'],
	['5', 'ACCOUNTS'],
	['0', 'SYSTEM MESSAGES'],
] as const;

async function start(): Promise<ProgramInTerminal> {
	const program = runInTerminal('--demo', {columns, rows});
	await program.until(seen => seen[0]?.includes('6/6 servers') === true && isWhole(seen));
	return program;
}

function isWhole(seen: readonly string[]): boolean {
	return faultInFrame(seen, columns) === undefined;
}

/** Presses a key, then the one that draws everything again, and waits until that has happened. */
async function press(program: ProgramInTerminal, bytes: string): Promise<void> {
	const before = program.mark();
	program.keys(bytes);
	program.keys('\u000C');
	await program.until(seen => program.received(before).includes(`${escape}[H${escape}[J`) && isWhole(seen));
}

describe.concurrent('every key of the keymap', () => {
	test.for([
		['1 and 2', views.slice(0, 2)],
		['3 and 4', views.slice(2, 4)],
		['5 and 0', views.slice(4)],
	] as const)('in the views %s leaves the frame whole', async ([_name, some], {expect}) => {
		const program = await start();
		expect(keys.length).toBeGreaterThan(40);
		for (const [digit, title] of some) {
			for (const bytes of [...keys.map(bytesOf), ...others]) {
				// Close what the last key has opened.
				program.keys(`${escape}${digit}`);
				await press(program, bytes);
			}
			program.keys(`${escape}${escape}${digit}`);
			await program.until(seen => titleOf(seen).startsWith(title) && isWhole(seen));
		}
		// It still does what a key says.
		program.keys('?');
		await program.until(seen => titleOf(seen).startsWith('Help') && isWhole(seen));
		program.keys('qQ');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
	});

	test('on pages, in help, in lists and while a filter is typed leaves the frame whole', async ({expect}) => {
		const program = await start();
		for (const opening of ['2\r', '?', '!', '2s', '0gJ', '3/n1', '4e']) {
			for (const order of [keys, keys.toReversed()]) {
				program.keys(`${escape}1`);
				await press(program, opening);
				for (const key of order) program.keys(bytesOf(key));
				await press(program, '');
			}
		}
		expect(program.modes()).toMatchObject({isAlternateScreen: true, isCursorHidden: true});
		await program.dispose();
	});
});

describe.concurrent('many keys at once', () => {
	test('do what they do one by one', async ({expect}) => {
		const program = await start();
		// Two rows down and open; back, one row up and open.
		program.keys('2jj\r');
		await program.until(seen => titleOf(seen).startsWith('Server n3'));
		program.keys(`${escape}k\r`);
		await program.until(seen => titleOf(seen).startsWith('Server n2'));
		// A filter typed in one go, with the row it leaves opened.
		program.keys(`${escape}/w2\r\r`);
		await program.until(seen => titleOf(seen).startsWith('Server w2'));
		program.keys(`${escape}${escape}`);
		await program.until(seen => titleOf(seen).startsWith('SERVERS 6'));
		// The other pane, its first row, and the message behind it.
		program.keys('0gJ');
		await program.until(seen => titleOf(seen).startsWith('Message (link)'));
		program.keys('3210?q54');
		await program.until(seen => titleOf(seen).startsWith('WHO IS REFUSED'));
		expect(isWhole(program.screen())).toBe(true);
		await program.dispose();
	});

	test('hundreds of them, are all processed, and the last one counts', async () => {
		const program = await start();
		const pasted = '12345jjkk\r?!</>IstbeFGg h[]'.repeat(60);
		program.keys(`${pasted}${escape}${escape}${escape}${escape}`);
		program.keys('5');
		await program.until(seen => titleOf(seen).startsWith('ACCOUNTS') && isWhole(seen));
		await program.dispose();
	});
});

test('a text typed at once into the filter is there as a whole, and is cleared as a whole', async () => {
	const program = await start();
	program.keys('2/');
	await program.until(seen => seen.at(-1)?.startsWith(' filter: ') === true);
	program.keys('state:up cluster:east 漢字 Q q 1');
	await program.until(
		seen => seen.at(-1)?.startsWith(' filter: state:up cluster:east 漢字 Q q 1█') === true && isWhole(seen),
	);
	expect(titleOf(program.screen())).toMatch(/^SERVERS 0 of 6/);
	program.keys(escape);
	await program.until(seen => titleOf(seen).startsWith('SERVERS 6') && isWhole(seen));
	await program.dispose();
});
