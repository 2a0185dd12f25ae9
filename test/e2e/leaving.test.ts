// The terminal is restored however the program ends or stops: by key, by signal, while nobody reads its output.
import {readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {describe, test} from 'vitest';
import {type ProgramInTerminal, wholeModes} from '../helpers/terminal.ts';
import {faultInFrame} from './frame.ts';
import {endProgramsAfterAll, runInTerminal, runShell, shellCommand} from './program.ts';

endProgramsAfterAll();

const leaves = '\u001B[?1049l';
const taken = {isAlternateScreen: true, isCursorHidden: true, isBracketedPaste: true, isLineWrap: false};

async function start(columns = 80, rows = 24): Promise<ProgramInTerminal> {
	const program = runInTerminal('--demo', {columns, rows});
	await program.until(seen => seen[0]?.includes('6/6 servers') === true && faultInFrame(seen, columns) === undefined);
	return program;
}

/** Bytes that the program has read and written so far, keys and frames among them. */
function bytesOf(program: ProgramInTerminal): {read: number; written: number} {
	const counts = readFileSync(`/proc/${program.pid}/io`, 'utf8');
	const count = (name: string): number => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(counts)?.[1]);
	return {read: count('rchar'), written: count('wchar')};
}

/**
 * Stops reading, as on a link that has stalled, and waits until the program has noticed: it takes one key after the
 * other, each of which would draw the whole screen, and writes nothing.
 */
async function stall(program: ProgramInTerminal): Promise<void> {
	program.pauseReading();
	const end = performance.now() + 30_000;
	let before = bytesOf(program);
	for (let unanswered = 0; unanswered < 5; ) {
		program.keys('\u000C');
		let now = bytesOf(program);
		while (now.read === before.read) {
			if (performance.now() > end) throw new Error('the program takes no keys');
			await pause(2);
			now = bytesOf(program);
		}
		unanswered = now.written - before.written < 500 ? unanswered + 1 : 0;
		before = now;
		if (performance.now() > end) throw new Error('the link does not stall');
	}
}

describe.concurrent('the terminal is restored', () => {
	test.for([
		['q', 'q', 0],
		['Q', 'Q', 0],
		['Ctrl-C', '\u0003', 0],
		['q in a page, twice', '2\rqq', 0],
		['Ctrl-C while a filter is typed', '/abc\u0003', 0],
	] as const)('on %s', async ([_name, keys, code], {expect}) => {
		const program = await start();
		expect(program.modes()).toEqual(taken);
		program.keys(keys);
		expect(await program.exited).toEqual({code, signal: undefined});
		expect(program.modes()).toEqual(wholeModes);
		// The terminal shows none of it.
		expect(program.screen().join('')).toBe('');
	});

	test.for([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
		['SIGQUIT', 131],
	] as const)('on %s, with exit code %i', async ([signal, code], {expect}) => {
		const program = await start();
		program.signal(signal);
		expect(await program.exited).toEqual({code, signal: undefined});
		expect(program.modes()).toEqual(wholeModes);
		expect(program.screen().join('')).toBe('');
	});

	test('when the window is closed, the program ends', async ({expect}) => {
		const program = await start();
		program.hangUp();
		expect(await program.exited).toEqual({code: 129, signal: undefined});
	});

	test('on Ctrl-Z, and taken again when the shell continues it', async ({expect}) => {
		const shell = runShell({columns: 100, rows: 30});
		await shell.until('prompt>');
		shell.keys(`bind 'set enable-bracketed-paste off'; ${shellCommand('--demo --view accounts')}\r`);
		const isDrawn = (seen: string[]) =>
			seen[5]?.startsWith(' ACCOUNTS ') === true && faultInFrame(seen, 100) === undefined;
		await shell.until(isDrawn);
		shell.keys('\u001A');
		await shell.until(/Stopped[\s\S]*\nprompt>/);
		expect(shell.modes()).toEqual(wholeModes);
		const stopped = shell.mark();
		shell.keys('fg\r');
		await shell.until(isDrawn);
		expect(shell.modes()).toEqual(taken);
		// Keys arrive without Enter again, and the alternate screen was entered once.
		shell.keys('2');
		await shell.until(seen => seen[5]?.startsWith(' SERVERS ') === true);
		expect(shell.received(stopped)).not.toContain(leaves);

		shell.keys('q');
		await shell.until(/\nprompt>\s*$/);
		expect(shell.modes()).toEqual(wholeModes);
		shell.keys('echo "the code is $?"\r');
		await shell.until(/^the code is 0$/m);
	});

	test('when keys come from the terminal, and standard input is something else', async ({expect}) => {
		const shell = runShell({columns: 100, rows: 30});
		await shell.until('prompt>');
		shell.keys(`bind 'set enable-bracketed-paste off'; echo | ${shellCommand('--demo')}\r`);
		await shell.until(seen => seen[0]?.includes('6/6 servers') === true && faultInFrame(seen, 100) === undefined);
		shell.keys('2');
		await shell.until(seen => seen[5]?.startsWith(' SERVERS ') === true);
		shell.keys('q');
		await shell.until(/\nprompt>\s*$/);
		expect(shell.modes()).toEqual(wholeModes);
		// The shell reads lines as before.
		shell.keys('echo "still $((40 + 2))"\r');
		await shell.until(/^still 42$/m);
	});
});

describe.concurrent('while nobody reads the output', () => {
	test.for([
		['q', 0],
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('%s ends it, and the terminal is whole once it is read again', async ([way, code], {expect}) => {
		const program = await start(200, 50);
		await stall(program);
		if (way === 'q') program.keys('q');
		else program.signal(way);
		program.resumeReading();
		expect(await program.exited).toEqual({code, signal: undefined});
		expect(program.modes()).toEqual(wholeModes);
	});

	test.for([
		['q', 0],
		['SIGTERM', 143],
	] as const)('%s ends it even when reading never goes on', async ([way, code], {expect}) => {
		const program = await start(200, 50);
		await stall(program);
		if (way === 'q') program.keys('q');
		else program.signal(way);
		expect(await program.exited).toEqual({code, signal: undefined});
	});

	test('it goes on; when reading resumes, the newest frame is drawn and no key is lost', async ({expect}) => {
		const program = await start(200, 50);
		await stall(program);
		program.keys('2');
		program.resumeReading();
		await program.until(seen => seen[5]?.startsWith(' SERVERS ') === true && faultInFrame(seen, 200) === undefined);
		expect(program.modes()).toEqual(taken);
		await program.dispose();
	});
});
