import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {PassThrough} from 'node:stream';
import {build} from 'esbuild';
import {afterAll, beforeAll, describe, expect, onTestFinished, type TestContext, test, vi} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';
import {leanPackages} from '../../source/package/lean-packages.ts';
import {openTerminal} from '../../source/terminal/open-terminal.ts';
import type {TerminalEnd} from '../../source/terminal/terminal.ts';
import {Link} from '../helpers/link.ts';
import {feed, type ProgramInTerminal, spawnInTerminal, wholeModes} from '../helpers/terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'open-terminal-'));
const fixture = path.join(folder, 'program.mjs');

// One file, as the program itself is one: each of the many starts would load and compile hundreds.
beforeAll(async () => {
	await build({
		absWorkingDir: root,
		entryPoints: [new URL('./fixtures/program.ts', import.meta.url).pathname],
		outfile: fixture,
		bundle: true,
		platform: 'node',
		format: 'esm',
		plugins: leanPackages(root),
		define: {'process.env.NODE_ENV': '"production"'},
		banner: {js: "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);"},
	});
});
afterAll(() => rmSync(folder, {recursive: true}));

type Report = {
	readonly pid: number;
	readonly ticks: number;
	readonly frames: number;
	readonly skippedFrames: number;
	readonly longestGapMs: number;
	readonly signal?: string;
};

/** Starts the fixture, directly or with a command typed into a shell that has job control, and waits for its first frame. */
async function start({onTestFinished}: TestContext, {shell = false, columns = 80, rows = 24} = {}) {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const env = {REPORT_PORT: String(port), PS1: 'prompt> ', HISTFILE: '/dev/null'};
	const program = shell
		? spawnInTerminal('bash', ['--noprofile', '--norc', '-i'], {columns, rows, env})
		: spawnInTerminal(process.execPath, [fixture], {columns, rows, env});
	onTestFinished(async () => {
		await program.dispose();
		server.close();
	});
	const connected = once(server, 'connection');
	if (shell) {
		await program.until('prompt>');
		program.keys(`bind 'set enable-bracketed-paste off'; ${process.execPath} ${fixture}\r`);
	}

	const [socket] = await connected;
	const waiting = new Set<(report: Report) => void>();
	createInterface({input: socket}).on('line', line => {
		const report: Report = JSON.parse(line);
		for (const waiter of waiting) {
			waiter(report);
		}
	});

	/** Resolves with the first report from now on that satisfies the condition. */
	const reported = async (isMeant: (report: Report) => boolean): Promise<Report> =>
		new Promise((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error(`no such report: ${String(isMeant)}`)), 30_000);
			const waiter = (report: Report) => {
				if (isMeant(report)) {
					clearTimeout(timer);
					waiting.delete(waiter);
					resolve(report);
				}
			};

			waiting.add(waiter);
		});

	await program.until('the last row, flooding false');
	return {program, reported};
}

const taken = {isAlternateScreen: true, isCursorHidden: true, isBracketedPaste: false, isLineWrap: false};

function expectWhole(program: ProgramInTerminal): void {
	expect(program.modes()).toEqual(wholeModes);
}

/** Fills the link with frames that nobody reads; resolves when the program waits for it. */
async function stall(program: ProgramInTerminal, reported: (isMeant: (report: Report) => boolean) => Promise<Report>) {
	program.keys('f');
	await program.until('flooding true');
	const {skippedFrames} = await reported(() => true);
	program.pauseReading();
	return reported(report => report.skippedFrames > skippedFrames + 3);
}

