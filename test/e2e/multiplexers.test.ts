// Inside of tmux, screen and mosh, as they are installed, where this machine has them: what is copied reaches the terminal
// around them, nothing but what they show is sent to it, and it is given back whole.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type ExpectStatic, onTestFinished, test} from 'vitest';
import {type ProgramInTerminal, wholeModes} from '../helpers/terminal.ts';
import {endProgramsAfterAll, runInShell, runInTerminal, shellCommand} from './program.ts';

endProgramsAfterAll();

const columns = 110;

/** The text of the first OSC 52 that the terminal got. */
function copied(program: ProgramInTerminal): string | undefined {
	const base64 = /\u001B\]52;[^;]*;([\w+/=]+)(?:\u0007|\u001B\\)/.exec(program.received())?.[1];
	return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString();
}

const row = /^east {2}n1 .*2\.15\.2/;

function isInstalled(program: string, option: string): boolean {
	const isFound = spawnSync(program, [option]).error === undefined;
	if (!isFound) console.log(`${program} is not installed: nothing was copied inside of it`);
	return isFound;
}

/** Quits, and waits for what is around the program to end with it. */
async function quit(program: ProgramInTerminal, expect: ExpectStatic): Promise<void> {
	// What is in between answers for itself, or not at all.
	expect(program.received()).not.toContain('\u001B]11;?');
	program.keys('q');
	await program.exited;
	expect(program.modes()).toEqual(wholeModes);
}

async function pressCopy(program: ProgramInTerminal): Promise<void> {
	await program.until(/6\/6 servers/);
	await program.until(/^ ?east +n1 /m);
	program.keys('y');
}

test('in a plain terminal goes by OSC 52', async ({expect}) => {
	const program = runInTerminal('--demo --view servers', {columns, rows: 30});
	await pressCopy(program);
	await program.until(/^ copied row of n1 · by OSC 52, if the terminal takes it$/m);
	expect(copied(program)).toMatch(row);
	await program.dispose();
});

if (isInstalled('tmux', '-V')) {
	test('inside tmux goes into its buffer, and into the clipboard of the terminal around it', async ({expect}) => {
		const socket = path.join(mkdtempSync(path.join(tmpdir(), 'tmux-')), 'socket');
		onTestFinished(() => {
			spawnSync('tmux', ['-S', socket, 'kill-server']);
			rmSync(path.dirname(socket), {recursive: true});
		});
		const modes = '#{alternate_on} #{cursor_flag} #{wrap_flag} #{origin_flag} #{insert_flag}';
		const after = `tmux -S ${socket} display -p "${modes}" > ${socket}.modes`;
		const inside = `${shellCommand('--demo --view servers')}; ${after}`;
		const command = `exec tmux -S ${socket} -f /dev/null new-session '${inside}'`;
		const program = runInShell(command, {columns, rows: 31});
		await pressCopy(program);
		await program.until(/^ copied row of n1 · by tmux buffer and OSC 52$/m);
		expect(execFileSync('tmux', ['-S', socket, 'show-buffer'], {encoding: 'utf8'})).toMatch(row);
		await program.until(() => copied(program) !== undefined);
		expect(copied(program)).toMatch(row);
		await quit(program, expect);
		expect(readFileSync(`${socket}.modes`, 'utf8')).toBe('0 1 1 0 0\n');
	});
}

if (isInstalled('screen', '-v')) {
	test('inside screen reaches the terminal around it', async ({expect}) => {
		const name = `copy-${process.pid}`;
		onTestFinished(() => void spawnSync('screen', ['-S', name, '-X', 'quit']));
		const program = runInShell(`exec screen -c /dev/null -U -S ${name} ${shellCommand('--demo --view servers')}`, {
			columns,
			rows: 30,
		});
		await pressCopy(program);
		await program.until(/^ copied row of n1 · by OSC 52 through screen, if the terminal takes it$/m);
		await program.until(() => copied(program) !== undefined);
		expect(copied(program)).toMatch(row);
		await quit(program, expect);
	});
}

if (isInstalled('mosh-server', '--version')) {
	test('over mosh reaches the terminal of the person', async ({expect}) => {
		const server = ['new', '-i', '127.0.0.1', '-p', '0', '--', 'bash', '-c', shellCommand('--demo --view servers')];
		// Without a client it would stay for ever, with the program inside.
		const mosh = {MOSH_SERVER_NETWORK_TMOUT: '60'};
		const env = {...process.env, ...mosh, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color', TMUX: '', STY: ''};
		const told = execFileSync('mosh-server', server, {env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
		const [, port, key] = /^MOSH CONNECT (\d+) (\S+)$/m.exec(told) ?? [];
		const program = runInShell(`MOSH_KEY=${key} exec mosh-client 127.0.0.1 ${port}`, {columns, rows: 30});
		await pressCopy(program);
		await program.until(/^ copied row of n1 · by OSC 52, if the terminal takes it$/m);
		await program.until(() => copied(program) !== undefined);
		expect(copied(program)).toMatch(row);
		await quit(program, expect);
	});
}
