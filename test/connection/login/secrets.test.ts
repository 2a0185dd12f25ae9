// No secret leaves the program: not on the screen, in text, JSON, help or errors, and not in the list of processes.
import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {thisMachine} from '../../../source/connection/files/machine.ts';
import {natsSource} from '../../../source/sources/nats/nats-source.ts';
import {endProgramsAfterAll, runInTerminal, runPiped} from '../../e2e/program.ts';
import {connectAs, type NatsServer, startServer, stopServers} from '../../helpers/nats-server.ts';
import {run, stopSources} from '../../sources/nats/running-source.ts';
import {settingsOf} from '../settings-of.ts';
import {openWaysIn, type WaysIn} from './ways-in.ts';

const password = 'hunter2-password';
let ways: WaysIn;
let server: NatsServer;
let config = '';

endProgramsAfterAll();

beforeAll(async () => {
	[ways, server] = await Promise.all([
		openWaysIn(['operator', 'nkeys']),
		startServer({
			accounts: `accounts { SYS { users: [ { user: sys, password: ${password} } ] } }\nsystem_account: SYS`,
		}),
	]);
	config = join(ways.folder, 'config');
	mkdirSync(join(config, 'nats/context'), {recursive: true});
	writeFileSync(
		join(config, 'nats/context/prod.json'),
		JSON.stringify({url: `nats://sys:${password}@127.0.0.1:${server.port}`, description: 'the real one'}),
	);
});

afterAll(async () => {
	await stopSources();
	await stopServers();
	ways.removeFiles();
});

/** Everything that must not be seen, also in parts. */
const hidden = () => [password, encodeURIComponent(password), ...ways.secrets].map(secret => secret.slice(0, 60));

function expectNoSecretIn(text: string): void {
	for (const secret of hidden()) expect(text).not.toContain(secret);
}

describe.concurrent('what the program writes', () => {
	test.each<[what: string, options: string, env: Record<string, string>, exitCode: number, shows: string]>([
		['text', `-s 127.0.0.1:{server} --user sys --password ${password} --once --view messages`, {}, 0, 'solo'],
		['JSON', '-s 127.0.0.1:{operator} --json', {NATS_JWT: '{jwt}', NATS_SEED: '{seed}'}, 0, '"operator"'],
		['text', '--once', {XDG_CONFIG_HOME: '{folder}/config', NATS_CONTEXT: 'prod'}, 0, 'solo'],
		['error', '-s 127.0.0.1:{dead} --creds data:;base64,{creds} --once', {}, 1, 'nothing is listening there'],
		[
			'error',
			`--context prod --user sys --password ${password}x`,
			{XDG_CONFIG_HOME: '{folder}/config'},
			1,
			'refused user "sys"',
		],
		['error', '-s 127.0.0.1:{dead} --nkey {seed} --once', {}, 2, 'cannot use --nkey: it is a secret itself'],
		['error', '-s 127.0.0.1:{dead} --tlsca {jwt} --once', {}, 2, 'cannot use --tlsca: it is a secret itself'],
		['error', '--once', {NATS_CREDS: '{seed}'}, 2, 'cannot use NATS_CREDS: it is a secret itself'],
		['error', `-s nats://sys:${password} --once`, {}, 2, 'cannot use address 1 from --server'],
		['help', `--help --password ${password}`, {NATS_TOKEN: 'tok-hunter2', NATS_SEED: '{seed}'}, 0, '--password TEXT'],
	])('%s: %s', async (_, options, env, exitCode, shows) => {
		const fill = (text: string) => ways.filled(text.replace('{server}', `${server.port}`));
		const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]));
		const ran = await runPiped(fill(options), {XDG_CONFIG_HOME: join(ways.folder, 'empty'), ...variables});
		expect(ran).toMatchObject({exitCode});
		expect(`${ran.said}${ran.complained}`).toContain(shows);
		expectNoSecretIn(`${ran.said}${ran.complained}`);
	});

	test('the screen, and what others see of the process', async () => {
		const program = runInTerminal(`-s 127.0.0.1:${server.port} --user sys --password ${password}`, {
			columns: 160,
			rows: 50,
			env: {XDG_CONFIG_HOME: join(ways.folder, 'empty')},
		});
		await program.until(rows => rows[0]?.includes('solo') === true || rows[0]?.includes('1/1') === true);
		// Its name in the list of processes takes the place of its command line.
		expect(readFileSync(`/proc/${program.pid}/cmdline`, 'utf8').replace(/[\0 ]+$/, '')).toBe('nats-top-sys');
		for (const key of ['0', '3', '?', 'q']) program.keys(key);
		program.keys('q');
		await program.exited;
		expectNoSecretIn(program.received());
	});
});

test('a token that a server repeats is kept back', async () => {
	const old = await startServer({accounts: 'authorization { token: tok-hunter2 }\nsystem_account: "$G"'});
	const {messages, message, source} = await run(`-s ${old.url} --token tok-hunter2`);
	// As servers before 2.10.28 do.
	const teller = await connectAs(old, '', {token: 'tok-hunter2'});
	teller.publish('$SYS.ACCOUNT.X.CONNECT', '{"client":{"user":"tok-hunter2"}}');
	await teller.flush();
	expect((await message('the event', ({subject}) => subject === '$SYS.ACCOUNT.X.CONNECT')).text).toBe(
		'{"client":{"user":"[hidden]"}}',
	);
	source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
	await message('who we are', ({subject}) => subject.startsWith('_INBOX.'));
	expectNoSecretIn(JSON.stringify(messages));
});

describe('files that others can read', () => {
	test.each([
		['sys.creds', '-s 127.0.0.1:{operator} --creds {folder}/sys.creds', 'the credentials file {folder}/sys.creds'],
		['bare.nk', '-s 127.0.0.1:{nkeys} --nkey {folder}/bare.nk', 'the seed file {folder}/bare.nk'],
	])('%s is noted once', async (name, options, what) => {
		const file = join(ways.folder, name);
		const note = ways.filled(`${what} can be read by others (mode 0640): chmod 600 it`);
		const text = readFileSync(file, 'utf8');
		const notesOf = async (mode: number) => {
			writeFileSync(file, text);
			chmodSync(file, mode);
			const {listening, reports, source} = await run(ways.filled(options));
			await listening();
			await source.stop();
			return reports().flatMap(report => (report.state === 'note' ? [report.text] : []));
		};
		expect(await notesOf(0o640)).toEqual([note]);
		expect(await notesOf(0o400)).toEqual([]);
	});

	test('a context with a password in it is noted', async () => {
		const file = join(config, 'nats/context/prod.json');
		const notesOf = async (mode: number) => {
			chmodSync(file, mode);
			const machine = thisMachine({XDG_CONFIG_HOME: config});
			const told: string[] = [];
			const source = natsSource(settingsOf('--context prod', {}, machine), {machine});
			await source.start(({text}) => told.push(text));
			await source.stop();
			return told.filter(text => text.includes('"note"')).map(text => JSON.parse(text).text);
		};
		expect(await notesOf(0o644)).toEqual([`the context file ${file} can be read by others (mode 0644): chmod 600 it`]);
		expect(await notesOf(0o600)).toEqual([]);
	});
});
