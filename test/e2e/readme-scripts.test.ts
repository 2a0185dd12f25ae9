// Every command of the README's chapter for scripts, run as it stands there; only its times are shorter.
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';
import {connectAs, startServer, stopServers} from '../helpers/nats-server.ts';
import {shellCommand} from './program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'readme-'));
afterAll(stopServers);
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const [, chapter = ''] = /^## Scripts\n([\s\S]*?)^## /m.exec(readme) ?? [];
const commands = [...chapter.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
	.flatMap(([, block = '']) => block.split('\n'))
	.filter(line => line !== '' && !line.startsWith('#'));
/** What goes on until it is ended. */
const endless = commands.filter(line => line.includes('--metrics'));

let environment: Readonly<Record<string, string | undefined>> = {};

beforeAll(async () => {
	const server = await startServer({name: 'alone'});
	await connectAs(server, 'app');
	const program = path.join(folder, 'nats-top-sys');
	writeFileSync(program, `#!/bin/sh\nexec ${shellCommand('"$@"')}\n`);
	chmodSync(program, 0o755);
	copyFileSync(
		path.join(root, 'test/fixtures/recordings/cluster3-format1.ndjson.gz'),
		path.join(folder, 'incident.ndjson.gz'),
	);
	environment = {
		...process.env,
		PATH: `${folder}:${process.env['PATH']}`,
		NATS_URL: server.url,
		NATS_USER: 'sys',
		NATS_PASSWORD: 'pw',
		NATS_CONTEXT: undefined,
		XDG_CONFIG_HOME: folder,
		FORCE_COLOR: undefined,
	};
});

function run(
	command: string,
): Promise<{readonly code: number | null; readonly said: string; readonly complained: string}> {
	return new Promise((resolve, reject) => {
		const child = spawn('bash', ['-o', 'pipefail', '-c', command], {
			cwd: folder,
			env: environment,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let [said, complained] = ['', ''];
		child.stdout.setEncoding('utf8').on('data', text => {
			said += text;
		});
		child.stderr.setEncoding('utf8').on('data', text => {
			complained += text;
		});
		child.on('error', reject).on('close', code => resolve({code, said, complained}));
	});
}

test('there are commands', () => {
	expect(commands.length).toBeGreaterThan(7);
});

/** Where there is no jq, what it would read is printed. */
const hasJq = spawnSync('jq', ['--version']).status === 0;
if (!hasJq) console.log('jq is not installed: it did not read what the scripts give it');

/** Nothing is wrong with the server that is asked, nobody of this account is there, and nothing happens. */
const isSilent = /problems|acc:APP|--events/;

test.concurrent.for(commands.filter(line => !endless.includes(line)))('%s', async (command, {expect: expected}) => {
	const quick = command
		.replace('--every 1m --count 60', '--every 100ms --count 3')
		.replace(/--for (?:1h|10m)/, '--for 300ms')
		.replace('--expect-servers 3', '--expect-servers 1')
		.replace('--for 10s', '--for 2s');
	const {code, said, complained} = await run(hasJq ? quick : quick.replace(/ \| jq .*/, ''));
	expected({code, complained}).toEqual({code: 0, complained: ''});
	const [, file] = / > (\S+)$/.exec(command) ?? [];
	const written = file === undefined ? said : readFileSync(path.join(folder, file), 'utf8');
	if (isSilent.test(command)) return;
	expected(written.trimEnd().split('\n').length).toBeGreaterThanOrEqual(command.includes('--every') ? 3 : 1);
	expected(written).not.toBe('');
});

test.concurrent.for(endless)('%s', async (command, {expect: expected}) => {
	// Another program may listen at the port that stands there.
	const child = spawn('bash', ['-c', `exec ${command.replace(':9100', ':0')}`], {
		cwd: folder,
		env: environment,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const ended = new Promise<number | null>(resolve => child.on('close', resolve));
	const address = await new Promise<string>((resolve, reject) => {
		let complained = '';
		child.stderr.setEncoding('utf8').on('data', text => {
			complained += text;
			const [, found] = /metrics at (http:\S+)\n/.exec(complained) ?? [];
			if (found !== undefined) resolve(found);
		});
		void ended.then(() => reject(new Error(complained)));
	});
	expected(new URL(address).hostname).toBe('127.0.0.1');
	expected(await (await fetch(address)).text()).toContain('\nnats_top_sys_link_up 1\n');
	child.kill('SIGINT');
	expected(await ended).toBe(130);
});

test('what goes on is ended here', () => {
	expect(endless.length).toBeGreaterThan(0);
});
