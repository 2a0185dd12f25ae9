// The executable for this machine, run as on a bastion.
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {buildExecutable, executableProgram} from '../../source/package/executables/build-executable.ts';
import {neededLibraries, newestNeeded, readElf, sectionNamed} from '../../source/package/executables/elf.ts';
import {platforms} from '../../source/package/executables/platforms.ts';
import {root} from '../../source/package/bundle-state.ts';
import {version} from '../../source/options/version.ts';
import {faultInFrame} from '../e2e/frame.ts';
import {connectAs, type NatsServer, startCluster, stopServers} from '../helpers/nats-server.ts';
import {type ProgramInTerminal, wholeModes} from '../helpers/terminal.ts';
import {Bastion} from './bastion.ts';

const here = platforms.find(({runsOn}) => runsOn.platform === process.platform && runsOn.processor === process.arch);
if (here === undefined) throw new Error('no executable can be run on this machine');

const folder = mkdtempSync(path.join(tmpdir(), 'executable-'));
const built = (name: string, program: string): string => buildExecutable(here, program, path.join(folder, name));
const digestOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** As the signal that the program has no use for, a fault of its own. */
const fault = `process.on('SIGUSR2', () => { throw new Error('a fault of the program'); });\n`;
const login = ['--user', 'sys'];
const password = {NATS_PASSWORD: 'pw'};

let program = '';
let executable = '';
let readOnly: Bastion;
let servers: readonly NatsServer[] = [];
let url = '';

beforeAll(async () => {
	program = await executableProgram();
	executable = built('first', program);
	readOnly = new Bastion(executable, false);
	servers = await startCluster(3);
	url = servers[0]?.url ?? '';
	for (const server of servers) await connectAs(server, 'app');
});
afterAll(stopServers);
afterAll(async () => {
	await readOnly?.remove();
	rmSync(folder, {recursive: true});
});

/** The loader compares names of versions, and before that their digests, as the gABI defines them. */
function digestOfVersion(name: string): number {
	let digest = 0;
	for (const byte of Buffer.from(name)) {
		digest = digest * 16 + byte;
		const high = Math.floor(digest / 2 ** 28) * 2 ** 28;
		digest = ((digest ^ (high / 2 ** 24)) >>> 0) % 2 ** 28;
	}
	return digest;
}

/** The executable as it would be if it needed another C library. Both names are of one length. */
function needGlibc(bytes: Buffer, version: string, other: string): void {
	const strings = sectionNamed(readElf(bytes), '.dynstr');
	bytes.write(other, bytes.indexOf(`${version}\0`, strings.offset));
	const needs = sectionNamed(readElf(bytes), '.gnu.version_r');
	const digest = Buffer.alloc(4);
	digest.writeUInt32LE(digestOfVersion(version));
	for (let at = bytes.indexOf(digest, needs.offset); at >= 0 && at < needs.offset + needs.size; ) {
		bytes.writeUInt32LE(digestOfVersion(other), at);
		at = bytes.indexOf(digest, at);
	}
}

async function demo(bastion = readOnly): Promise<ProgramInTerminal> {
	const opened = bastion.open(['--demo']);
	await opened.until(seen => seen[0]?.includes('6/6 servers') === true && faultInFrame(seen, 120) === undefined);
	return opened;
}

