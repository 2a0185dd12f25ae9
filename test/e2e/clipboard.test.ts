// Copying from inside of tmux and of screen, as they are installed, where this machine has them.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {onTestFinished, test} from 'vitest';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {endProgramsAfterAll, runInShell, runInTerminal, shellCommand} from './program.ts';

endProgramsAfterAll();

const columns = 110;

/** The text of the first OSC 52 that the terminal got. */
function copied(program: ProgramInTerminal): string | undefined {
	const base64 = /\u001B\]52;[^;]*;([\w+/=]+)(?:\u0007|\u001B\\)/.exec(program.received())?.[1];
	return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString();
}

const row = /^east {2}n1 .*2\.15\.2/;
const isThere = (program: string, option: string): boolean => spawnSync(program, [option]).error === undefined;

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

if (isThere('tmux', '-V')) {
	test('inside tmux goes into its buffer, and into the clipboard of the terminal around it', async ({expect}) => {
		const socket = path.join(mkdtempSync(path.join(tmpdir(), 'tmux-')), 'socket');
		onTestFinished(() => {
			spawnSync('tmux', ['-S', socket, 'kill-server']);
			rmSync(path.dirname(socket), {recursive: true});
		});
		const command = `exec tmux -S ${socket} -f /dev/null new-session '${shellCommand('--demo --view servers')}'`;
		const program = runInShell(command, {columns, rows: 31});
		await pressCopy(program);
		await program.until(/^ copied row of n1 · by tmux buffer and OSC 52$/m);
		expect(execFileSync('tmux', ['-S', socket, 'show-buffer'], {encoding: 'utf8'})).toMatch(row);
		await program.until(() => copied(program) !== undefined);
		expect(copied(program)).toMatch(row);
		await program.dispose();
	});
}

if (isThere('screen', '-v')) {
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
		await program.dispose();
	});
}
