// Every way to get in that is supported, against real servers: by options and variables, and by the contexts that the
// `nats` program writes, one for each kind of login, used as they are. Where that program is installed it must let itself
// in with the same files, as the same user of the same server.
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {getCACertificates, setDefaultCACertificates} from 'node:tls';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {connectPlan} from '../../../source/connection/dial/connect-plan.ts';
import {firstConnect} from '../../../source/connection/dial/first-connect.ts';
import {thisMachine} from '../../../source/connection/files/machine.ts';
import type {Message} from '../../../source/wire/message.ts';
import {natsSource} from '../../../source/sources/nats/nats-source.ts';
import {stopServers} from '../../helpers/nats-server.ts';
import {failuresOf} from '../catalogue.ts';
import {natsProgram, saidBy} from '../nats-program.ts';
import {settingsOf} from '../settings-of.ts';
import {openWaysIn, type WaysIn} from './ways-in.ts';

const {provokes, leftOut} = failuresOf('logins');
let ways: WaysIn;

beforeAll(async () => {
	ways = await openWaysIn();
});

afterAll(async () => {
	await stopServers();
	ways.removeFiles();
});

/** The name of the server that let us in, and what the source delivered up to then. */
async function serverOf(commandLine: string, env: Record<string, string> = {}): Promise<unknown> {
	const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, ways.filled(value)]));
	const machine = {...thisMachine({...ways.variables, ...variables}), home: ways.folder};
	const source = natsSource(settingsOf(ways.filled(commandLine), variables, machine), {machine});
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
const plain = '127.0.0.1:{plain}';
const operator = '127.0.0.1:{operator}';

describe('logins', () => {
	test.each<[string, string, Record<string, string>]>([
		['plain', `-s ${plain} ${login}`, {}],
		['plain', `-s nats://sys:pw@${plain}`, {}],
		['plain', '', {NATS_URL: plain, NATS_USER: 'sys', NATS_PASSWORD: 'pw'}],
		['plain', '-s localhost:{plain} --user sys --password pw', {}],
		['plain', `-s ${plain} --user sys --password env://SECRET_OF_TEST`, {}],
		['plain', `-s ${plain} --user sys --password file://{folder}/password`, {}],
		['plain', `-s nats://nobody:pw@127.0.0.1:{odd},nats://sys:pw@${plain}`, {}],
		['plain', `-s ${plain} --user prefixed --password pw --inbox-prefix _TOP.me.`, {}],
		['odd', '-s nats://s%40s:p%3Aw%2C%20%25%2F@127.0.0.1:{odd}', {}],
		['token', '-s 127.0.0.1:{token} --token tok-hunter2', {}],
		['token', '-s 127.0.0.1:{token} --user tok-hunter2', {}],
		['token', '-s nats://tok-hunter2@127.0.0.1:{token}', {}],
		['nkeys', '-s 127.0.0.1:{nkeys} --nkey {folder}/bare.nk', {}],
		['nkeys', '-s 127.0.0.1:{nkeys} --nkey {folder}/decorated.nk', {}],
		['nkeys', '-s 127.0.0.1:{nkeys} --nkey data:;base64,{nkey}', {}],
		['operator', `-s ${operator} --creds {folder}/sys.creds`, {}],
		['operator', `-s ${operator} --creds ~/sys.creds`, {}],
		['operator', `-s ${operator} --creds $LOGINS/sys.creds`, {LOGINS: '{folder}'}],
		['operator', `-s ${operator} --creds {folder}/windows.creds`, {}],
		['operator', `-s ${operator} --creds {folder}/cut.creds`, {}],
		['operator', `-s ${operator}`, {NATS_CREDS: '{folder}/sys.creds'}],
		['operator', `-s ${operator} --creds env://CREDS_OF_TEST`, {}],
		['operator', `-s ${operator} --jwt {jwt} --seed {seed}`, {}],
		['operator', `-s ${operator}`, {NATS_JWT: '{jwt}', NATS_SEED: '{seed}'}],
		['operator', `-s ${operator} --jwt file://{folder}/sys.jwt --seed FILE://{folder}/sys.nk`, {}],
		['operator', `-s ${operator} --jwt {bearer}`, {}],
		['operator', `-s nats://any:body@${operator} --creds {folder}/sys.creds`, {}],
		['by-address', `-s 127.0.0.1:{by-address} ${login} ${ca}`, {}],
		['by-address', `-s tls://127.0.0.1:{by-address} ${login}`, {NATS_CA: '{tls}/authority.pem'}],
		['by-name', `-s localhost:{by-name} ${login} ${ca}`, {}],
		['by-name', `-s 127.0.0.1:{by-name} ${login} ${ca} --tls-server-name localhost`, {}],
		['first', `-s 127.0.0.1:{first} ${login} ${ca} --tls-first`, {}],
		['verify', `-s 127.0.0.1:{verify} ${login} ${ca} --tlscert {tls}/client.pem --tlskey {tls}/client.key`, {}],
	])('%s: %s %o', async (name, commandLine, env) => {
		expect(await serverOf(commandLine, env)).toMatchObject({serverName: name});
	});

	test(provokes('some servers are down'), async () => {
		expect(await serverOf(`-s 127.0.0.1:{dead},${plain} ${login}`)).toMatchObject({serverName: 'plain'});
		expect(leftOut()).toEqual([]);
	});

	// What an authority of this machine vouches for needs no TLS settings, and its address must be compared all the same.
	test('TLS that only the server asks for', async () => {
		const before = getCACertificates('default');
		setDefaultCACertificates([...before, getAuthority()]);
		try {
			expect(await serverOf(`-s 127.0.0.1:{by-address} ${login}`)).toMatchObject({serverName: 'by-address'});
			expect(await serverOf(`-s localhost:{by-name} ${login}`)).toMatchObject({serverName: 'by-name'});
			await expect(serverOf(`-s localhost:{by-address} ${login}`)).rejects.toThrow(
				'its certificate is for 127.0.0.1, not localhost',
			);
		} finally {
			setDefaultCACertificates(before);
		}
	});
});