describe('without Node, as a user who may write nowhere', () => {
	test('prints its version, its help and its page of the manual', async () => {
		expect(await readOnly.run(['--version'])).toEqual({exitCode: 0, said: `${version}\n`, complained: ''});
		const help = await readOnly.run(['--help']);
		expect(help).toMatchObject({exitCode: 0, complained: ''});
		expect(help.said).toContain('--context');
		expect((await readOnly.run(['--man-page'])).said).toMatch(/^\.TH NATS\\-TOP\\-SYS 1 /);
	});

	test('shows the demo and gives the terminal back', async () => {
		const opened = await demo();
		opened.keys('q');
		expect(await opened.exited).toEqual({code: 0, signal: undefined});
		expect(opened.modes()).toEqual(wholeModes);
	});

	test('shows a cluster, on a screen, as text and as a check', async () => {
		const opened = readOnly.open(['-s', url, ...login], password);
		await opened.until(seen => / 3\/3 servers/.test(seen[0] ?? '') && faultInFrame(seen, 120) === undefined);
		for (const {name} of servers) expect(opened.screen().join('\n')).toContain(` ${name} `);
		opened.keys('q');
		expect(await opened.exited).toEqual({code: 0, signal: undefined});

		const once = await readOnly.run(['--once', '-s', url, ...login], password);
		expect(once).toMatchObject({exitCode: 0, complained: ''});
		expect(once.said).toContain('3/3 servers');
		const check = await readOnly.run(['--check', '-s', url, ...login], password);
		expect(check).toMatchObject({exitCode: 0, complained: ''});
		expect(check.said).toMatch(/^NATS OK - 3\/3 servers/);
	});

	test('follows events', async () => {
		const events = await readOnly.run(['--events', '--for', '2s', '--demo']);
		expect(events).toMatchObject({exitCode: 0, complained: ''});
		expect(events.said).toMatch(/^\{"at":"[^\n]*"kind":/);
	});

	test('says what is wrong as the package does', async () => {
		expect(await readOnly.run(['--no-such-option'])).toMatchObject({exitCode: 2, said: ''});
		const {exitCode, complained} = await readOnly.run(['--once', '-s', 'nats://127.0.0.1:1', ...login], password);
		expect(exitCode).toBe(1);
		expect(complained).toMatch(/^nats-top-sys: cannot [^\n]*nothing is listening there/);
	});

	test.for([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
		['SIGQUIT', 131],
	] as const)('gives the terminal back on %s', async ([signal, code]) => {
		const opened = await demo();
		opened.signal(signal);
		expect(await opened.exited).toEqual({code, signal: undefined});
		expect(opened.modes()).toEqual(wholeModes);
	});
});

test('begins with the settings of the heaps, under its own name', async () => {
	const opened = await demo();
	const variables = readFileSync(`/proc/${opened.pid}/environ`, 'utf8').split('\0');
	expect(variables.filter(variable => variable.startsWith('MALLOC_')).sort()).toEqual([
		'MALLOC_ARENA_MAX=1',
		'MALLOC_TRIM_THRESHOLD_=131072',
	]);
	expect(readFileSync(`/proc/${opened.pid}/cmdline`, 'utf8')).toMatch(/^nats-top-sys\0/);
	opened.keys('q');
	await opened.exited;
});

test('takes the code that was compiled when it was built', async () => {
	const {complained} = await readOnly.run(['--version'], {NODE_DEBUG_NATIVE: 'SEA'});
	expect(complained).toContain('code cache accepted');
});

describe('on Linux', () => {
	const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

	test('it needs the C library that the README names, and nothing that is not everywhere', () => {
		const libraries = neededLibraries(readFileSync(executable));
		expect(readme).toContain(`need glibc ${newestNeeded(libraries, 'GLIBC')} or newer`);
		expect(newestNeeded(libraries, 'GLIBCXX')).toBe('3.4.21');
		const others = [...libraries.keys()].filter(name => !/^(?:lib(?:c|m|dl|pthread)\.so|ld-linux)/.test(name));
		expect(others.sort()).toEqual(['libgcc_s.so.1', 'libstdc++.so.6']);
	});

	test('where that is too old, it says so', async () => {
		const newer = new Bastion(executable, false, bytes => needGlibc(bytes, 'GLIBC_2.28', 'GLIBC_9.99'));
		try {
			const {exitCode, said, complained} = await newer.run(['--version']);
			expect({exitCode, said}).toEqual({exitCode: 1, said: ''});
			expect(complained).toMatch(/libc\.so\.6: version `GLIBC_9\.99' not found/);
			expect(readme).toContain("version `GLIBC_2.28' not found");
		} finally {
			await newer.remove();
		}
	});
});

test('leaves nothing behind where it could', async () => {
	const writable = new Bastion(executable, true);
	try {
		const opened = await demo(writable);
		opened.keys('234567890Q');
		await opened.exited;
		for (const options of [
			['--version'],
			['--demo', '--once'],
			['--demo', '--json'],
			['-s', url, ...login, '--once'],
		]) {
			expect((await writable.run(options, password)).exitCode).toBe(0);
		}
		expect(writable.leftBehind()).toEqual([]);
	} finally {
		await writable.remove();
	}
});

test('a fault of its own gives the terminal back, and then says where', async () => {
	const faulty = new Bastion(built('faulty', `${fault}${program}`), false);
	try {
		const opened = await demo(faulty);
		opened.signal('SIGUSR2');
		expect(await opened.exited).toEqual({code: 1, signal: undefined});
		expect(opened.modes()).toEqual(wholeModes);
		expect(opened.screen().join('\n')).toMatch(/Error: a fault of the program\n +at .*nats-top-sys:1:\d+/);
	} finally {
		await faulty.remove();
	}
});

test('the same program gives the same bytes', () => {
	expect(digestOf(built('second', program))).toBe(digestOf(executable));
});
