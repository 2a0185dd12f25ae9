// Without a screen: one view as text, or everything as JSON. And a screen without colour.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, test} from 'vitest';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {spawnInTerminal} from '../helpers/terminal.ts';
import {faultInFrame} from './frame.ts';
import {endProgramsAfterAll, runInShell, runInTerminal, runPiped, shellCommand} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

let server: NatsServer;
let connected = '';

beforeAll(async () => {
	server = await startServer({name: 'alone'});
	connected = `-s ${server.url} --user sys --password pw`;
	await connectAs(server, 'app');
});

const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;

describe.concurrent('text', () => {
	test('is printed by --once: one view with its header, no escape sequences, exit code 0', async ({expect}) => {
		const {exitCode, said, complained} = await runPiped(`${connected} --once --view servers --width 100`);
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		expect(said).not.toMatch(control);
		const lines = said.split('\n');
		expect(lines.every(line => line.length <= 100)).toBe(true);
		expect(lines[0]).toMatch(/^ nats-top-sys {2}127\.0\.0\.1:\d+ · via alone · sys@SYS +1\/1 servers +\d\d:\d\d:\d\d$/);
		expect(lines[1]).toMatch(/^ ● OK {2}1\/1 servers/);
		expect(said).toMatch(/^ – +alone ★ +\d+ % /m);
		expect(said.endsWith('\n')).toBe(true);
		expect(said).not.toMatch(/\n\n$/);
	});

	test('is printed without --once too when the output is no terminal', async ({expect}) => {
		const {exitCode, said, complained} = await runPiped(`${connected} --view accounts --ascii`);
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		expect(said).toMatch(/^[\n\x20-\x7e]*$/);
		expect(said).toMatch(/^ APP +1 /m);
		expect(said).toMatch(/^ SYS +[1-9]\d* /m);
	});

	test('is printed by --once in a terminal as well, whose modes stay', async ({expect}) => {
		const program = runInTerminal(`${connected} --once --view servers`, {columns: 90, rows: 30});
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		// Colours, and nothing that moves a cursor or changes a mode.
		expect(program.received().replaceAll(/\u001B\[[\d;]*m/g, '')).not.toContain('\u001B');
		expect(program.screen()[0]).toMatch(/^ nats-top-sys {2}.* servers +\d\d:\d\d:\d\d$/);
		expect(program.screen().join('\n')).toMatch(/^ –? *alone ★ /m);
	});

	test('is ASCII where the locale has no Unicode, and as wide as asked for', async ({expect}) => {
		const {exitCode, said} = await runPiped(`${connected} --view servers --width 60`, {LC_ALL: 'C'});
		expect(exitCode).toBe(0);
		expect(said).toMatch(/^[\n\x20-\x7e]*$/);
		expect(Math.max(...said.split('\n').map(line => line.length))).toBe(60);
	});

	test('is what a dumb terminal gets', async ({expect}) => {
		const program = runInTerminal(`${connected} --view servers`, {columns: 90, rows: 30, env: {TERM: 'dumb'}});
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expect(program.received()).toMatch(/^[\r\n\x20-\x7e]+$/);
		expect(program.screen().join('\n')).toMatch(/^ -? *alone \* /m);
	});

	test('is told line by line in a dumb terminal, in words and until q', async ({expect}) => {
		const program = runInTerminal(connected, {columns: 200, rows: 30, env: {TERM: 'dumb'}});
		await program.until(rows => rows.some(row => row.includes(' keys: ')));
		// An arrow is one key, which says what the keys are once more.
		program.keys('\r!\u001B[Aq');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expect(program.received()).toMatch(/^[\r\n\x20-\x7e]+$/);
		expect(program.screen().filter(row => row !== '')).toEqual([
			'nats-top-sys: this terminal can show no screen (TERM=dumb): changes are told line by line, as --plain does',
			expect.stringMatching(
				/^20\S+ \S+ UTC watching 127\S+, connected to alone as user sys of account SYS; 1 of 1 server answers; OK: /,
			),
			expect.stringMatching(/ keys: Enter tells how things are now, ! the problems, q ends$/),
			expect.stringMatching(/ now: 1 of 1 server answers; OK: .*connects?, /),
			expect.stringMatching(/ no problems$/),
			expect.stringMatching(/ keys: Enter tells how things are now, ! the problems, q ends$/),
		]);
	});

	test.for([
		['SIGINT', 0],
		['SIGTERM', 143],
	] as const)('of changes ends with %s after a whole line', async ([signal, code], {expect}) => {
		const command = `bash -c 'echo $$; exec ${shellCommand('--demo --plain')}'; echo $?`;
		const shell = runInShell(`(${command}) | cat`, {columns: 250});
		await shell.until(/ UTC watching demo, /);
		const [pid] = shell.screen();
		process.kill(Number(pid), signal);
		await shell.exited;
		const lines = shell.screen().filter(row => row !== '');
		expect(lines[1]).toMatch(/ UTC watching demo, /);
		expect(lines.at(-1)).toBe(String(code));
	});

	test('takes --width, which a screen does not', async ({expect}) => {
		const program = runInTerminal(`${connected} --width 80`, {columns: 120, rows: 10});
		expect(await program.exited).toEqual({code: 2, signal: undefined});
		expect(program.screen()[0]).toMatch(/^nats-top-sys: cannot use --width: .*; add --once, or drop it$/);
	});

	test('of the demo needs no server', async ({expect}) => {
		const {exitCode, said, complained} = await runPiped('--demo --once', {NATS_URL: 'nats://127.0.0.1:1'});
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		expect(said).toMatch(/^ nats-top-sys {2}demo · via n1 \(east\) · sys@SYS +6\/6 servers · 2 clusters /);
		for (const name of ['n1', 'n2', 'n3', 'w1', 'w2', 'w3']) expect(said).toMatch(new RegExp(` ${name} `));
	});

	test('does not fail when its reader stops reading, but does when the disk is full', async ({expect}) => {
		const shell = async (line: string) => {
			const program = spawnInTerminal('bash', ['-c', line], {columns: 200});
			const {code} = await program.exited;
			const seen = program.screen().join('\n').trim();
			await program.dispose();
			return {code, seen};
		};
		const reads = shellCommand('--demo --json');
		expect(await shell(`${reads} | true; exit \${PIPESTATUS[0]}`)).toEqual({code: 0, seen: ''});
		expect(await shell(`${shellCommand('--help')} > /dev/full`)).toEqual({
			code: 1,
			seen: expect.stringMatching(/^nats-top-sys: cannot print: ENOSPC.*$/),
		});
		// A part of it fits; a reader that takes the first lines and leaves misses nothing.
		const folder = mkdtempSync(path.join(tmpdir(), 'no-room-'));
		expect(await shell(`ulimit -f 4; ${reads} > ${folder}/report.json`)).toEqual({
			code: 1,
			seen: expect.stringMatching(/^nats-top-sys: cannot print: EFBIG.*$/),
		});
		expect(readFileSync(path.join(folder, 'report.json'), 'utf8')).toMatch(/^\{\n/);
		rmSync(folder, {recursive: true});
		expect(await shell(`${reads} | head -1; exit \${PIPESTATUS[0]}`)).toEqual({code: 0, seen: '{'});
	});

	test('in a file is all of it', async ({expect}) => {
		const folder = mkdtempSync(path.join(tmpdir(), 'report-'));
		const file = path.join(folder, 'report.json');
		const program = spawnInTerminal('bash', ['-c', `${shellCommand('--demo --json')} > ${file}`], {columns: 200});
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expect(JSON.parse(readFileSync(file, 'utf8')).servers).toHaveLength(6);
		await program.dispose();
		rmSync(folder, {recursive: true});
	});
});

describe.concurrent('JSON', () => {
	test('has the servers, the accounts and who we are', async ({expect}) => {
		const {exitCode, said, complained} = await runPiped(`${connected} --json`);
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		const told = JSON.parse(said);
		expect(told).toMatchObject({
			format: 1,
			complete: true,
			link: {state: 'up', server: 'alone', user: 'sys', account: 'SYS'},
			servers: [{name: 'alone', state: 'up', version: expect.stringMatching(/^2\./)}],
		});
		const connections = Object.fromEntries(
			told.accounts.map((account: {name: string; connections: number}) => [account.name, account.connections]),
		);
		expect(connections).toMatchObject({APP: 1, SYS: expect.any(Number)});
	});

	test('of the demo has its six servers', async ({expect}) => {
		const {said} = await runPiped('--demo --json');
		const names = JSON.parse(said).servers.map((each: {name: string}) => each.name);
		expect(names.sort()).toEqual(['n1', 'n2', 'n3', 'w1', 'w2', 'w3']);
	});
});

describe.concurrent('rows', () => {
	test('of a real server are the same as JSON and as CSV', async ({expect}) => {
		const [json, csv] = await Promise.all([
			runPiped(`${connected} --json servers`),
			runPiped(`${connected} --csv servers --columns server,state,version,conns`),
		]);
		expect([json.exitCode, json.complained, csv.exitCode, csv.complained]).toEqual([0, '', 0, '']);
		const told = JSON.parse(json.said);
		expect(told).toMatchObject({
			table: 'servers',
			coverage: {servers_heard: 1, servers_expected: 1, servers_not_heard: [], waiting_for_answers: false},
			rows: [{server: 'alone', state: 'up', conns: expect.any(Number), cluster: null, caveats: {}}],
		});
		const [row] = told.rows;
		expect(csv.said).toMatch(new RegExp(`^server,state,version,conns\\r\\nalone,up,${row.version},\\d+\\r\\n$`));
	});
});

describe.concurrent('a screen without colour', () => {
	const colours = /\u001B\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m/;

	test.for([
		['--demo', '1'],
		['--demo --color never', undefined],
	] as const)(
		'is what "%s" with NO_COLOR %s gives: no sequence that sets a colour',
		async ([options, refused], {expect}) => {
			const program = runInTerminal(options, {columns: 100, rows: 30, env: {NO_COLOR: refused}});
			const isDrawn = (rows: string[]) =>
				rows[0]?.includes('6/6 servers') === true && faultInFrame(rows, 100) === undefined;
			await program.until(isDrawn);
			for (const key of '23450?') program.keys(key);
			await program.until(rows => rows[5]?.startsWith(' Help ') === true);
			expect(program.received()).toContain('\u001B[');
			expect(program.received()).not.toMatch(colours);
			await program.dispose();
		},
	);

	test('has them otherwise', async ({expect}) => {
		const program = runInTerminal('--demo', {columns: 100, rows: 30});
		await program.until(rows => rows[0]?.includes('6/6 servers') === true);
		expect(program.received()).toMatch(colours);
		await program.dispose();
	});

	test('and with --ascii has nothing but ASCII', async ({expect}) => {
		const program = runInTerminal('--demo --ascii', {columns: 100, rows: 30});
		await program.until(rows => rows[0]?.includes('6/6 servers') === true && rows[4] === '-'.repeat(100));
		for (const key of '23450?') program.keys(key);
		await program.until(rows => rows[5]?.startsWith(' Help ') === true);
		expect(program.received()).toMatch(/^[\x00-\x7f]*$/);
		await program.dispose();
	});
});

test('there is help, and a version', async ({expect}) => {
	const [help, version] = await Promise.all([runPiped('--help'), runPiped('--version')]);
	expect(help).toMatchObject({exitCode: 0, complained: ''});
	expect(help.said).toContain('nats-top-sys --demo');
	expect(version).toEqual({exitCode: 0, said: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/), complained: ''});
});
