// Stopped by Ctrl-Z under a shell, with a real server: nothing is asked of the server meanwhile, and fg shows how things are.
import {afterAll, describe, expect, test} from 'vitest';
import {connectAs, startServer, stopServers} from '../helpers/nats-server.ts';
import {endProgramsAfterAll, runShell, shellCommand} from './program.ts';

endProgramsAfterAll();
afterAll(stopServers);

const rowOf = (rows: readonly string[], account: string): string =>
	rows.find(row => new RegExp(`^[ »]${account} `).test(row)) ?? '';

/** Seconds in which a program that runs asks several times. */
const pauseSeconds = 6;

describe('a program that is suspended', () => {
	test('asks nothing, and shows the present when it is back', async () => {
		const server = await startServer();
		const asked: string[] = [];
		const watcher = await connectAs(server, 'sys');
		watcher.subscribe('$SYS.REQ.>', {
			callback(_error, {subject}) {
				asked.push(subject);
			},
		});
		await connectAs(server, 'app');

		const shell = runShell({columns: 120, rows: 30});
		await shell.until('prompt>');
		shell.keys(`bind 'set enable-bracketed-paste off'; PS1='ready> '; clear\r`);
		await shell.until(/^ready>$/m);
		shell.keys(`${shellCommand(`-s ${server.url} --user sys --password pw --view accounts`)}\r`);
		await shell.until(rows => / 1 /.test(rowOf(rows, 'APP')));
		expect(asked.length).toBeGreaterThan(0);

		shell.keys('\u001A');
		await shell.until(/Stopped[\s\S]*\nready>/);
		await watcher.flush();
		const before = asked.length;
		await connectAs(server, 'app');
		await connectAs(server, 'app');
		shell.keys(`clear; sleep ${pauseSeconds}; echo "time is over"\r`);
		await shell.until(/^time is over$/m);
		await watcher.flush();
		expect(asked.slice(before)).toEqual([]);

		shell.keys('fg\r');
		await shell.until(rows => / 3 /.test(rowOf(rows, 'APP')));
		expect(shell.screen().join('\n')).not.toMatch(/silent|LINK DOWN|nothing heard/);
		// It asks again, and does not make up for what it has not asked.
		await shell.until(() => asked.length > before);
		await watcher.flush();
		expect(asked.slice(before).filter(subject => subject === '$SYS.REQ.SERVER.PING').length).toBeLessThanOrEqual(2);
		shell.keys('q');
		await shell.until(/^ready>\s*$/m);
		await shell.dispose();
	});
});
