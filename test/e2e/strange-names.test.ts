// Names with escape sequences, line ends, changes of direction and wide glyphs, sent by hand to a real server. The screen
// stays in its columns and the terminal in its modes.
import type {Socket} from 'node:net';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {faultInFrame, titleOf} from './frame.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';
import {connectByHand} from './stranger.ts';

endProgramsAfterAll();

const columns = 160;
const rows = 45;

/** Each begins with three letters by which its row is found. */
const names = {
	title: 'ttl\u001B]0;pwned title\u0007end',
	clear: 'clr\u001B[2J\u001B[H\u001B[31mred',
	modes: 'mod\u001B[?1049l\u001B[?25h\u001B[?1000h\u001B[?7h\u001B=\u001B[4h',
	c1: 'csi\u009B2J\u009D0;pwned title\u009C\u0085',
	lines: 'lin\r\nsecond\nthird\u2028fourth\u000B\u000C\tend',
	query: 'qry\u001B[6n\u001B[c\u001BP+q544e\u001B\\',
	link: 'osc\u001B]8;;http://evil.example\u001B\\here\u001B]52;c;cHduZWQ=\u0007',
	bidi: 'bid\u202Eevil\u202C\u2066hidden\u2069\u200F\u061C',
	arabic: 'arb السلام עולם',
	long: `lng${'x'.repeat(3500)}`,
	chinese: 'cjk 消息队列服务器监控 テスト 한국어',
	emoji: 'emo 🚀🔥👩‍👩‍👧‍👦👍🏽🇩🇪✈️1️⃣☠️',
	combining: `cmb e\u0301\u0302\u0303\u0304\u0305\u0306 Z${'\u0335'.repeat(60)} end`,
	invisible: 'inv\u200B\u200D\uFEFF\u00AD\u2060\u3164\u{E0041}\u{E007F}end',
	halves: 'sur\uD83D\uDE00 and \uD800 alone',
	empty: 'nul\u0000\u0001\u001F\u007Fend',
};

let server: NatsServer;
let program: ProgramInTerminal;
const sockets: Socket[] = [];
const titles: string[] = [];
let bells = 0;

beforeAll(async () => {
	server = await startServer();
	program = runInTerminal(`-s ${server.url} --user sys --password pw --view connects`, {columns, rows});
	program.emulator.onTitleChange(title => titles.push(title));
	program.emulator.onBell(() => {
		bells++;
	});
	await program.until('1/1 servers');
});

afterAll(async () => {
	for (const socket of sockets) socket.destroy();
	await stopServers();
});

/** The cells of a row, one string for each column; a wide glyph leaves the second of its two empty. */
function cellsOf(row: number): string[] {
	return Array.from({length: columns}, (_, column) => program.cell(row, column).text);
}

function textFrom(row: number, column: number, length: number): string {
	return cellsOf(row)
		.slice(column, column + length)
		.join('');
}

/** The rows of the screen that have the text. */
function rowsWith(text: string): number[] {
	return program.screen().flatMap((row, index) => (row.includes(text) ? [index] : []));
}

/** The modes of a terminal that no name has changed. */
function expectUntouched(): void {
	expect(titles).toEqual([]);
	expect(bells).toBe(0);
	expect(program.emulator.modes).toMatchObject({
		applicationCursorKeysMode: false,
		applicationKeypadMode: false,
		bracketedPasteMode: true,
		insertMode: false,
		mouseTrackingMode: 'none',
		originMode: false,
		reverseWraparoundMode: false,
		sendFocusMode: false,
		wraparoundMode: false,
	});
	expect(program.modes()).toMatchObject({isAlternateScreen: true, isCursorHidden: true});
	const {active} = program.emulator.buffer;
	for (let row = 0; row < rows; row++) expect(active.getLine(active.baseY + row)?.isWrapped).toBe(false);
}

async function show(keys: string, title: string): Promise<void> {
	program.keys(keys);
	await program.until(seen => titleOf(seen).startsWith(title) && faultInFrame(seen, columns) === undefined);
}

describe('names that strangers give themselves', () => {
	test('stay in their column when they connect', async () => {
		for (const name of Object.values(names)) {
			const socket = await connectByHand(server, {
				user: 'app',
				pass: 'pw',
				name,
				lang: name.slice(0, 60),
				version: name.slice(0, 60),
			});
			if (socket === undefined) throw new Error(`the server refused ${JSON.stringify(name)}`);
			sockets.push(socket);
		}
		const starts = Object.values(names).map(name => name.slice(0, 3));
		await program.until(
			seen =>
				starts.every(start => seen.some(row => row.includes(` ${start}`))) && faultInFrame(seen, columns) === undefined,
		);
		const [headerRow] = rowsWith(' TIME ');
		const header = program.screen()[headerRow ?? 0] ?? '';
		for (const start of starts) {
			const [row = 0] = rowsWith(` ${start}`);
			const at = (title: string, length: number): string => textFrom(row, header.indexOf(title), length);
			expect(at('ACCOUNT', 4), start).toBe('APP ');
			expect(at('USER', 4), start).toBe('app ');
			expect(at('CLIENT', 3), start).toBe(start);
			expect(textFrom(row, header.indexOf('HOST') - 1, 11), start).toBe(' 127.0.0.1 ');
			expect(at('SERVER', 5), start).toBe('solo ');
		}
		// One row each: no part of a name stands anywhere else.
		for (const start of [...starts, 'second']) expect(rowsWith(start), start).toHaveLength(1);
		expectUntouched();
	});

	test('stay in their column when they are refused, on the overview and on pages', async () => {
		for (const name of Object.values(names)) {
			const user = `u-${name.slice(0, 300)}`;
			expect(await connectByHand(server, {user, pass: 'wrong', name: name.slice(0, 1500)})).toBeUndefined();
		}
		await show('4', 'WHO IS REFUSED 16 ');
		const [headerRow] = rowsWith(' USER ');
		const header = program.screen()[headerRow ?? 0] ?? '';
		const refused = rowsWith('127.0.0.1').filter(row => row > (headerRow ?? 0));
		expect(refused.length).toBeGreaterThan(16);
		for (const row of refused.slice(0, 16)) {
			expect(textFrom(row, header.indexOf('USER'), 2)).toBe('u-');
			expect(textFrom(row, header.indexOf('HOST') - 1, 11)).toBe(' 127.0.0.1 ');
			expect(textFrom(row, header.indexOf('TOTAL'), 5)).toBe('    1');
		}
		expectUntouched();
		await show('1', 'SERVERS');
		expectUntouched();

		// Each page, and the message behind it.
		await show('4\t', 'WHO IS REFUSED');
		program.keys('g');
		for (let count = 0; count < Object.keys(names).length; count++) {
			await show('\r', 'Login refused: ');
			await show('J', 'Message ');
			expectUntouched();
			await show('\u001B', 'Login refused: ');
			await show('\u001B', 'WHO IS REFUSED');
			program.keys('j');
		}
		await show('0', 'SYSTEM MESSAGES');
		expectUntouched();
	});

	test('are gone with their connections, and the terminal is unchanged', async () => {
		await show('3', 'CONNECTS AND DISCONNECTS');
		for (const socket of sockets.splice(0)) socket.destroy();
		await program.until(
			seen => seen.filter(row => row.includes(' − ')).length >= 16 && faultInFrame(seen, columns) === undefined,
		);
		expectUntouched();
		program.keys('q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expect(titles).toEqual([]);
		expect(program.screen().join('')).toBe('');
	});
});
