// Clients that connect, disconnect and are refused, on the screen; and no secret of theirs or ours in anything written.
import {connect} from 'nats';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {below, rowWith, titleOf} from './frame.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const secrets = {sys: 'secret-of-the-operator', app: 'secret-of-the-application', typed: 'secret-that-is-wrong'};
const accounts = `accounts {
	SYS { users: [ { user: sys, password: "${secrets.sys}" } ] }
	APP { users: [ { user: app, password: "${secrets.app}" } ] }
}
system_account: SYS`;

let server: NatsServer;
let program: ProgramInTerminal;

beforeAll(async () => {
	server = await startServer({accounts});
	program = runInTerminal(`-s ${server.url} --user sys`, {columns: 200, rows: 50, env: {NATS_PASSWORD: secrets.sys}});
	await program.until('1/1 servers');
});

/** Presses keys and waits for the view or page that they lead to. */
async function press(keys: string, title: string): Promise<void> {
	program.keys(keys);
	await program.until(rows => titleOf(rows).startsWith(title));
}

describe('a client', () => {
	test('that disconnects is shown with its user, lifetime, sent and received, and the reason', async () => {
		await press('3', 'CONNECTS AND DISCONNECTS');
		const client = await connectAs(server, 'app', {pass: secrets.app, name: 'billing-worker'});
		await program.until(rows => rowWith(rows, /^ \d\d:\d\d:\d\d \+ .* billing-worker /, 'TIME') !== undefined);
		client.subscribe('invoices', {callback: () => {}});
		for (let count = 0; count < 3; count++) client.publish('invoices', 'x'.repeat(100));
		client.publish('elsewhere', 'x'.repeat(50));
		await client.flush();
		await client.close();
		const left = (rows: readonly string[]) => rowWith(rows, /^ \d\d:\d\d:\d\d − .* billing-worker /, 'TIME');
		await program.until(rows => left(rows) !== undefined);
		const {header = '', row = ''} = left(program.screen()) ?? {};
		const shown = {
			account: below('ACCOUNT', header, row),
			user: below('USER', header, row),
			name: below('CLIENT', header, row),
			host: below('HOST', header, row),
			server: below('SERVER', header, row),
			sent: below('SENT', header, row, 'right'),
			received: below('RECEIVED', header, row, 'right'),
			reason: below('REASON', header, row),
		};
		expect(shown).toEqual({
			account: 'APP',
			user: 'app',
			name: 'billing-worker',
			host: '127.0.0.1',
			server: 'solo',
			sent: '4/350',
			received: '3/300',
			reason: 'Client Closed',
		});
		const lived = row.slice(header.indexOf('SERVER') + 'SERVER'.length, header.indexOf('LIVED') + 'LIVED'.length);
		expect(lived).toMatch(/ \d+(?:\.\d)? m?s$/);
	});

	test('has a page, and the raw message behind it', async () => {
		await press('\r', 'Disconnected: billing-worker');
		const page = program.screen().join('\n');
		expect(page).toMatch(/(?:^| ) ?connected +\d\d:\d\d:\d\d(?: |$)/m);
		expect(page).toMatch(/(?:^| ) ?account +APP(?: |$)/m);
		expect(page).toMatch(/(?:^| ) ?user +app(?: |$)/m);
		expect(page).toMatch(/(?:^| ) ?sent +4 messages, 350 B(?: |$)/m);
		expect(page).toMatch(/(?:^| ) ?received +3 messages, 300 B(?: |$)/m);
		await press('J', 'Message $SYS.ACCOUNT.APP.DISCONNECT');
		expect(program.screen().join('\n')).toMatch(/^ {5}"name": "billing-worker",$/m);
		await press('\u001B', 'Disconnected: billing-worker');
		await press('\u001B', 'CONNECTS AND DISCONNECTS');
	});

	test('that is refused is shown with the user that was typed, with its page and its raw message', async () => {
		const refused = connect({servers: server.url, user: 'jane', pass: secrets.typed, name: 'report', reconnect: false});
		await expect(refused).rejects.toThrow('Authorization Violation');
		await press('4', 'WHO IS REFUSED');
		const found = (rows: readonly string[]) => rowWith(rows, /^ jane /, 'USER');
		await program.until(rows => found(rows) !== undefined);
		const {header = '', row = ''} = found(program.screen()) ?? {};
		expect({
			name: below('CLIENT', header, row),
			host: below('HOST', header, row),
			total: below('TOTAL', header, row, 'right'),
			server: below('ON', header, row),
			reason: below('REASON', header, row),
		}).toEqual({name: 'report', host: '127.0.0.1', total: '1', server: 'solo', reason: 'Authentication Failure'});

		await press('\r', 'Refused: report');
		expect(program.screen().join('\n')).toMatch(/(?:^| ) ?user +jane(?: |$)/m);
		await press('\u001B', 'WHO IS REFUSED');
		// The second pane: the refused logins in the order of time.
		await press('\t\r', 'Login refused: report');
		await press('J', 'Message $SYS.SERVER.N');
		expect(titleOf(program.screen())).toMatch(/^Message \$SYS\.SERVER\.N[A-Z0-9]{55}\.CLIENT\.AUTH\.ERR(?: |$)/);
		expect(program.screen().join('\n')).toMatch(/^ {5}"user": "jane",$/m);
	});

	test('keeps its secret: no password was ever written to the terminal', async () => {
		await press('0', 'SYSTEM MESSAGES');
		// Page through the raw messages from the first.
		program.keys('g');
		const opened = new Set<string>();
		for (let count = 0; count < 12; count++) {
			await press('\r', 'Message ');
			opened.add(program.screen().slice(6, -2).join('\n'));
			await press('\u001B', 'SYSTEM MESSAGES');
			program.keys('j');
		}
		expect(opened.size).toBe(12);
		expect(program.received()).toContain('jane');
		for (const secret of Object.values(secrets)) expect(program.received()).not.toContain(secret);
		expect(program.received()).not.toContain('secret-');
	});
});
