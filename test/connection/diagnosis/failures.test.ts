// Every way a first connection fails that a real server, or something that is none, can show on loopback: the sentence
// a person reads, and the exit code.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import {nkeys} from 'nats';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {CannotStart} from '../../../source/errors/cannot-start.ts';
import {thisMachine} from '../../../source/connection/files/machine.ts';
import {natsSource} from '../../../source/sources/nats/nats-source.ts';
import {
	accounts,
	connectAs,
	freePorts,
	type NatsServer,
	patientLogin,
	type ServerOptions,
	startCluster,
	startServer,
	stopServers,
} from '../../helpers/nats-server.ts';
import {failuresOf} from '../catalogue.ts';
import {failingStarts, login, quick, secret} from './failing-starts.ts';
import {createOperatorMode, credentialsText} from '../operator-mode.ts';
import {settingsOf} from '../settings-of.ts';
import {closingPort, greetingPort, type StrangePort, silentPort} from './strange-ports.ts';

const certificates = new URL('../../fixtures/tls/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'failures-'));
const operatorMode = createOperatorMode();
const strangePorts: StrangePort[] = [];
const places = new Map<string, string>();
const {provokes, leftOut} = failuresOf('failures');

function place(name: string, value: string): void {
	places.set(name, value);
}

/** The machine may be busy for longer than the two seconds that a server gives a login. */
async function start(name: string, {config = '', ...options}: ServerOptions): Promise<NatsServer> {
	const server = await startServer({...options, config: `${patientLogin}\n${config}`});
	place(name, `127.0.0.1:${server.port}`);
	place(`${name}-port`, `${server.port}`);
	return server;
}

function file(name: string, text: string): void {
	writeFileSync(join(folder, name), text);
}

const pem = (certificate: string, more = '') =>
	`tls { cert_file: "${certificates}${certificate}.pem", key_file: "${certificates}${certificate}.key", ${more} }`;

beforeAll(async () => {
	const [leafnodePort = 0, gatewayPort = 0, deadPort = 0, otherDeadPort = 0] = await freePorts(4);
	place('dead', `127.0.0.1:${deadPort}`);
	place('dead-2', `127.0.0.1:${otherDeadPort}`);
	place('leafnode', `127.0.0.1:${leafnodePort}`);
	place('gateway', `127.0.0.1:${gatewayPort}`);
	place('folder', folder);
	place('tls', certificates);
	const [sys, app, stranger] = [
		operatorMode.user('SYS', 'sys'),
		operatorMode.user('APP', 'app'),
		createOperatorMode().user('SYS', 'sys'),
	];
	const yesterday = Math.floor(Date.UTC(2024, 0, 31, 12, 30) / 1000);
	const future = Math.floor(Date.UTC(2190, 0, 31, 12, 30) / 1000);
	const revoked = operatorMode.user('SYS', 'revoked');
	const operatorConfig = operatorMode.configWith('SYS', {revocations: {[revoked.id]: 2_000_000_000}});
	const user = nkeys.createUser();
	const chain = `${readFileSync(`${certificates}by-address.pem`, 'utf8')}${readFileSync(`${certificates}authority.pem`, 'utf8')}`;
	file('chain.pem', chain);

	const serve = async () => {
		const plain = await start('plain', {
			config: `http: "127.0.0.1:-1"
				leafnodes { listen: "127.0.0.1:${leafnodePort}" }
				gateway { name: east, listen: "127.0.0.1:${gatewayPort}" }
				cluster { name: east, listen: "127.0.0.1:-1" }
				websocket { listen: "127.0.0.1:-1", no_tls: true }`,
		});
		place('monitoring', `127.0.0.1:${plain.ports.monitoring}`);
		place('websocket', `127.0.0.1:${plain.ports.websocket}`);
		place('cluster', `127.0.0.1:${plain.ports.cluster}`);
	};
	const occupied = async (name: string, taken: string, options: ServerOptions) => {
		await connectAs(await start(name, options), taken);
	};
	const withTls = (name: string, config: string) => start(name, {config});
	// Each tells of the others, also to those it does not let in.
	const cluster = async () => {
		const servers = await startCluster(3);
		place('of-three', `127.0.0.1:${servers[0]?.port}`);
		place('of-three-2', `127.0.0.1:${servers[1]?.port}`);
		place('of-three-route', `127.0.0.1:${servers[0]?.ports.cluster}`);
	};
	await Promise.all([
		serve(),
		cluster(),
		occupied('full', 'app', {config: 'max_connections: 1'}),
		occupied('account-full', 'app', {
			accounts: accounts.replace('APP {', 'APP { limits { max_connections: 1 }, '),
		}),
		withTls('tls-by-address', pem('by-address')),
		withTls('tls-by-name', pem('by-name')),
		withTls('tls-elsewhere', pem('elsewhere')),
		withTls('tls-expired', pem('expired')),
		withTls('tls-self-signed', pem('self-signed')),
		withTls('tls-chain', `tls { cert_file: "${folder}/chain.pem", key_file: "${certificates}by-address.key" }`),
		withTls('tls-first', pem('by-address', 'handshake_first: true')),
		withTls('tls-verify', pem('by-address', `verify: true, ca_file: "${certificates}authority.pem"`)),
		start('nkeys', {
			accounts: `accounts { SYS { users: [ { nkey: ${user.getPublicKey()} }, { user: sys, password: pw } ] } }
				system_account: SYS`,
		}),
		start('operator', {accounts: operatorConfig}),
	]);

	file('known.nk', new TextDecoder().decode(user.getSeed()));
	file('unknown.nk', new TextDecoder().decode(nkeys.createUser().getSeed()));
	const credentials = {
		expired: operatorMode.user('SYS', 'sys', {exp: yesterday}),
		early: operatorMode.user('SYS', 'sys', {nbf: future}),
		mixed: {...sys, seed: app.seed},
		app,
		stranger,
		revoked,
		addresses: operatorMode.user('SYS', 'sys', {nats: {src: ['10.0.0.0/8']}}),
		times: operatorMode.user('SYS', 'sys', {nats: {times: [{start: '00:00:00', end: '00:00:01'}]}}),
		kinds: operatorMode.user('SYS', 'sys', {nats: {allowed_connection_types: ['MQTT']}}),
	};
	for (const [name, {jwt, seed}] of Object.entries(credentials)) file(`${name}.creds`, credentialsText(jwt, seed));
	place('jwt', sys.jwt);
	file('no-seed.creds', credentialsText(sys.jwt, '').replace(/-+BEGIN USER[\s\S]*/, ''));
	file('damaged.creds', credentialsText(sys.jwt, `${sys.seed.slice(0, -3)}AAA`));
	file('empty', '');
	file('broken.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');

	const strangers: [string, StrangePort][] = [
		['silent', await silentPort()],
		['closing', await closingPort()],
		['mail', await greetingPort('220 mail.example ESMTP \u001b[2Jready\r\n')],
	];
	for (const [name, port] of strangers) {
		strangePorts.push(port);
		place(name, port.address);
	}
});

afterAll(async () => {
	await Promise.all(strangePorts.map(port => port.close()));
	await stopServers();
	rmSync(folder, {recursive: true, force: true});
});

/** `{name}` stands for an address, a port or a folder. */
function filled(text: string): string {
	return text.replaceAll(/\{([a-z0-9-]+)\}/g, (_, name: string) => {
		const value = places.get(name);
		if (value === undefined) throw new Error(`no place is called ${name}`);
		return value;
	});
}

async function failureOf(commandLine: string): Promise<CannotStart> {
	const machine = thisMachine({PATH: '', EMPTY: ''});
	try {
		const source = natsSource(settingsOf(filled(commandLine), {}, machine), {machine});
		await source.start(() => {});
		await source.stop();
	} catch (error) {
		if (error instanceof CannotStart) return error;
		throw error;
	}
	throw new Error('it connected');
}

async function expectFailure(commandLine: string, sentence: string): Promise<void> {
	const failure = await failureOf(commandLine);
	expect(failure.message).toBe(filled(sentence));
	// What is written wrongly is the command line's fault, everything else the world's.
	expect(failure.exitCode).toBe(/^cannot use "|^cannot use address/.test(sentence) ? 2 : 1);
	for (const hidden of [secret, places.get('jwt') ?? '', Buffer.from(secret).toString('base64')]) {
		expect(failure.message).not.toContain(hidden);
	}
}

describe.concurrent('a start that fails', () => {
	// Ordinary connections and websockets cannot be made at the same time in one process.
	const ordinary = failingStarts.filter(([, commandLine]) => !commandLine.includes('ws://'));
	test.each(ordinary.map(([name, ...rest]) => [provokes(name), ...rest]))(
		'%s: %s',
		async (_, commandLine, sentence) => {
			await expectFailure(commandLine, sentence);
		},
	);
});

describe('a start that fails, one after the other', () => {
	const websockets = failingStarts.filter(([, commandLine]) => commandLine.includes('ws://'));
	test.each(websockets.map(([name, ...rest]) => [provokes(name), ...rest]))(
		'%s: %s',
		async (_, commandLine, sentence) => {
			await expectFailure(commandLine, sentence);
		},
	);

	test(provokes('the client certificate is missing, with TLS 1.2'), async () => {
		const before = tls.DEFAULT_MAX_VERSION;
		tls.DEFAULT_MAX_VERSION = 'TLSv1.2';
		try {
			await expectFailure(
				`-s {tls-verify} ${login} --tlsca {tls}authority.pem ${quick}`,
				'cannot connect to {tls-verify}: the server wants a client certificate; give it with --tlscert and --tlskey',
			);
		} finally {
			tls.DEFAULT_MAX_VERSION = before;
		}
	});

	test('none of the catalogue was left out', () => {
		expect(leftOut()).toEqual([]);
	});
});