describe.concurrent('a program that has the terminal', () => {
	test('takes it while it runs and gives it back whole when it exits', async context => {
		const {program} = await start(context);
		expect(program.modes()).toEqual(taken);
		program.keys('q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expectWhole(program);
		expect(program.screen()[0]).toBe('back on the terminal');
	});

	test.for([
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('gives it back on %s and exits with %i', async ([signal, code], context) => {
		const {program} = await start(context);
		program.signal(signal);
		expect(await program.exited).toEqual({code, signal: undefined});
		expectWhole(program);
	});

	test.for([
		['an exception nobody catches', 'T', 'Error: thrown on purpose', 1],
		['a rejection nobody handles', 'R', 'Error: rejected on purpose', 1],
		['an error while rendering', 'E', 'rendered on purpose', 1],
	] as const)('gives it back on %s, then says what happened', async ([_name, key, message, code], context) => {
		const {program} = await start(context, {columns: 120});
		program.keys(key);
		expect(await program.exited).toEqual({code, signal: undefined});
		expectWhole(program);
		expect(program.screen().join('\n')).toContain(message);
		expect(program.screen()[0]).toContain(message);
	});

	test('stops on Ctrl-Z, or from outside, and draws all again when the shell continues it', async context => {
		const {program, reported} = await start(context, {shell: true});
		program.keys('\u001A');
		await program.until(/Stopped[\s\S]*\nprompt>/);
		expectWhole(program);
		const before = program.mark();
		program.resize(70, 20);
		program.keys('sleep 0.2; fg\r');
		await program.until(rows => rows[0] === 'key ctrl-z' && rows[19] === 'the last row, flooding false');
		expect(program.screen()[1]).toBe('row 0 of a screen of 70×20');
		expect(program.modes()).toMatchObject(taken);
		program.keys('x');
		await program.until('key x');
		// Taken and drawn once, not once for the signal and once more.
		expect(program.received(before).split('\u001B[?1049h').length).toBe(2);
		expect(program.received(before).split('\u001B[J').length).toBe(2);

		const {pid} = await reported(() => true);
		process.kill(pid, 'SIGSTOP');
		await program.until('Stopped');
		await feed(program.emulator, '\u001B[?25h');
		program.keys('fg\r');
		const drawn = Array.from({length: 18}, (_, row) => `row ${row} of a screen of 70×20`);
		await program.until(rows => rows.join() === ['key x', ...drawn, 'the last row, flooding false'].join());
		expect(program.modes()).toEqual(taken);
		// Without Enter: the shell has taken raw mode away in between.
		program.keys('y');
		await program.until('key y');
		program.keys('q');
		await program.until(/back on the terminal\nprompt>/);
		expectWhole(program);
	});

	test('goes on after Ctrl-Z when no shell can continue it; lends itself to another program', async context => {
		const {program} = await start(context);
		program.keys('\u001A');
		await program.until(() => program.received().includes('\u001B[?1049l') && program.modes().isAlternateScreen);
		await program.until('the last row, flooding false');
		program.keys('x');
		await program.until('key x');
		expect(program.modes()).toMatchObject(taken);

		program.keys('S');
		await program.until('a child');
		expectWhole(program);
		program.signal('SIGUSR2');
		await program.until('the last row, flooding false');
		expect(program.modes()).toMatchObject(taken);
		program.keys('x');
		await program.until('key x');
	});

	test('draws for the new size after a resize, all again on Ctrl-L; copies to the clipboard', async context => {
		const {program} = await start(context);
		program.resize(100, 30);
		await program.until(
			rows => rows[29] === 'the last row, flooding false' && rows[1] === 'row 0 of a screen of 100×30',
		);
		program.resize(60, 15);
		await program.until(
			rows => rows[14] === 'the last row, flooding false' && rows[1] === 'row 0 of a screen of 60×15',
		);
		const drawn = Array.from({length: 13}, (_, row) => `row ${row} of a screen of 60×15`);
		expect(program.screen()).toEqual(['key none', ...drawn, 'the last row, flooding false']);

		// The size changed there and back before anybody looked.
		await feed(program.emulator, '\u001B[H\u001B[J');
		expect(program.screen().join('')).toBe('');
		program.signal('SIGWINCH');
		await program.until(rows => rows.join() === ['key none', ...drawn, 'the last row, flooding false'].join());

		// Output of another program, which also changes modes.
		await feed(program.emulator, '\u001B[5;10Hstray output\u001B[31m\u001B[?6h\u001B[3;7r\u001B(0\u000E');
		expect(program.screen()[4]).toContain('stray output');
		program.keys('\u000C');
		await program.until(rows => rows.join() === ['key ctrl-l', ...drawn, 'the last row, flooding false'].join());
		expect(program.cell(1, 0).foreground).toBe('default');

		program.keys('y');
		await program.until(() =>
			program.received().includes(`\u001B]52;c;${Buffer.from('grüße').toString('base64')}\u0007`),
		);
	});

	test('ends when it is gone', async context => {
		const {program} = await start(context);
		program.hangUp();
		expect(await program.exited).toEqual({code: 129, signal: undefined});
	});
});

describe('without a program', () => {
	function openFake() {
		const input = Object.assign(new PassThrough(), {isTTY: true, isRaw: false, setRawMode: () => undefined});
		const output = new Link(20, 4);
		const listeners = () => process.eventNames().map(name => [name, process.listenerCount(name)]);
		const before = listeners();
		const {promise: ended, resolve} = Promise.withResolvers<TerminalEnd>();
		const terminal = openTerminal({input, output, onEnd: resolve});
		return {input, output, terminal, ended, listeners, before};
	}

	test('nothing is written before Ink renders, and nothing is left listening afterwards', async () => {
		const {output, terminal, listeners, before} = openFake();
		expect(output.sent()).toBe('');
		expect(listeners()).not.toEqual(before);
		await terminal.restore();
		await terminal.restore();
		expect(output.sent()).toBe('');
		expect(listeners()).toEqual(before);
	});

	test('what exits without a word still gives it back', async () => {
		const {output, terminal} = openFake();
		terminal.screen.write('\u001B[?1049h');
		output.take();
		output.sent();
		process.listeners('exit').at(-1)?.(0);
		expect(output.sent()).toContain('\u001B[?1049l');
		output.take();
		await terminal.restore();
	});

	test.for(['output', 'input'] as const)('an error of the %s ends it, once, and is thrown nowhere', async which => {
		const {ended, listeners, before, terminal, ...streams} = openFake();
		streams[which].emit('error', new Error('EIO'));
		streams.output.emit('error', new Error('EIO'));
		expect(await ended).toEqual({reason: 'lost', exitCode: 129});
		await terminal.restore();
		expect(listeners()).toEqual(before);
		streams.output.emit('error', new Error('EPIPE'));
	});

	test('what is copied is said, and so is what cannot be', async () => {
		const {output, terminal} = openFake();
		const inside = (env: Readonly<Record<string, string>>) => {
			for (const name of ['TMUX', 'STY', 'TERM']) vi.stubEnv(name, env[name]);
		};
		onTestFinished(() => void vi.unstubAllEnvs());
		inside({TERM: 'xterm-256color'});
		expect(await terminal.copyToClipboard('x'.repeat(100_001))).toEqual({
			why: '101 kB is more than the 100 kB that terminals take',
		});
		expect(output.sent()).toBe('');
		expect(await terminal.copyToClipboard('x')).toEqual({by: 'OSC 52, if the terminal takes it'});
		expect(output.sent()).toBe('\u001B]52;c;eA==\u0007');
		output.take();
		inside({TERM: 'screen', STY: '1.pts'});
		expect(await terminal.copyToClipboard('x')).toEqual({by: 'OSC 52 through screen, if the terminal takes it'});
		expect(output.sent()).toBe('\u001BP\u001B]52;c;eA==\u0007\u001B\\');
		output.take();
		// A tmux that is not there any more.
		inside({TERM: 'tmux-256color', TMUX: '/nowhere/socket,1,0'});
		expect(await terminal.copyToClipboard('x')).toEqual({by: 'OSC 52 through tmux, if it lets it pass'});
		expect(output.sent()).toBe('\u001BPtmux;\u001B\u001B]52;c;eA==\u0007\u001B\\');
		output.take();
		inside({TERM: 'linux'});
		expect(await terminal.copyToClipboard('x')).toEqual({why: 'this terminal has no clipboard'});
		expect(output.sent()).toBe('');
		await terminal.restore();
	});
});

describe('while nobody reads what it writes', () => {
	test('it works on and keeps only the newest frame', async context => {
		const {program, reported} = await start(context, {columns: 120, rows: 40});
		const stalled = await stall(program, reported);
		// The reports go on, so that its event loop does; the frames do not.
		const later = await reported(report => report.ticks >= stalled.ticks + 40);
		expect(later.frames).toBe(stalled.frames);
		expect(later.skippedFrames).toBeGreaterThan(stalled.skippedFrames + 20);
		program.keys('f');
		await reported(report => report.ticks >= later.ticks + 5);
		program.resumeReading();
		await program.until(rows => rows[0] === 'key f' && rows[38] === 'row 37 of a screen of 120×40');
		expect(program.screen()[39]).toBe('the last row, flooding false');
		program.keys('q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expectWhole(program);
	});

	test.for([
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('%s gives the terminal back when reading goes on', async ([signal, code], context) => {
		const {program, reported} = await start(context, {columns: 120, rows: 40});
		await stall(program, reported);
		program.signal(signal);
		await reported(report => report.signal === signal);
		program.resumeReading();
		expect(await program.exited).toEqual({code, signal: undefined});
		expectWhole(program);
	});
});

test.concurrent.for([
	['SIGTERM', 143],
	['q', 0],
] as const)('%s ends it although nobody ever reads again', async ([how, code], context) => {
	const {program, reported} = await start(context, {columns: 120, rows: 40});
	await stall(program, reported);
	if (how === 'q') {
		program.keys('q');
	} else {
		program.signal(how);
	}

	expect(await program.exited).toEqual({code, signal: undefined});
});
