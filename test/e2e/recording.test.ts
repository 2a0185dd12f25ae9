import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterAll, describe, expect, test} from 'vitest';
import {endProgramsAfterAll, runInTerminal, runPiped} from './program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'recording-'));
endProgramsAfterAll();
afterAll(() => rmSync(folder, {recursive: true, force: true}));

type Line = {readonly at: string; readonly subject: string; readonly data?: unknown};

function parsed(text: string): {readonly header: unknown; readonly messages: readonly Line[]} {
	const [header, ...messages] = text
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	return {header, messages};
}

describe('a recording', () => {
	test('goes to the home folder, and is found there, where the shell left the ~', async () => {
		const home = mkdtempSync(path.join(folder, 'home-'));
		const env = {HOME: home};
		const recorded = await runPiped('--demo --record=~/one.ndjson --once', env);
		expect(recorded.complained).toContain(` in ${home}/one.ndjson\n`);
		const replayed = await runPiped('--replay=~/one.ndjson --once --view servers', env);
		expect(replayed).toMatchObject({exitCode: 0, complained: ''});
		const program = runInTerminal('--replay=~/one.ndjson', {cwd: folder, columns: 100, rows: 30, env});
		await program.until(/REPLAY/);
		program.keys(':snapshot ~/two\r');
		await program.until(`wrote ${home}/two.md and its .json`);
		program.keys(':write ~/three.ndjson\r');
		await program.until(`wrote ${home}/three.ndjson: `);
		program.keys('Q');
		await program.exited;
		expect(readdirSync(home).toSorted()).toEqual(['one.ndjson', 'three.ndjson', 'two.json', 'two.md']);
	});

	test('of all, and of the last minutes by W, shows the same when it is replayed', async () => {
		const all = path.join(folder, 'all.ndjson');
		const program = runInTerminal(`--demo --utc --record ${all}`, {cwd: folder, columns: 160, rows: 40});
		await program.until(/auth errors [1-9]/);
		program.keys('W');
		await program.until('wrote ');
		program.keys('Q');
		await program.exited;
		const [written = ''] = readdirSync(folder).filter(name => name.endsWith('.gz'));
		expect(written).toMatch(/^nats-top-sys-demo-\d{4}-\d\d-\d\dT\d{6}Z\.ndjson\.gz$/);
		expect(statSync(all).mode & 0o077).toBe(0);

		const whole = parsed(readFileSync(all, 'utf8'));
		const last = parsed(gunzipSync(readFileSync(path.join(folder, written))).toString());
		expect(whole.header).toMatchObject({format: 'nats-top-sys recording', version: 1, label: 'demo', servers: []});
		expect(last.header).toMatchObject({servers: expect.arrayContaining([expect.objectContaining({name: 'n1'})])});
		expect(last.messages.length).toBeGreaterThan(100);
		expect(whole.messages.slice(0, last.messages.length)).toEqual(last.messages);

		const at = last.messages.at(-1)?.at ?? '';
		const shown = async (file: string) => {
			const run = await runPiped(`--replay ${file} --at ${at} --utc --once --view servers`);
			expect(run).toMatchObject({exitCode: 0, complained: ''});
			return run.said.split('\n').slice(1).join('\n');
		};
		const fromAll = await shown(all);
		expect(fromAll).toContain(' n1 ');
		expect(await shown(path.join(folder, written))).toBe(fromAll);

		const replay = runInTerminal(`--replay ${all} --speed 10 --utc`, {columns: 120, rows: 40});
		await replay.until(/ REPLAY 0:\d\d of 0:\d\d ▶ 10×/);
		// At ten times its speed it is soon over.
		await replay.until(/ REPLAY (\d:\d\d) of \1 ⏸/);
		expect(replay.screen()[0]).toContain(' nats-top-sys  all.ndjson ');
		replay.keys(',');
		await replay.until(/ ⏸ .*\n(?:.*\n){3} \d\d:\d\d:\d\d [─▲]+┃[─▲]+ \d\d:\d\d:\d\d\n/);
		replay.keys('Q');
		expect(await replay.exited).toEqual({code: 0, signal: undefined});
	});

	test('does not take the place of a file, and names one that is none', async () => {
		const other = path.join(folder, 'other');
		const first = await runPiped(`--demo --json --record ${other}`);
		expect(first).toMatchObject({exitCode: 0, complained: expect.stringMatching(/^nats-top-sys: recorded .* in /)});
		const again = await runPiped(`--demo --json --record ${other}`);
		expect(again).toMatchObject({
			exitCode: 1,
			complained: `nats-top-sys: cannot record to ${other}: there is a file of this name already; name another file\n`,
		});
		const none = await runPiped('--replay package.json --json');
		expect(none.exitCode).toBe(1);
		expect(none.complained).toContain('it is no recording');
	});
});
