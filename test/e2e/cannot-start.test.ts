// Starts that fail: one sentence on standard error, the exit code, and a terminal as it was before. While it connects, the
// program may have shown that on a screen of its own.
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {constants, tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, test} from 'vitest';
import {freePorts, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {type ProgramInTerminal, spawnInTerminal, wholeModes} from '../helpers/terminal.ts';
import {runInTerminal, runPiped, shellCommand} from './program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'cannot-start-'));
const certificates = new URL('../fixtures/tls/', import.meta.url).pathname;
const secret = 'hunter2-hunter2';
const login = '--user sys --password pw';

const places = new Map<string, string>();
let plain: NatsServer;

beforeAll(async () => {
	plain = await startServer();
	const tls = await startServer({
		config: `tls { cert_file: "${certificates}by-address.pem", key_file: "${certificates}by-address.key" }`,
	});
	const [dead = 0] = await freePorts(1);
	places.set('plain', `127.0.0.1:${plain.port}`).set('tls', `127.0.0.1:${tls.port}`).set('dead', `127.0.0.1:${dead}`);
});

afterAll(async () => {
	await stopServers();
	rmSync(folder, {recursive: true});
});

/** `{name}` stands for the address of a server. */
function filled(text: string): string {
	return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => places.get(name) ?? '');
}

/** What is left on a terminal, but for its own echo of Ctrl-C, and its modes. */
function traceOf(program: ProgramInTerminal) {
	return {rows: program.screen().filter(row => row !== '' && row !== '^C'), modes: program.modes()};
}

const noTrace = {rows: [], modes: wholeModes};

let runs = 0;

/** Runs it in a terminal, with standard error in a file. */
async function start(options: string) {
	const file = path.join(folder, `complaints-${runs++}`);
	const program = spawnInTerminal('sh', ['-c', `exec ${shellCommand(options)} 2>${file}`]);
	const {code} = await program.exited;
	const outcome = {
		exitCode: code,
		complained: readFileSync(file, 'utf8'),
		trace: traceOf(program),
	};
	await program.dispose();
	return outcome;
}

describe.concurrent('a start that fails', () => {
	test.for([
		[
			'nothing listens there',
			`-s {dead} ${login}`,
			1,
			'cannot connect to {dead}: nothing is listening there; check the address, and that the server runs',
		],
		[
			'the password is wrong',
			`-s {plain} --user sys --password ${secret}`,
			1,
			'cannot log in to {plain}: the server refused user "sys": wrong secret, or the user was revoked or removed; the reason is in the server\'s log and in its AUTH.ERR event',
		],
		[
			'the user is not in the system account',
			'-s {plain} --user app --password pw',
			1,
			'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
		],
		[
			'TLS is asked of a server without it',
			`-s tls://{plain} ${login}`,
			1,
			'cannot use TLS with {plain}: it does not offer TLS, so nothing was sent; write nats:// in --server, or use another port',
		],
		[
			'the CA of the server is not known',
			`-s {tls} ${login}`,
			1,
			'cannot connect to {tls}: its certificate is signed by a CA this machine does not trust; give the CA with --tlsca FILE',
		],
		['a flag is unknown', `--sever {plain} ${login}`, 2, 'unknown option: --sever; did you mean --server?'],
		[
			'a view is unknown',
			'--demo --view server',
			2,
			'cannot use --view: there is no view "server"; did you mean servers?',
		],
	] as const)('when %s', async ([_when, options, exitCode, sentence], {expect}) => {
		expect(await start(filled(options))).toEqual({
			exitCode,
			complained: `nats-top-sys: ${filled(sentence)}\n`,
			trace: noTrace,
		});
	});

	test('because of Ctrl-C leaves the terminal unchanged too', async ({expect, onTestFinished}) => {
		const silent = createServer();
		onTestFinished(() => {
			silent.close();
		});
		await once(silent.listen(0, '127.0.0.1'), 'listening');
		const address = silent.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		const connected = once(silent, 'connection');
		const program = runInTerminal(`-s 127.0.0.1:${port} ${login} --timeout 60s`);
		await connected;
		program.keys('\u0003');
		const {code, signal} = await program.exited;
		// As a signal from the terminal, or as a key once the program reads keys.
		expect(signal === undefined ? code : signal).toBe(signal === undefined ? 130 : constants.signals.SIGINT);
		expect(traceOf(program)).toEqual(noTrace);
		await program.dispose();
	});

	test('says the same without a terminal', async ({expect}) => {
		for (const output of ['--once', '--json']) {
			const {exitCode, said, complained} = await runPiped(
				filled(`-s {plain} --user sys --password ${secret} ${output}`),
			);
			expect({exitCode, said}).toEqual({exitCode: 1, said: ''});
			expect(complained).toMatch(/^nats-top-sys: cannot log in to 127\.0\.0\.1:\d+: [^\n]+\n$/);
			expect(complained).not.toContain(secret);
		}
	});
});
