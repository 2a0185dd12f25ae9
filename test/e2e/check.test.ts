// `--check` against real servers: one line, and the exit code that monitoring systems read.
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {connect} from 'nats';
import {afterAll, beforeAll, describe, test} from 'vitest';
import {type NatsServer, connectAs, startServer, stopServers} from '../helpers/nats-server.ts';
import {faultsOf} from '../helpers/output-schema.ts';
import {runPiped, shellCommand} from './program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
afterAll(stopServers);

let server: NatsServer;
let connected = '';

beforeAll(async () => {
	server = await startServer({name: 'alone'});
	connected = `-s ${server.url} --user sys --password pw`;
	await connectAs(server, 'app');
});

const figures =
	/ \| servers=\d+;;[\d:]*;0 servers_known=\d+;;;0 critical=\d+;;;0 warnings=\d+;;;0 oldest=[\d.]+s;;;0 listened=[\d.]+s;;;0\n$/;

describe.concurrent('a check', () => {
	test('is ok where all is well', async ({expect}) => {
		const {exitCode, said, complained} = await runPiped(`--check ${connected} --expect-servers 1`);
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		expect(said).toMatch(
			/^NATS OK - 1\/1 servers, oldest number [\d.]+ m?s, listened for [\d.]+ s \| servers=1;;1:;0 /,
		);
		expect(said).toMatch(figures);
	});

	test('is critical where fewer servers are heard than are expected', async ({expect}) => {
		const {exitCode, said} = await runPiped(`--check ${connected} --expect-servers 3`);
		expect(exitCode).toBe(2);
		expect(said).toMatch(/^NATS CRITICAL - 1 of 3 expected servers were heard \| servers=1;;3:;0 /);
	});

	test('is unknown where a named conclusion takes longer than was listened', async ({expect}) => {
		const {exitCode, said} = await runPiped(`--check cpu-saturated ${connected}`);
		expect(exitCode).toBe(3);
		expect(said).toMatch(/^NATS UNKNOWN - cpu-saturated takes 20 s, and we listened for [\d.]+ s \| /);
	});

	test.for([
		['nobody is there', '-s nats://127.0.0.1:1', /nothing is listening there/],
		['the password is wrong', '', /^NATS UNKNOWN - [^\n]*(?:log ?in|password|Authorization)/i],
	] as const)('is unknown where %s', async ([, where, said], {expect}) => {
		const options = where === '' ? `-s ${server.url} --user sys --password no` : where;
		const ran = await runPiped(`--check ${options}`);
		expect(ran.exitCode).toBe(3);
		expect(ran.said).toMatch(/^NATS UNKNOWN - [^\n]* \| servers=U;;;0 [^\n]*\n$/);
		expect(ran.said).toMatch(said);
	});

	test.for<[string, string]>([
		['--check auth-eror', 'cannot use --check: there is no conclusion "auth-eror"; did you mean auth-errors?'],
		['--check --warm auth-errors', 'unknown option: --warm; did you mean --warn?'],
		['--check --csv servers', 'cannot use --csv: a check prints its judgement, once; drop it or --check'],
	])('that is wrong is unknown too: %s', async ([options, because], {expect}) => {
		const {exitCode, said} = await runPiped(options);
		expect({exitCode, said}).toEqual({exitCode: 3, said: `NATS UNKNOWN - ${because}\n`});
	});

	test('of what takes more asks for more', async ({expect}) => {
		const file = path.join(folder, 'asked.ndjson');
		const {exitCode} = await runPiped(`--check uneven-leaders ${connected} --record ${file}`);
		expect(exitCode).toBe(0);
		expect(readFileSync(file, 'utf8')).toContain('$SYS.REQ.SERVER.PING.JSZ');
	});

	test('is of the moment at which all had answered, though they are asked again at once', async ({expect}) => {
		const {exitCode, said} = await runPiped('--check --demo calm --speed 100 --for 100s');
		expect(said).toMatch(/^NATS OK - 6\/6 servers, /);
		expect(exitCode).toBe(0);
	});

	test('that cannot be printed is unknown', async ({expect}) => {
		const line = `${shellCommand(`--check ${connected}`)} > /dev/full`;
		const code = await new Promise(resolve => spawn('bash', ['-c', line], {stdio: 'ignore'}).on('close', resolve));
		expect(code).toBe(3);
	});

	test.for(['', '--expect-servers 4'])('as JSON is as the schema says %s', async (option, {expect}) => {
		const {exitCode, said} = await runPiped(`--check ${connected} --format json ${option}`.trim());
		const told = JSON.parse(said);
		expect(faultsOf(told)).toBe('');
		expect(told).toMatchObject({exit_code: exitCode, check: exitCode === 0 ? 'ok' : 'critical'});
		expect(said.trimEnd()).not.toContain('\n');
	});

	test('as JSON without any server is as the schema says', async ({expect}) => {
		const {exitCode, said} = await runPiped('--check -s nats://127.0.0.1:1 --format json');
		const told = JSON.parse(said);
		expect([exitCode, faultsOf(told)]).toEqual([3, '']);
		expect(told).toMatchObject({check: 'unknown', observed_at: null, listened_seconds: null});
	});
});

