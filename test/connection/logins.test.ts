// Every way to get in that is supported, against real servers.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {getCACertificates, setDefaultCACertificates} from 'node:tls';
import {nkeys} from 'nats';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {connectPlan} from '../../source/connection/connect-plan.ts';
import {firstConnect} from '../../source/connection/first-connect.ts';
import type {Message} from '../../source/message.ts';
import {natsSource} from '../../source/sources/nats.ts';
import {freePorts, startServer, stopServers} from '../helpers/nats-server.ts';
import {createOperatorMode, credentialsText} from './operator-mode.ts';
import {settingsOf} from './settings-of.ts';

const certificates = new URL('../fixtures/tls/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'logins-'));
const places = new Map<string, string>([
	['folder', folder],
	['tls', certificates.replace(/\/$/, '')],
]);

const tls = (certificate: string, more = '') =>
	`tls { cert_file: "${certificates}${certificate}.pem", key_file: "${certificates}${certificate}.key", ${more} }`;

beforeAll(async () => {
	const start = async (name: string, options: Parameters<typeof startServer>[0]) => {
		const server = await startServer({name, ...options});
		places.set(name, `127.0.0.1:${server.port}`);
		places.set(`${name}-port`, `${server.port}`);
	};
	const user = nkeys.createUser();
	const seed = new TextDecoder().decode(user.getSeed());
	const operatorMode = createOperatorMode();
	const {jwt, seed: userSeed} = operatorMode.user('SYS', 'sys');
	const creds = credentialsText(jwt, userSeed);
	const files = {
		'bare.nk': seed,
		'decorated.nk': `-----BEGIN USER NKEY SEED-----\r\n${seed}\r\n------END USER NKEY SEED------`,
		'sys.creds': creds,
		'windows.creds': creds.replaceAll('\n', '\r\n'),
		'cut.creds': creds.slice(0, creds.indexOf('------END USER NKEY SEED------') + 30),
	};
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	const [deadPort] = await freePorts(1);
	places.set('dead', `127.0.0.1:${deadPort}`);

	await start('plain', {});
	await start('odd', {
		accounts: 'accounts { SYS { users: [ { user: "s@s", password: "p:w, %/" } ] } }\nsystem_account: SYS',
	});
	await start('token', {accounts: 'authorization { token: tok }'});
	await start('nkeys', {
		accounts: `accounts { SYS { users: [ { nkey: ${user.getPublicKey()} } ] } }\nsystem_account: SYS`,
	});
	await start('operator', {accounts: operatorMode.config});
	await start('by-address', {config: tls('by-address')});
	await start('by-name', {config: tls('by-name')});
	await start('first', {config: tls('by-address', 'handshake_first: true')});
	await start('verify', {config: tls('by-address', `verify: true, ca_file: "${certificates}authority.pem"`)});
});

afterAll(async () => {
	await stopServers();
	rmSync(folder, {recursive: true, force: true});
});

const filled = (text: string) => text.replaceAll(/\{([a-z0-9-]+)\}/g, (_, name: string) => places.get(name) ?? name);

/** The name of the server that let us in, and what the source delivered up to then. */
async function serverOf(commandLine: string, env: Record<string, string> = {}): Promise<unknown> {
	const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)]));
	const source = natsSource(settingsOf(filled(commandLine), variables));
	const delivered: Message[] = [];
	try {
		await source.start(message => delivered.push(message));
	} finally {
		await source.stop();
	}
	expect(delivered[0]).toMatchObject({subject: '(link)'});
	const up: unknown = JSON.parse(delivered[0]?.text ?? '');
	expect(up).toMatchObject({state: 'up', systemAccount: true});
	return up;
}

const login = '--user sys --password pw';
const ca = '--tlsca {tls}/authority.pem';

describe('logins', () => {
	test.each<[string, string, Record<string, string>]>([
		['plain', `-s {plain} ${login}`, {}],
		['plain', '-s nats://sys:pw@{plain}', {}],
		['plain', '', {NATS_URL: '{plain}', NATS_USER: 'sys', NATS_PASSWORD: 'pw'}],
		['plain', '-s localhost:{plain-port} --user sys --password pw', {}],
		['odd', '-s nats://s%40s:p%3Aw%2C%20%25%2F@{odd}', {}],
		['nkeys', '-s {nkeys} --nkey {folder}/bare.nk', {}],
		['nkeys', '-s {nkeys} --nkey {folder}/decorated.nk', {}],
		['operator', '-s {operator} --creds {folder}/sys.creds', {}],
		['operator', '-s {operator} --creds {folder}/windows.creds', {}],
		['operator', '-s {operator} --creds {folder}/cut.creds', {}],
		['operator', '-s {operator}', {NATS_CREDS: '{folder}/sys.creds'}],
		['by-address', `-s {by-address} ${login} ${ca}`, {}],
		['by-address', `-s tls://{by-address} ${login}`, {NATS_CA: '{tls}/authority.pem'}],
		['by-name', `-s localhost:{by-name-port} ${login} ${ca}`, {}],
		['by-name', `-s {by-name} ${login} ${ca} --tls-server-name localhost`, {}],
		['first', `-s {first} ${login} ${ca} --tls-first`, {}],
		['verify', `-s {verify} ${login} ${ca} --tlscert {tls}/client.pem --tlskey {tls}/client.key`, {}],
		['plain', `-s {dead},{plain} ${login}`, {}],
	])('%s: %s %o', async (name, commandLine, env) => {
		expect(await serverOf(commandLine, env)).toMatchObject({serverName: name});
	});

	test('a token leads to no system account', async () => {
		await expect(serverOf('-s {token} --token tok')).rejects.toThrow(
			'cannot read system events: the token from --token is not in the system account (its account is "$G")',
		);
	});

	// What an authority of this machine vouches for needs no TLS settings, and its address must be compared all the same.
	test('TLS that only the server asks for', async () => {
		const before = getCACertificates('default');
		setDefaultCACertificates([...before, ...getAuthority()]);
		try {
			expect(await serverOf(`-s {by-address} ${login}`)).toMatchObject({serverName: 'by-address'});
			expect(await serverOf(`-s localhost:{by-name-port} ${login}`)).toMatchObject({serverName: 'by-name'});
			await expect(serverOf(`-s localhost:{by-address-port} ${login}`)).rejects.toThrow(
				'its certificate is for 127.0.0.1, not localhost',
			);
		} finally {
			setDefaultCACertificates(before);
		}
	});
});

test('all servers of the list are in the pool, those that did not answer too', async () => {
	const settings = settingsOf(filled(`-s {dead},{plain},{by-name} ${login}`));
	const hooks = {choose: () => undefined, delayMs: () => 1000};
	const connection = await firstConnect(connectPlan(settings), settings, {hooks, now: Date.now, random: () => 0});
	try {
		expect(connection.getServer()).toBe(places.get('plain'));
		expect(new Set(connection.getServers().map(server => server.listen))).toEqual(
			new Set([places.get('dead'), places.get('plain'), places.get('by-name')]),
		);
	} finally {
		await connection.close();
	}
});

function getAuthority(): string[] {
	return [readFileSync(`${certificates}authority.pem`, 'utf8')];
}
