// The only server that the program knows is killed and started again: what was known stays on the screen, marked as old.
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {below, faultInFrame, titleOf} from './frame.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const columns = 160;
let server: NatsServer;
let program: ProgramInTerminal;

/** What the row that begins with the text has below CONNS. */
function connectionsOf(rows: readonly string[], start: string): string {
	const index = rows.findIndex(row => row.startsWith(` ${start} `));
	const header = rows.slice(0, Math.max(0, index)).findLast(row => row.includes(' CONNS'));
	return header === undefined ? '' : below('CONNS', header, rows[index] ?? '', 'right');
}

/** The cells of a row that are not blank. */
function inkOf(row: number) {
	return Array.from({length: columns}, (_, column) => program.cell(row, column)).filter(cell => cell.text !== ' ');
}

beforeAll(async () => {
	server = await startServer();
	await connectAs(server, 'app');
	await connectAs(server, 'app');
	program = runInTerminal(`-s ${server.url} --user sys --password pw --view accounts`, {columns, rows: 40});
	await program.until(rows => connectionsOf(rows, 'APP') === '2' && connectionsOf(rows, 'SYS') === '1');
});

describe('a link that is lost', () => {
	test('is shown with its age; what was known stays, dim; keys work', async () => {
		await server.kill('SIGKILL');
		await program.until(
			rows =>
				/^ ▲ 1 problem {2}our link down for /.test(rows[1] ?? '') &&
				/^ LINK DOWN .*; numbers are from \d\d:\d\d:\d\d; /.test(rows[2] ?? '') &&
				faultInFrame(rows, columns) === undefined,
		);
		// Below the report everything but the selected row is dim; above it nothing is.
		const rows = program.screen();
		expect([connectionsOf(rows, 'APP'), connectionsOf(rows, 'SYS')]).toEqual(['2', '1']);
		const isFaded = (row: number): boolean => inkOf(row).every(cell => cell.isDim);
		const accounts = rows.flatMap((row, index) => (/^ (?:APP|SYS) /.test(row) ? [index] : []));
		expect(accounts.filter(row => !inkOf(row).every(cell => cell.isInverse)).map(isFaded)).toEqual([true]);
		expect([isFaded(0), isFaded(1)]).toEqual([false, false]);

		// The age grows, and the attempts are counted.
		await program.until(seen => / LINK DOWN [1-9](?:\.\d)? s; /.test(seen[2] ?? ''));
		await program.until(new RegExp(`; [^;]*nothing is listening there; try \\d+ of 127\\.0\\.0\\.1:${server.port}`));

		program.keys('2');
		await program.until(seen => titleOf(seen).startsWith('SERVERS') && faultInFrame(seen, columns) === undefined);
		expect(connectionsOf(program.screen(), '–')).toBe('3');
		program.keys('0');
		await program.until(seen => titleOf(seen).startsWith('SYSTEM MESSAGES'));
	});

	test('reconnects by itself, says so, and asks everything again at once', async () => {
		await server.restart();
		await program.until(rows => !rows.some(row => row.includes('LINK DOWN')));
		// As soon as the link is up, all servers are asked; who we are and what the source wants to know come before.
		const isAskedNext = (rows: readonly string[]): boolean => {
			const up = rows.findLastIndex(row => / \(link\) .*\bstate\W+up\b/.test(row));
			const next = rows.slice(up + 1, up + 6);
			return up >= 0 && next.some(row => / \$SYS\.REQ\.SERVER\.PING +0$/.test(row));
		};
		await program.until(isAskedNext);
		program.keys('1');
		await program.until(rows => rows.some(row => / ● link up .*our connection is back/.test(row)));
		// It is another process now, with one client: us.
		program.keys('2');
		await program.until(rows => connectionsOf(rows, '–') === '1' && / solo ★ +restarted 0:\d\d /.test(rows.join('\n')));
		await program.until(rows => rows[0]?.includes(' 1/1 servers ') === true);
		await connectAs(server, 'app', {name: 'newcomer'});
		program.keys('3');
		await program.until(rows => rows.some(row => / \+ .* newcomer /.test(row)));
		program.keys('q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
	});
});
