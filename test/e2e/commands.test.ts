// A client that listens to all requests sees everything the program sends. Without --allow-actions that is never a request
// that changes anything, whatever is pressed; with it, only after the name was typed, and then exactly the one shown.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {NatsConnection} from 'nats';
import {afterAll, describe, expect, test} from 'vitest';
import {permissionsFor} from '../../source/connection/permissions/permissions.ts';
import {bindings} from '../../source/ui/bindings.ts';
import {views} from '../../source/views/catalogue.ts';
import {connectAs, startServer, stopServers} from '../helpers/nats-server.ts';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {startFullResolver} from '../topologies/operator-accounts.ts';
import {titleOf} from './frame.ts';
import {bytesOf, escape} from './key-bytes.ts';
import {endProgramsAfterAll, runInTerminal, runPiped} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const columns = 120;
const leaving = new Set(['q', 'Q', 'ctrl-c', 'ctrl-z']);
const keys = bindings.flatMap(binding => Object.keys(binding.keys)).filter(key => !leaving.has(key));
/** Every key in every view takes its time on a busy machine. */
const everyKeyMs = 300_000;
const tabs = views.map(({key}) => key);

/** All requests of somebody who only looks; ids are `*`. Some are sent to all servers as well. */
const reading = new Set([
	...permissionsFor('demand')
		.filter(({operation}) => operation === 'publish')
		.flatMap(({subject}) => [subject, subject.replace('.SERVER.*.', '.SERVER.PING.')]),
	// The same as USER.INFO, as the server hands it on.
	'$SYS.REQ.USER.*.INFO',
]);

type Seen = {readonly subject: string; readonly body: string};

class Wire {
	readonly seen: Seen[] = [];
	readonly #name: (subject: string) => string;

	constructor(watcher: NatsConnection) {
		const id = watcher.info?.server_id ?? '';
		this.#name = subject => subject.replace(id, '*').replace(/(?<=\.(?:ACCOUNT|USER)\.)(?:APP|SYS)(?=\.)/, '*');
		watcher.subscribe('$SYS.REQ.>', {
			callback: (_error, message) => {
				this.seen.push({subject: message.subject, body: message.string()});
			},
		});
	}

