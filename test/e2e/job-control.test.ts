// The program under a shell with job control: in the background it leaves the terminal alone, and can be ended there.
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {describe, test} from 'vitest';
import {type ProgramInTerminal, wholeModes} from '../helpers/terminal.ts';
import {faultInFrame} from './frame.ts';
import {endProgramsAfterAll, runInTerminal, runShell, shellCommand} from './program.ts';

endProgramsAfterAll();

const columns = 100;
const taken = {isAlternateScreen: true, isCursorHidden: true, isBracketedPaste: true, isLineWrap: false};

async function startShell(): Promise<ProgramInTerminal> {
	const shell = runShell({columns, rows: 30});
	await shell.until('prompt>');
	shell.keys(`bind 'set enable-bracketed-paste off'; PS1='ready> '; clear\r`);
	await shell.until(/^ready>$/m);
	return shell;
}

const isDrawn = (seen: string[]): boolean =>
	seen[0]?.includes('6/6 servers') === true && faultInFrame(seen, columns) === undefined;

/** Signals the job and waits until the shell knows it no more. */
async function endJob(shell: ProgramInTerminal): Promise<void> {
	shell.keys('clear; kill %1; while jobs %1 2>/dev/null | grep -q .; do sleep 0.05; done; echo "it is gone"\r');
	await shell.until(/^it is gone$/m);
}

describe.concurrent('started in the background', () => {
	test('it stops before it touches the terminal, and kill ends it', async ({expect}) => {
		const shell = await startShell();
		const before = shell.mark();
		shell.keys(`${shellCommand('--demo')} &\r`);
		await shell.until(/^\[1\] \d+$/m);
		shell.keys('jobs -s; until jobs -s | grep -q Stopped; do sleep 0.05; done; echo "it is stopped"\r');
		await shell.until(/^it is stopped$/m);
		expect(shell.received(before)).not.toMatch(/\u001B\[\?(?:1049|25l|2004h)/);
		await endJob(shell);
		expect(shell.modes()).toEqual(wholeModes);
		await shell.dispose();
	});

	test('it begins when it is brought to the foreground', async ({expect}) => {
		const shell = await startShell();
		shell.keys(`${shellCommand('--demo')} &\r`);
		shell.keys('until jobs -s | grep -q Stopped; do sleep 0.05; done; echo "it is stopped"\r');
		await shell.until(/^it is stopped$/m);
		shell.keys('fg\r');
		await shell.until(isDrawn);
		expect(shell.modes()).toEqual(taken);
		shell.keys('q');
		await shell.until(/^ready>\s*$/m);
		expect(shell.modes()).toEqual(wholeModes);
		await shell.dispose();
	});
});

describe.concurrent('stopped by Ctrl-Z', () => {
	test('kill ends it where it is', async ({expect}) => {
		const shell = await startShell();
		shell.keys(`${shellCommand('--demo')}\r`);
		await shell.until(isDrawn);
		shell.keys('\u001A');
		await shell.until(/Stopped[\s\S]*\nready>/);
		await endJob(shell);
		expect(shell.modes()).toEqual(wholeModes);
		await shell.dispose();
	});

	test('and continued in the background, it stops again, and comes back with fg', async ({expect}) => {
		const shell = await startShell();
		shell.keys(`${shellCommand('--demo')}\r`);
		await shell.until(isDrawn);
		shell.keys('\u001A');
		await shell.until(/Stopped[\s\S]*\nready>/);
		const before = shell.mark();
		shell.keys('clear; bg; sleep 0.3; until jobs -s | grep -q Stopped; do sleep 0.05; done; echo "again"\r');
		await shell.until(/^again$/m);
		expect(shell.modes()).toEqual(wholeModes);
		expect(shell.received(before)).not.toContain('\u001B[?1049h');
		shell.keys('fg\r');
		await shell.until(isDrawn);
		expect(shell.modes()).toEqual(taken);
		shell.keys('2q');
		await shell.until(/^ready>\s*$/m);
		await shell.dispose();
	});
});

describe.concurrent('SIGUSR1', () => {
	test('opens no port for a debugger, and leaves the screen whole', async ({expect}) => {
		const program = runInTerminal('--demo', {columns, rows: 30});
		await program.until(isDrawn);
		const before = program.mark();
		for (let times = 0; times < 3; times++) program.signal('SIGUSR1');
		program.keys('\u000C');
		await program.until(seen => program.received(before).includes('\u001B[H\u001B[J') && isDrawn(seen));
		expect(listeningPorts(program.pid)).toEqual([]);
		expect(program.received()).not.toContain('Debugger');
		program.keys('q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
	});
});

/** Inodes of sockets, as /proc names them, of which this process has one that listens. */
function listeningPorts(pid: number): string[] {
	const listening = readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
		.split('\n')
		.map(line => line.trim().split(/\s+/))
		.filter(([, , , state]) => state === '0A')
		.map(fields => fields[9] ?? '');
	const open = new Set(
		readdirSync(`/proc/${pid}/fd`).flatMap(descriptor => {
			try {
				return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? [];
			} catch {
				return [];
			}
		}),
	);
	return listening.filter(inode => open.has(inode));
}
