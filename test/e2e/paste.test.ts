// A pasted text is not typed: it goes into an open prompt as one line, and does nothing elsewhere.
import {describe, test} from 'vitest';
import type {ProgramInTerminal} from '../helpers/terminal.ts';
import {faultInFrame, titleOf} from './frame.ts';
import {escape} from './key-bytes.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();

const columns = 100;

async function start(options = '--demo'): Promise<ProgramInTerminal> {
	const program = runInTerminal(options, {columns, rows: 30});
	await program.until(seen => seen[0]?.includes('6/6 servers') === true && faultInFrame(seen, columns) === undefined);
	return program;
}

const pasted = (text: string): string => `${escape}[200~${text}${escape}[201~`;

describe.concurrent('a paste', () => {
	test('where nothing is typed is refused with a sentence, and its letters are no keys', async ({expect}) => {
		const program = await start();
		expect(program.modes().isBracketedPaste).toBe(true);
		program.keys(pasted('eu-quebec-1\nnext line\u0003'));
		await program.until(/^ a paste is not taken as keys: \/ or : opens a line to paste into$/m);
		program.keys('2');
		await program.until(seen => titleOf(seen).startsWith('SERVERS'));
		program.keys('q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expect(program.modes().isBracketedPaste).toBe(false);
	});

	test('goes into a prompt as one line, also in the read that opens it', async ({expect}) => {
		const program = await start();
		program.keys(`2/${pasted('\nstate:up\r\nq\tn1\n')}`);
		await program.until(/^ filter: state:up q n1█/m);
		program.keys(`${escape}:${pasted('ser')}vers\r`);
		await program.until(seen => titleOf(seen).startsWith('SERVERS 6'));
		program.keys(`/${pasted('x'.repeat(5000))}`);
		await program.until('only the first 200 characters were taken');
		expect(faultInFrame(program.screen(), columns)).toBeUndefined();
		await program.dispose();
	});

	test('confirms nothing', async ({expect}) => {
		const program = await start('--demo --allow-actions --view servers');
		program.keys('R');
		await program.until(/type \S+: █/);
		const name = /type (\S+): █/.exec(program.screen().join('\n'))?.[1] ?? '';
		expect(name).not.toBe('');
		program.keys(pasted(`${name}\r`));
		await program.until('a confirmation is typed, not pasted: nothing was sent');
		program.keys(`\r${name}`);
		await program.until(`type ${name}: ${name}█`);
		await program.dispose();
	});

	test('that lacks its end does not take the keys for good', async ({expect}) => {
		const program = await start();
		program.keys(`${escape}[200~abc`);
		program.keys('\u0003');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		const other = await start();
		other.keys(`${escape}[200~abc`);
		await other.until(/^ a paste is not taken as keys/m);
		other.keys('q');
		expect(await other.exited).toEqual({code: 0, signal: undefined});
	});
});