	/** The requests that are on none of these lists. */
	others(...known: readonly ReadonlySet<string>[]): readonly Seen[] {
		return this.seen.filter(({subject}) => !known.some(set => set.has(this.#name(subject))));
	}

	count(subject: string): number {
		return this.seen.filter(one => this.#name(one.subject) === subject).length;
	}
}

async function start(options: string) {
	const server = await startServer({name: 'n1'});
	const watcher = await connectAs(server, 'sys', {name: 'watcher'});
	const wire = new Wire(watcher);
	await watcher.flush();
	const command = `-s ${server.url} --user sys --password pw --utc ${options}`.trim();
	const program = runInTerminal(command, {columns, rows: 40});
	await program.until(seen => seen[0]?.includes('1/1 servers') === true);
	const client = await connectAs(server, 'app', {name: 'orders'});
	return {server, watcher, wire, program, client};
}

/** Presses keys and waits until they are done: the program draws everything again, and asks once more. */
async function press(program: ProgramInTerminal, wire: Wire, bytes: string): Promise<void> {
	const before = program.mark();
	program.keys(bytes);
	program.keys('\u000C');
	await program.until(() => program.received(before).includes(`${escape}[H${escape}[J`));
	expect(wire.seen.length).toBeGreaterThan(0);
}

/** Every key in every view, each alone and followed by the names that could be asked for. */
async function pressEverything(program: ProgramInTerminal, wire: Wire, names: readonly string[]): Promise<void> {
	for (const view of tabs) {
		for (const key of keys) {
			await press(program, wire, `${escape}${escape}${view}${bytesOf(key)}`);
			// Frozen, the other keys would show nothing.
			if (key === 'space') await press(program, wire, ' ');
		}
		for (const key of ['K', 'L', 'R', 'P']) {
			for (const name of names) await press(program, wire, `${escape}${escape}${view}${key}${name}\r`);
			await press(program, wire, `${escape}${escape}${view}\r${key}`);
			await press(program, wire, `${names.at(-1)}\r`);
		}
	}
	// By now the listener has seen all requests sent before.
	program.keys(`${escape}${escape}1`);
	const asked = wire.count('$SYS.REQ.SERVER.PING');
	program.keys('r');
	await program.until(() => wire.count('$SYS.REQ.SERVER.PING') > asked);
}

async function onConnection(program: ProgramInTerminal): Promise<void> {
	program.keys(`${escape}${escape}3`);
	await program.until(seen => titleOf(seen).startsWith('CONNECTS') && seen.some(row => row.includes('orders')));
	program.keys('G');
}

test.each([
	['--demo --allow-actions', 'there is no terminal, and each action is confirmed by typing; drop it'],
	[
		'--demo --once --allow-actions',
		'each action is confirmed by typing, and nothing can be typed then; drop it or --once',
	],
])('where nothing can be typed it does not begin: %s', async (options, why) => {
	const {exitCode, said, complained} = await runPiped(options);
	expect([exitCode, said]).toEqual([2, '']);
	expect(complained).toBe(`nats-top-sys: cannot use --allow-actions: ${why}\n`);
});

describe.concurrent('requests of the program', () => {
	test('only read, whatever is pressed', {timeout: everyKeyMs}, async ({expect}) => {
		const {wire, program, client} = await start('');
		await onConnection(program);
		await pressEverything(program, wire, ['orders', 'n1', 'APP']);
		expect(wire.count('$SYS.REQ.SERVER.PING')).toBeGreaterThan(1);
		expect(wire.others(reading)).toEqual([]);
		expect(client.isClosed()).toBe(false);
		await program.dispose();
	});

	test('only read until the name is typed; then the request that was shown is sent', {timeout: everyKeyMs}, async ({
		expect,
	}) => {
		const {server, wire, program, client} = await start('--allow-actions');
		await onConnection(program);
		await pressEverything(program, wire, ['nobody', 'ORDERS', 'N1']);
		expect(wire.others(reading)).toEqual([]);
		expect(wire.count('$SYS.REQ.SERVER.*.CONNZ')).toBeGreaterThan(0);
		expect(wire.count('$SYS.REQ.SERVER.*.VARZ')).toBeGreaterThan(0);

		await onConnection(program);
		program.keys('K');
		await program.until(seen => seen.at(-1)?.startsWith(' type orders: ') === true);
		const cid = client.info?.client_id ?? 0;
		const subject = `$SYS.REQ.SERVER.${client.info?.server_id ?? ''}.KICK`;
		const shown = program.screen();
		expect(shown).toContain(` ${subject}`);
		expect(shown).toContain(` {"cid":${cid}}`);
		program.keys('order\r');
		await program.until(seen => seen.at(-1)?.includes('“order” does not match: nothing was sent') === true);
		expect(wire.others(reading)).toEqual([]);
		expect(client.isClosed()).toBe(false);

		program.keys('orders\r');
		await program.until(seen => seen.some(row => row.includes('has kicked it')));
		await client.closed();
		expect(wire.others(reading)).toEqual([{subject, body: `{"cid":${cid}}`}]);
		await program.until(seen => seen.some(row => row.includes(`connection ${cid}`) && /Kicked|closed/.test(row)));

		// A command on the server: another name has to be typed.
		program.keys(`${escape}2gR`);
		await program.until(seen => seen.at(-1)?.startsWith(' type n1: ') === true);
		server.configure({config: 'max_payload: 65536'});
		program.keys('n1\r');
		await program.until(seen => seen.some(row => /configuration read at \d\d:\d\d:\d\d, it has changed/.test(row)));
		expect(wire.others(reading).map(({subject: its}) => its.replace(/^.*\./, ''))).toEqual(['KICK', 'RELOAD']);
		program.keys('Q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
	});

	test('push the JWT of a file, which no screen shows', async ({expect}) => {
		const topology = await startFullResolver();
		const folder = mkdtempSync(join(tmpdir(), 'changes-'));
		try {
			const client = await topology.connect(topology.far, 'LIMITED', {name: 'limited'});
			const wire = new Wire(await topology.connect(topology.far, 'SYS', {name: 'watcher'}));
			const token = (await topology.operator?.sign('LIMITED', {conn: 42})) ?? '';
			const file = join(folder, 'limited.jwt');
			writeFileSync(file, token);
			const program = runInTerminal([...topology.commandLine, '--utc', '--allow-actions'].join(' '), {
				columns,
				rows: 40,
			});
			await program.until(seen => seen[0]?.includes('1/1 servers') === true);
			program.keys('5/LIMITED');
			await program.until(seen => titleOf(seen).startsWith('ACCOUNTS 1 of'));
			program.keys('\rP');
			await program.until(seen => seen.at(-1)?.startsWith(' file with the account’s JWT: ') === true);
			program.keys(`${file}\r`);
			await program.until(seen => seen.at(-1)?.startsWith(' type LIMITED: ') === true);
			expect(program.screen().some(row => /^ connections +100 → 42$/.test(row))).toBe(true);
			expect(wire.seen.filter(({subject}) => subject.endsWith('.UPDATE'))).toEqual([]);
			program.keys('LIMITED\r');
			await program.until(seen => seen.some(row => row.includes('1 of 1 server took the new claims')));
			const subject = `$SYS.REQ.ACCOUNT.${topology.accountId('LIMITED')}.CLAIMS.UPDATE`;
			expect(wire.seen.filter(one => one.subject.endsWith('.UPDATE'))).toEqual([{subject, body: token}]);
			// Nor is it among the messages.
			program.keys(`${escape}0/UPDATE\r`);
			await program.until(seen => seen.some(row => row.includes('name=LIMITED')));
			expect(program.received()).not.toContain(token.slice(0, 20));
			await client.close();
			await program.dispose();
		} finally {
			rmSync(folder, {recursive: true});
			await topology.stop();
		}
	});
});
