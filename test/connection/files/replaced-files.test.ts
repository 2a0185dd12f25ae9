// A file that is read again before each connect may have become anything meanwhile.
import {copyFileSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {endProgramsAfterAll, runPiped} from '../../e2e/program.ts';
import {startServer, stopServers} from '../../helpers/nats-server.ts';
import {run, stopSources} from '../../sources/nats/running-source.ts';
import {createOperatorMode, credentialsText} from '../operator-mode.ts';
import {freshPath, unsuitable} from './unsuitable.ts';

const folder = mkdtempSync(join(tmpdir(), 'replaced-files-'));
const certificates = new URL('../../fixtures/tls/', import.meta.url).pathname;
const fifo = unsuitable[0];

afterAll(async () => {
	await stopSources();
	await stopServers();
	rmSync(folder, {recursive: true});
});

endProgramsAfterAll();

function replaceByFifo(file: string): void {
	rmSync(file);
	fifo?.make(file);
}

describe.concurrent('a file that became a FIFO is not waited for, and the last good one is used', () => {
	test('credentials', async () => {
		const operatorMode = createOperatorMode();
		const server = await startServer({accounts: operatorMode.config});
		const file = freshPath(folder);
		const {jwt, seed} = operatorMode.user('SYS', 'sys');
		writeFileSync(file, credentialsText(jwt, seed), {mode: 0o600});
		const {report, messages} = await run(`-s ${server.url} --creds ${file}`);
		replaceByFifo(file);
		const since = messages.length;
		await server.restart();
		await report({state: 'up'}, since);
	});

	test('the files of TLS', async () => {
		const [authority, certificate, key] = [freshPath(folder), freshPath(folder), freshPath(folder)] as const;
		copyFileSync(`${certificates}authority.pem`, authority);
		copyFileSync(`${certificates}client.pem`, certificate);
		copyFileSync(`${certificates}client.key`, key);
		const server = await startServer({
			config: `tls { cert_file: "${certificates}by-address.pem", key_file: "${certificates}by-address.key",
				ca_file: "${certificates}authority.pem", verify: true }`,
		});
		const files = `--tlsca ${authority} --tlscert ${certificate} --tlskey ${key}`;
		const {report, messages} = await run(`-s ${server.url} --user sys --password pw ${files}`);
		for (const file of [authority, certificate, key]) replaceByFifo(file);
		const since = messages.length;
		await server.restart();
		await report({state: 'up'}, since);
	});
});

describe('the program ends at once when it is given one', () => {
	test.each(['--creds', '--nkey', '--tlsca'])('%s', async option => {
		const path = fifo?.make(freshPath(folder)) ?? '';
		expect(await runPiped(`-s 127.0.0.1:1 ${option} ${path} --once`, {XDG_CONFIG_HOME: folder})).toMatchObject({
			exitCode: 1,
			complained: `nats-top-sys: cannot read ${path}: it is not a regular file; correct ${option}\n`,
		});
	});
});
