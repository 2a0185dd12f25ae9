// The settings of the C library's allocator, which it reads when a process begins.
import {readFileSync} from 'node:fs';
import {describe, test} from 'vitest';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();

const rows = 24;

function allocatorSettings(pid: number): string[] {
	const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
	return variables.filter(variable => variable.startsWith('MALLOC_')).sort();
}

describe.runIf(process.platform === 'linux').concurrent('on a screen', () => {
	test('the program begins with them, under its own name and number', async ({expect}) => {
		const program = runInTerminal('--demo', {columns: 80, rows});
		await program.until('6/6 servers');
		expect(allocatorSettings(program.pid)).toEqual(['MALLOC_ARENA_MAX=1', 'MALLOC_TRIM_THRESHOLD_=131072']);
		expect(readFileSync(`/proc/${program.pid}/cmdline`, 'utf8')).toMatch(/^nats-top-sys\0/);
		program.keys('q');
		expect(await program.exited).toMatchObject({code: 0});
	});

	test('what is set already stays', async ({expect}) => {
		const program = runInTerminal('--demo', {columns: 80, rows, env: {MALLOC_ARENA_MAX: '7'}});
		await program.until('6/6 servers');
		expect(allocatorSettings(program.pid)).toEqual(['MALLOC_ARENA_MAX=7']);
	});
});
