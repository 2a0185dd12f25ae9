// Installed and run as a person does it, without a network, with nothing on the PATH but that Node, npm and the system.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {root} from '../../source/package/bundle-state.ts';
import {version} from '../../source/options/version.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {type Run, runToEnd} from '../helpers/run-to-end.ts';
import {type ProgramInTerminal, spawnInTerminal} from '../helpers/terminal.ts';
import {nodeOfVersion} from './node-of-version.ts';

/** As `engines` has it, and what the README says of it. */
const majors = [22, 24, 26];

const folder = mkdtempSync(path.join(tmpdir(), 'node-versions-'));
const npm = realpathSync(execFileSync('sh', ['-c', 'command -v npm'], {encoding: 'utf8'}).trim());
const npx = path.join(path.dirname(npm), 'npx-cli.js');
const programs = new Set<ProgramInTerminal>();
let packed = '';
let server: NatsServer;

function run(major: number, command: string, words: readonly string[], home: string): Promise<Run> {
	const env = {
		PATH: `${nodeOfVersion(major)}:/usr/bin:/bin`,
		HOME: home,
		npm_config_cache: `${home}/cache`,
		NATS_PASSWORD: 'pw',
	};
	return runToEnd(command, words, {cwd: home, env});
}

beforeAll(async () => {
	const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
	const [told] = JSON.parse(execFileSync('npm', words, {cwd: root, encoding: 'utf8'}));
	packed = path.join(folder, told.filename);
	for (const major of majors) nodeOfVersion(major);
	server = await startServer({name: 'alone'});
	await connectAs(server, 'app');
}, 600_000);
afterAll(stopServers);
afterAll(async () => {
	await Promise.all([...programs].map(program => program.dispose()));
	rmSync(folder, {recursive: true});
});

describe.for(majors)('on Node %i', major => {
	const home = path.join(folder, String(major));
	const command = path.join(home, 'global/bin/nats-top-sys');

	beforeAll(async () => {
		mkdirSync(home);
		const node = await run(major, 'node', ['--version'], home);
		expect(node.said).toMatch(new RegExp(`^v${major}\\.`));
		const options = ['--prefix', path.join(home, 'global'), '--offline', '--no-audit', '--no-fund', packed];
		const installed = await run(major, 'node', [npm, 'install', '--global', ...options], home);
		expect(installed).toMatchObject({exitCode: 0});
	});

	test('the installed package prints its version', async () => {
		expect(await run(major, command, ['--version'], home)).toEqual({exitCode: 0, said: `${version}\n`, complained: ''});
	});

	test('npx runs the packed file without installing it', async () => {
		// With its whole path npx would take it for a program.
		const given = `./${path.relative(home, packed)}`;
		const ran = await run(major, 'node', [npx, '--yes', '--offline', given, '--version'], home);
		expect(ran).toMatchObject({exitCode: 0, said: `${version}\n`});
	});

	test('it shows a server, as text, as JSON and as a check', async () => {
		const login = ['-s', server.url, '--user', 'sys'];
		const once = await run(major, command, ['--once', ...login], home);
		expect(once).toMatchObject({exitCode: 0, complained: ''});
		expect(once.said).toContain('1/1 servers');
		const json = await run(major, command, ['--json', ...login], home);
		expect(JSON.parse(json.said)).toMatchObject({coverage: {servers_heard: 1}});
		expect(await run(major, command, ['--check', ...login], home)).toMatchObject({exitCode: 0, complained: ''});
	});

	test('it shows the demo on a screen, and gives the terminal back', async () => {
		const program = spawnInTerminal(command, ['--demo'], {
			columns: 120,
			rows: 40,
			cwd: home,
			env: {PATH: `${nodeOfVersion(major)}:/usr/bin:/bin`, HOME: home, XDG_CONFIG_HOME: home},
		});
		programs.add(program);
		await program.until('6/6 servers');
		program.keys('q');
		expect(await program.exited).toEqual({code: 0, signal: undefined});
		expect(program.modes()).toMatchObject({isAlternateScreen: false, isCursorHidden: false});
	});
});
