// What `--permissions` prints can be used as it is: in a real server's configuration, and as commands of a shell.
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {claimsOf} from '../../../source/connection/login/token-facts.ts';
import {levels, permissionsFor} from '../../../source/connection/permissions/permissions.ts';
import {permissionsText} from '../../../source/connection/permissions/permissions-text.ts';
import {parseOptions} from '../../../source/options/options.ts';
import {endProgramsAfterAll, runPiped} from '../../e2e/program.ts';
import {connectAs, startServer, stopServers} from '../../helpers/nats-server.ts';
import {run, stopSources} from '../../sources/nats/running-source.ts';
import {natsProgram} from '../nats-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'permissions-'));

endProgramsAfterAll();

afterAll(async () => {
	await stopSources();
	await stopServers();
	rmSync(folder, {recursive: true});
});

const printed = (commandLine: string): string => {
	const parsed = parseOptions(commandLine.split(' '), {}, {version: ''});
	if (parsed.kind !== 'permissions') throw new Error('it prints permissions');
	return parsed.text;
};

const subjectsFor = (level: (typeof levels)[number], operation: 'subscribe' | 'publish') =>
	permissionsFor(level, {byJwt: true})
		.filter(each => each.operation === operation)
		.map(({subject}) => subject);

describe('in a configuration', () => {
	test.each(levels)('a user with the block for %s is let in, and refused nothing of it', async level => {
		const server = await startServer({
			accounts: `accounts {
				SYS { users: [ { user: sys, password: pw }, { user: top, password: pw, ${printed(`--permissions ${level}`)} } ] }
				APP { users: [ { user: app, password: pw } ] }
			}
			system_account: SYS`,
		});
		const {source, report, reports, listening, subject} = await run(`-s ${server.url} --user top --password pw`);
		const up = await report({state: 'up'});
		const id = up.state === 'up' ? up.serverId : '';
		for (const {subject: asked, operation} of permissionsFor(level)) {
			const harmless = !/CLAIMS|KICK|LDM|RELOAD/.test(asked);
			if (operation === 'publish' && harmless) source.ask({subject: asked.replace('*', id), body: ''});
		}
		await listening();
		await connectAs(server, 'app');
		await subject('$SYS.ACCOUNT.APP.CONNECT');
		expect(reports().filter(({state}) => state === 'refused')).toEqual([]);
	});

	test('answers may come elsewhere', async () => {
		const permissions = printed('--permissions watch --inbox-prefix _TOP.me.');
		const server = await startServer({
			accounts: `accounts { SYS { users: [ { user: top, password: pw, ${permissions} } ] } }\nsystem_account: SYS`,
		});
		const {listening} = await run(`-s ${server.url} --user top --password pw --inbox-prefix _TOP.me`);
		await listening();
		expect(permissions).not.toContain('"_INBOX.>"');
	});
});

describe('as commands', () => {
	/** Runs what is printed in a shell that knows only these programs, in an empty folder of its own; gives the folder. */
	function inShell(script: string, programs: string): string {
		const home = mkdtempSync(join(folder, 'home-'));
		const env = {PATH: `${programs}:/usr/bin:/bin`, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home};
		execFileSync('sh', ['-euc', script], {env, cwd: home, stdio: 'pipe'});
		return home;
	}

	test.each(levels)('nats makes a user with just the permissions for %s', level => {
		const nats = natsProgram();
		const script = printed(`--permissions ${level} --as nats`);
		if (nats === undefined) {
			// Where the program is not, a shell must at least be able to read it.
			inShell(`nats() { :; }\n${script}`, folder);
			return;
		}
		const home = inShell(`nats auth operator add DEMO --no-signing-key\n${script}`, dirname(nats));
		const jwt = readFileSync(join(home, 'top.creds'), 'utf8').split('\n')[1] ?? '';
		expect(claimsOf(jwt)).toMatchObject({
			nats: {pub: {allow: subjectsFor(level, 'publish')}, sub: {allow: subjectsFor(level, 'subscribe')}},
		});
	});

	// The program itself is not at hand: one that notes its words stands for it.
	test.each(levels)('nsc is given just the permissions for %s', level => {
		const nsc = join(folder, 'nsc');
		writeFileSync(nsc, '#!/bin/sh\nprintf "%s\\n" "$@" "" >> "$HOME/said"\necho creds\n');
		chmodSync(nsc, 0o755);
		const home = inShell(printed(`--permissions ${level} --as nsc`), folder);
		const [add, generate] = readFileSync(join(home, 'said'), 'utf8').trim().split('\n\n');
		expect(add?.split('\n')).toEqual([
			...['add', 'user', '--account', 'SYS', '--name', 'top'],
			...subjectsFor(level, 'subscribe').flatMap(subject => ['--allow-sub', subject]),
			...subjectsFor(level, 'publish').flatMap(subject => ['--allow-pub', subject]),
		]);
		expect(generate?.split('\n')).toEqual(['generate', 'creds', '--account', 'SYS', '--name', 'top']);
		expect(readFileSync(join(home, 'top.creds'), 'utf8')).toBe('creds\n');
	});
});

test('the program prints them, whatever the contexts and variables say', async () => {
	const ran = await runPiped('--permissions demand --as nats', {NATS_CONTEXT: 'none', NATS_URL: 'nats://:'});
	expect(ran).toEqual({exitCode: 0, said: permissionsText({level: 'demand', form: 'nats'}), complained: ''});
});

test.each([
	['--permissions', 'cannot use --permissions: its value is missing'],
	['--permissions all', 'cannot use --permissions: there is no "all"; write watch, demand, actions'],
	['--permissions action', 'cannot use --permissions: there is no "action"; did you mean actions?'],
	['--permissions watch --as json', 'cannot use --as: there is no "json"; write configuration, nats, nsc'],
	['--as nats', 'cannot use --as: it says how permissions are printed; add --permissions LEVEL'],
	['--permissions watch --inbox-prefix a.>', 'cannot use --inbox-prefix: it is not a subject to begin others with'],
])('%s is refused', (commandLine, sentence) => {
	expect(() => parseOptions(commandLine.split(' '), {}, {version: ''})).toThrow(sentence);
});