describe.concurrent('a check of a server', () => {
	test('whose logins are refused is a warning, and what was asked for decides', async ({expect}) => {
		const refusing = await startServer({name: 'refusing'});
		const options = `-s ${refusing.url} --user sys --password pw --for 5s`;
		let isOver = false;
		const again = async (): Promise<void> => {
			while (!isOver) {
				await connect({servers: refusing.url, user: 'app', pass: 'wrong', reconnect: false}).catch(() => {});
			}
		};
		const trying = again();
		const [usual, chosen, high] = await Promise.all([
			runPiped(`--check ${options} --warn auth-errors`),
			runPiped(`--check ${options} --critical auth-errors:5/min`),
			runPiped(`--check ${options} --warn auth-errors:1000000/min`),
		]);
		isOver = true;
		await trying;
		expect([usual.exitCode, chosen.exitCode, high.exitCode]).toEqual([1, 2, 0]);
		expect(usual.said).toMatch(/^NATS WARNING - app auth errors /);
		expect(chosen.said).toMatch(/^NATS CRITICAL - app auth errors /);
	});

	test('that does not let us see all of it is unknown', async ({expect}) => {
		const permissions = '{ subscribe: { deny: ["$SYS.SERVER.*.CLIENT.AUTH.ERR"] } }';
		const strict = await startServer({
			name: 'strict',
			accounts: `accounts { SYS { users: [ { user: sys, password: pw, permissions: ${permissions} } ] } }
system_account: SYS`,
		});
		const options = `-s ${strict.url} --user sys --password pw`;
		const {exitCode, said} = await runPiped(`--check ${options}`);
		expect(exitCode).toBe(3);
		// What servers tell of themselves does not take it.
		expect((await runPiped(`--check silent-server,missing-server ${options}`)).exitCode).toBe(0);
		expect((await runPiped(`--check silent-server,auth-errors ${options}`)).exitCode).toBe(3);
		expect(said).toMatch(/^NATS UNKNOWN - [^|]*may not subscribe \$SYS\.SERVER\.\*\.CLIENT\.AUTH\.ERR/);
	});

	test('whose user is in another account is unknown', async ({expect}) => {
		const {exitCode, said} = await runPiped(`--check -s ${server.url} --user app --password pw`);
		expect(exitCode).toBe(3);
		expect(said).toMatch(/^NATS UNKNOWN - .*system account/);
	});

	test('that ends meanwhile is unknown', async ({expect}) => {
		const ending = await startServer({name: 'ending'});
		const listener = await connectAs(ending, 'sys');
		const questions = listener.subscribe('$SYS.REQ.SERVER.PING', {max: 1});
		const checking = runPiped(`--check -s ${ending.url} --user sys --password pw --for 4s`);
		for await (const _ of questions) break;
		await ending.kill();
		const {exitCode, said} = await checking;
		expect(exitCode).toBe(3);
		// It may have ended before its first answer was read.
		expect(said).toMatch(/^NATS UNKNOWN - (cannot tell anything of the servers: )?our link is down for /);
	});
});
