// Running scripts and installing what they need, in small projects whose npm is a script that writes down its arguments.
import {type ChildProcess, spawn} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'set-up-'));
afterAll(() => rmSync(folder, {recursive: true}));

const packages = {
	'': {},
	'node_modules/node': {version: '24.1.0'},
	'node_modules/left': {version: '1.0.0'},
	'node_modules/elsewhere': {version: '1.0.0', optional: true},
};

type Project = {readonly folder: string; readonly npmCalls: () => string[]};

/** A project whose node_modules contain `installed`; its npm installs a Node, or fails. */
function project(name: string, installed: readonly string[], npmWorks = true): Project {
	const below = path.join(folder, name);
	const node = path.join(below, 'node_modules/node/bin/node');
	mkdirSync(path.join(below, 'source/package'), {recursive: true});
	cpSync(path.join(root, 'source/package/run.mjs'), path.join(below, 'source/package/run.mjs'));
	writeFileSync(path.join(below, 'package-lock.json'), JSON.stringify({packages}));
	writeFileSync(
		path.join(below, 'say.mjs'),
		`if (process.argv[2] === 'exit') process.exitCode = Number(process.argv[3]);
		if (process.argv[2] === 'wait') setInterval(() => {}, 1000);
		if (process.argv[3] === 'politely') process.on('SIGTERM', () => process.exit(3));
		console.log(JSON.stringify({arguments: process.argv.slice(2), path: process.env.PATH.split(':')[0]}));`,
	);
	mkdirSync(path.join(below, 'bin'));
	const put = `mkdir -p ${path.dirname(node)} && ln -sf ${process.execPath} ${node}`;
	const npm = `#!/bin/sh\necho "$@" >>${below}/npm-calls\n${npmWorks ? put : 'exit 1'}\n`;
	writeFileSync(path.join(below, 'bin/npm'), npm, {mode: 0o755});
	for (const each of installed) mkdirSync(path.join(below, each), {recursive: true});
	if (installed.length > 0) {
		const listed = Object.fromEntries(Object.entries(packages).filter(([key]) => installed.includes(key)));
		writeFileSync(path.join(below, 'node_modules/.package-lock.json'), JSON.stringify({packages: listed}));
	}
	if (installed.includes('node_modules/node/bin')) symlinkSync(process.execPath, node);
	const calls = path.join(below, 'npm-calls');
	return {
		folder: below,
		npmCalls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []),
	};
}

function start({folder: below}: Project, ...given: readonly string[]): ChildProcess {
	return spawn(process.execPath, [path.join(below, 'source/package/run.mjs'), 'say.mjs', ...given], {
		env: {PATH: `${below}/bin:/usr/bin:/bin`},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

async function ended(child: ChildProcess): Promise<{exit: number | string; said: string; complained: string}> {
	let said = '';
	let complained = '';
	child.stdout?.on('data', chunk => {
		said += chunk;
	});
	child.stderr?.on('data', chunk => {
		complained += chunk;
	});
	return new Promise(resolve => {
		child.on('close', (code, signal) => resolve({exit: code ?? signal ?? '', said, complained}));
	});
}

const all = ['node_modules/node', 'node_modules/left', 'node_modules/node/bin'];

describe.concurrent('running a script of the project', () => {
	test('installs nothing when everything is installed, and passes arguments and exit code', async ({expect}) => {
		const ready = project('ready', all);
		const {exit, said, complained} = await ended(start(ready, 'exit', '5'));
		expect(JSON.parse(said)).toEqual({arguments: ['exit', '5'], path: `${ready.folder}/node_modules/.bin`});
		expect(complained).toBe('');
		expect(exit).toBe(5);
		expect(ready.npmCalls()).toEqual([]);
	});

	test('installs when nothing is there, on stderr, and then runs', async ({expect}) => {
		const empty = project('empty', []);
		const {exit, said, complained} = await ended(start(empty));
		expect(exit).toBe(0);
		expect(said).toContain('"arguments":[]');
		expect(complained).toContain('installing');
		expect(empty.npmCalls()).toEqual(['ci --include=dev --no-audit --no-fund --loglevel=error']);
	});

	test('installs when the lock file names a package that is not there', async ({expect}) => {
		const stale = project('stale', ['node_modules/node', 'node_modules/node/bin']);
		expect((await ended(start(stale))).exit).toBe(0);
		expect(stale.npmCalls().map(call => call.split(' ')[0])).toEqual(['ci']);
	});

	test('installs Node when npm is configured to run no install scripts', async ({expect}) => {
		const withoutNode = project('without-node', ['node_modules/node', 'node_modules/left']);
		expect((await ended(start(withoutNode))).exit).toBe(0);
		expect(withoutNode.npmCalls().map(call => call.split(' --no-audit')[0])).toEqual([
			'rebuild node --ignore-scripts=false',
		]);
	});

	test('says what did not work', async ({expect}) => {
		const {exit, said, complained} = await ended(start(project('no-registry', [], false)));
		expect(exit).toBe(1);
		expect(said).toBe('');
		expect(complained).toContain('"npm ci --include=dev" did not work; it needs npm and the package registry');
	});

	test('passes SIGTERM on and ends as the script ends', async ({expect}) => {
		for (const [manner, exit] of [
			['politely', 3],
			['at once', 'SIGTERM'],
		] as const) {
			const child = start(project(`signal-${exit}`, all), 'wait', manner);
			child.stdout?.once('data', () => child.kill('SIGTERM'));
			expect((await ended(child)).exit).toBe(exit);
		}
	});
});