const fixtures = new URL('../../fixtures/contexts/', import.meta.url).pathname;
const contexts = readdirSync(fixtures)
	.filter(name => name.endsWith('.json'))
	.map(name => name.replace(/\.json$/, ''));
const nats = natsProgram();

type Identity = {readonly server: {readonly name: string}; readonly data: {readonly user: string}};

/** Who we are with a context, as the server tells it. */
async function ours(name: string): Promise<Identity> {
	const machine = thisMachine({XDG_CONFIG_HOME: join(ways.folder, 'config'), ...ways.variables});
	const settings = settingsOf(`--context ${name}`, {}, machine);
	expect(settings.label).toBe(name);
	const source = natsSource(settings, {machine});
	const answer = Promise.withResolvers<string>();
	const told: Message[] = [];
	try {
		await source.start(message => {
			told.push(message);
			if (/^_INBOX\..*USER\.INFO$/.test(message.subject)) answer.resolve(message.text);
		});
		source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
		const identity: Identity = JSON.parse(await answer.promise);
		for (const secret of ways.secrets) expect(JSON.stringify(told)).not.toContain(secret);
		return identity;
	} finally {
		await source.stop();
	}
}

/** Who the nats program is with each context; empty where it is not installed. */
async function theirs(): Promise<ReadonlyMap<string, Identity>> {
	const identities = new Map<string, Identity>();
	if (nats === undefined) return identities;
	const env = {HOME: ways.folder, XDG_CONFIG_HOME: join(ways.folder, 'config'), ...ways.variables};
	const ask = async (name: string) => {
		const said = await saidBy(nats, ['--context', name, 'req', '$SYS.REQ.USER.INFO', '', '--raw'], env);
		identities.set(name, JSON.parse(said));
	};
	await Promise.all(contexts.map(ask));
	return identities;
}

describe('contexts', () => {
	let identities: ReadonlyMap<string, Identity>;

	beforeAll(async () => {
		const folder = join(ways.folder, 'config/nats/context');
		mkdirSync(folder, {recursive: true});
		for (const name of contexts) {
			const text = readFileSync(join(fixtures, `${name}.json`), 'utf8');
			writeFileSync(join(folder, `${name}.json`), ways.filled(text), {mode: 0o600});
		}
		identities = await theirs();
	});

	test.each(contexts)('%s', async name => {
		const {server, data} = await ours(name);
		expect(data.user).not.toBe('');
		const other = identities.get(name) ?? {server, data};
		expect({server: other.server.name, data: other.data}).toEqual({server: server.name, data});
	});

	test('are what the nats program writes', async () => {
		expect(identities.size).toBe(nats === undefined ? 0 : contexts.length);
		const folder = nats === undefined ? fixtures : join(ways.folder, 'written');
		if (nats !== undefined) {
			mkdirSync(folder);
			await saidBy('sh', [join(fixtures, 'make.sh'), nats, folder], {HOME: ways.folder});
		}
		expect(readdirSync(folder).filter(file => file.endsWith('.json')).length).toBe(contexts.length);
		for (const name of contexts) {
			const file = `${name}.json`;
			expect(readFileSync(join(folder, file), 'utf8'), name).toBe(readFileSync(join(fixtures, file), 'utf8'));
		}
	});
});

test('all servers of the list are in the pool, those that did not answer too', async () => {
	const settings = settingsOf(ways.filled(`-s 127.0.0.1:{dead},${plain},127.0.0.1:{by-name} ${login}`));
	const hooks = {choose: () => undefined, delayMs: () => 1000, pauseMs: () => 0};
	const plan = await connectPlan(settings, thisMachine({}));
	const connection = await firstConnect(plan, settings, {
		hooks,
		now: Date.now,
		random: () => 0,
		signal: new AbortController().signal,
	});
	try {
		expect(connection.getServer()).toBe(ways.filled(plain));
		expect(new Set(connection.getServers().map(server => server.listen))).toEqual(
			new Set(['127.0.0.1:{dead}', plain, '127.0.0.1:{by-name}'].map(ways.filled)),
		);
	} finally {
		await connection.close();
	}
});

function getAuthority(): string {
	return readFileSync(new URL('../../fixtures/tls/authority.pem', import.meta.url), 'utf8');
}
