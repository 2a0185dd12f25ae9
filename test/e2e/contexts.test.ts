// Switching between contexts of the `nats` program without a restart: nothing of the old system is on the new screen.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {faultInFrame, titleOf} from './frame.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const size = {columns: 120, rows: 36};
const configuration = mkdtempSync(path.join(tmpdir(), 'contexts-'));
afterAll(() => rmSync(configuration, {recursive: true}));

let one: NatsServer;
let other: NatsServer;

function writeContext(name: string, fields: object): void {
	const folder = path.join(configuration, 'nats/context');
	mkdirSync(folder, {recursive: true});
	writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(fields), {mode: 0o600});
}

beforeAll(async () => {
	[one, other] = await Promise.all([startServer({name: 'first'}), startServer({name: 'second'})]);
	writeContext('one', {description: 'the first', url: one.url, user: 'sys', password: 'pw'});
	writeContext('other', {description: 'the second', url: other.url, user: 'sys', password: 'pw'});
	writeContext('tenant', {url: other.url, user: 'app', password: 'pw'});
});

function runWith(options: string, env: Record<string, string> = {}): ProgramInTerminal {
	return runInTerminal(options, {...size, env: {XDG_CONFIG_HOME: configuration, ...env}});
}

const shows = (name: string, server: string) => (rows: readonly string[]) =>
	(rows[0] ?? '').includes(`  ${name} · via ${server} · sys@SYS`) &&
	(rows[0] ?? '').includes('1/1 servers') &&
	faultInFrame(rows, size.columns) === undefined;

describe('a context', () => {
	test('is chosen from the list, and nothing of the one before is left', async () => {
		const program = runWith('--context one --view connects');
		await program.until(shows('one', 'first'));
		const client = await connectAs(one, 'app', {name: 'at-the-first'});
		await program.until(rows => rows.some(row => row.includes('at-the-first')));
		program.keys('x');
		await program.until(rows => titleOf(rows).startsWith('CONTEXTS 3'));
		expect(program.screen().filter(row => row.startsWith(' ★'))).toEqual([expect.stringContaining('the first')]);
		program.keys('j\r');
		await program.until(shows('other', 'second'));
		await program.until(rows => titleOf(rows).startsWith('CONNECTS'));
		expect(program.screen().join('\n')).not.toContain('at-the-first');
		// Events of the old system are not shown any more; those of the new one are.
		await client.close();
		await connectAs(other, 'app', {name: 'at-the-second'});

		await program.until(rows => rows.some(row => row.includes('at-the-second')));
		expect(program.screen().join('\n')).not.toContain('at-the-first');
		program.keys('0');
		await program.until(rows => titleOf(rows).startsWith('SYSTEM MESSAGES'));
		expect(program.screen().join('\n')).not.toContain('first');
		program.keys('Q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
	});

	test('can be abbreviated on the program’s command line', async () => {
		const program = runWith('--context one');
		await program.until(shows('one', 'first'));
		program.keys(':context ot\r');
		await program.until(shows('other', 'second'));
		program.keys(':context one\r');
		await program.until(shows('one', 'first'));
		await program.dispose();
	});

	test('that cannot be used says why, and the system before stays', async () => {
		const program = runWith('--context one --view connects');
		await program.until(shows('one', 'first'));
		program.keys(':context tenant\r');
		await program.until(rows => titleOf(rows).startsWith('Cannot switch to tenant'));
		await program.until(/user "app" is not in the system account/);
		await connectAs(one, 'app', {name: 'still-there'});
		program.keys(`${String.fromCharCode(27)}`);
		await program.until(rows => rows.some(row => row.includes('still-there')));
		expect(shows('one', 'first')(program.screen())).toBe(true);
		await program.dispose();
	});

	test('uses its own server and login, not those of the command line', async () => {
		const program = runWith(`-s ${one.url} --user sys --password pw`);
		await program.until(rows => (rows[0] ?? '').includes('via first'));
		program.keys(':context other\r');
		await program.until(shows('other', 'second'));
		await program.dispose();
	});
});

test('the connection of the system before is closed', async () => {
	const program = runWith('--context one');
	await program.until(shows('one', 'first'));
	const watcher = await connectAs(one, 'sys');
	const ids = async (): Promise<string[]> => {
		const answer = await watcher.request('$SYS.REQ.SERVER.PING.CONNZ', '{"auth":true}');
		const {data} = answer.json<{data: {connections: {name?: string; authorized_user: string}[]}}>();
		return data.connections.flatMap(({name, authorized_user: user}) =>
			user === 'sys' && name !== undefined ? [name] : [],
		);
	};
	expect(await ids()).toContain('nats-top-sys');
	program.keys(':context other\r');
	await program.until(shows('other', 'second'));
	await expect.poll(ids, {timeout: 30_000}).not.toContain('nats-top-sys');
	await program.dispose();
});
