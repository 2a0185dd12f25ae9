// Every way a first connection fails that a real server, or something that is none, can show on loopback: the sentence
// a person reads.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {nkeys} from 'nats';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {CannotStart} from '../../source/cannot-start.ts';
import {natsSource} from '../../source/sources/nats.ts';
import {accounts, connectAs, freePorts, type NatsServer, startServer, stopServers} from '../helpers/nats-server.ts';
import {createOperatorMode, credentialsText} from './operator-mode.ts';
import {settingsOf} from './settings-of.ts';
import {closingPort, greetingPort, type StrangePort, silentPort} from './strange-ports.ts';

const certificates = new URL('../fixtures/tls/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'failures-'));
const secret = 'hunter2-hunter2';
const operatorMode = createOperatorMode();
const strangePorts: StrangePort[] = [];
const places = new Map<string, string>();

function place(name: string, value: string): void {
	places.set(name, value);
}

async function start(name: string, options: Parameters<typeof startServer>[0]): Promise<NatsServer> {
	const server = await startServer(options);
	place(name, `127.0.0.1:${server.port}`);
	place(`${name}-port`, `${server.port}`);
	return server;
}

function file(name: string, text: string): void {
	writeFileSync(join(folder, name), text);
}

const tls = (certificate: string, more = '') =>
	`tls { cert_file: "${certificates}${certificate}.pem", key_file: "${certificates}${certificate}.key", ${more} }`;

beforeAll(async () => {
	const [leafnodePort = 0, gatewayPort = 0, deadPort = 0, otherDeadPort = 0] = await freePorts(4);
	place('dead', `127.0.0.1:${deadPort}`);
	place('dead-2', `127.0.0.1:${otherDeadPort}`);
	place('leafnode', `127.0.0.1:${leafnodePort}`);
	place('gateway', `127.0.0.1:${gatewayPort}`);
	place('folder', folder);
	place('tls', certificates);
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

	const full = await start('full', {config: 'max_connections: 1'});
	await connectAs(full, 'app');
	const limited = await start('account-full', {
		accounts: accounts.replace('APP {', 'APP { limits { max_connections: 1 }, '),
	});
	await connectAs(limited, 'app');
	await start('tls-by-address', {config: tls('by-address')});
	await start('tls-by-name', {config: tls('by-name')});
	await start('tls-elsewhere', {config: tls('elsewhere')});
	await start('tls-expired', {config: tls('expired')});
	await start('tls-first', {config: tls('by-address', 'handshake_first: true')});
	await start('tls-verify', {
		config: tls('by-address', `verify: true, ca_file: "${certificates}authority.pem"`),
	});
	const user = nkeys.createUser();
	file('known.nk', new TextDecoder().decode(user.getSeed()));
	file('unknown.nk', new TextDecoder().decode(nkeys.createUser().getSeed()));
	await start('nkeys', {
		accounts: `accounts { SYS { users: [ { nkey: ${user.getPublicKey()} }, { user: sys, password: pw } ] } }
			system_account: SYS`,
	});
	await start('operator', {accounts: operatorMode.config});

	const yesterday = Math.floor(Date.UTC(2024, 0, 31, 12, 30) / 1000);
	const future = Math.floor(Date.UTC(2190, 0, 31, 12, 30) / 1000);
	const sys = operatorMode.user('SYS', 'sys');
	const expired = operatorMode.user('SYS', 'sys', {exp: yesterday});
	const early = operatorMode.user('SYS', 'sys', {nbf: future});
	const app = operatorMode.user('APP', 'app');
	const stranger = createOperatorMode().user('SYS', 'sys');
	file('expired.creds', credentialsText(expired.jwt, expired.seed));
	file('early.creds', credentialsText(early.jwt, early.seed));
	file('mixed.creds', credentialsText(sys.jwt, app.seed));
	file('app.creds', credentialsText(app.jwt, app.seed));
	file('stranger.creds', credentialsText(stranger.jwt, stranger.seed));
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
	const source = natsSource(settingsOf(filled(commandLine)));
	try {
		await source.start(() => {});
	} catch (error) {
		if (error instanceof CannotStart) return error;
		throw error;
	}
	await source.stop();
	throw new Error('it connected');
}

const login = '--user sys --password pw';
const quick = '--timeout 500ms';

const failures: Record<string, [commandLine: string, sentence: string][]> = {
	'what listens there': [
		[
			`-s {dead} ${login}`,
			'cannot connect to {dead}: nothing is listening there; check the address, and that the server runs',
		],
		[
			`-s no..such.host ${login}`,
			'cannot connect to no..such.host:4222: the name "no..such.host" is unknown; check the spelling in --server',
		],
		[
			`-s {silent} ${login} ${quick}`,
			'cannot connect to {silent}: it accepts connections but says nothing; check --server, or try a longer --timeout',
		],
		[
			`-s {closing} ${login}`,
			'cannot connect to {closing}: it closed the connection before greeting; it may be a proxy or load balancer without a server behind it, or a server that is stopping',
		],
		[
			`-s {mail} ${login}`,
			'cannot connect to {mail}: it is not a NATS server, it said "220 mail.example ESMTP �[2Jready"; check --server',
		],
		[
			`-s {monitoring} ${login} ${quick}`,
			"cannot connect to {monitoring}: it speaks HTTP, not NATS: it is the monitoring port; use the server's client port, normally 4222",
		],
		[
			`-s {websocket} ${login} ${quick}`,
			"cannot connect to {websocket}: it is a websocket port, which is not supported yet; use the server's client port, normally 4222",
		],
		[
			`-s {cluster} ${login} ${quick}`,
			"cannot connect to {cluster}: it is the cluster port; use the server's client port, normally 4222",
		],
		[
			`-s {leafnode} ${login} ${quick}`,
			"cannot connect to {leafnode}: it is the leafnode port; use the server's client port, normally 4222",
		],
		[
			`-s {gateway} ${login} ${quick}`,
			"cannot connect to {gateway}: it is the gateway port; use the server's client port, normally 4222",
		],
	],
	'no room': [
		[
			`-s {full} ${login} ${quick}`,
			'cannot connect to {full}: the server is full: it allows no more connections; try another server',
		],
		[
			`-s {account-full} --user app --password pw ${quick}`,
			'cannot connect to {account-full}: our account has used up its connections; close some, or raise the limit of the account',
		],
	],
	'several servers': [
		[
			`-s {dead},{dead-2} ${login}`,
			'cannot connect to any of 2 servers: {dead}: nothing is listening there; {dead-2}: nothing is listening there; check the address, and that the server runs',
		],
	],
	TLS: [
		[
			`-s {tls-by-address} ${login}`,
			'cannot connect to {tls-by-address}: its certificate is signed by a CA this machine does not trust; give the CA with --tlsca FILE',
		],
		[
			`-s {tls-by-address} ${login} --tlsca {tls}stranger.pem`,
			'cannot connect to {tls-by-address}: its certificate is not signed by the CA in {tls}stranger.pem; correct --tlsca',
		],
		[
			`-s {tls-expired} ${login} --tlsca {tls}authority.pem`,
			"cannot connect to {tls-expired}: its certificate has expired; the server needs a new one; check this machine's clock too",
		],
		[
			`-s {tls-elsewhere} ${login} --tlsca {tls}authority.pem`,
			'cannot connect to {tls-elsewhere}: its certificate is for elsewhere.test, not 127.0.0.1; connect by that name, or give it with --tls-server-name',
		],
		[
			`-s {tls-by-name} ${login} --tlsca {tls}authority.pem`,
			'cannot connect to {tls-by-name}: its certificate is for localhost, not 127.0.0.1; connect by that name, or give it with --tls-server-name',
		],
		[
			`-s tls://{plain} ${login}`,
			'cannot use TLS with {plain}: it does not offer TLS, so nothing was sent; remove --server, or use another port',
		],
		[
			`-s {plain} ${login} --tlsca {tls}authority.pem`,
			'cannot use TLS with {plain}: it does not offer TLS, so nothing was sent; remove --tlsca, or use another port',
		],
		[
			`-s {tls-first} ${login} --tlsca {tls}authority.pem ${quick}`,
			'cannot connect to {tls-first}: the server waits for TLS before it greets; add --tls-first',
		],
		[`-s {plain} ${login} --tls-first`, 'cannot connect to {plain}: the server greets before TLS; drop --tls-first'],
		[
			`-s {tls-verify} ${login} --tlsca {tls}authority.pem ${quick}`,
			'cannot connect to {tls-verify}: the server wants a client certificate; give it with --tlscert and --tlskey',
		],
		[
			`-s {tls-verify} ${login} ${quick} --tlsca {tls}authority.pem --tlscert {tls}stranger-client.pem --tlskey {tls}stranger-client.key`,
			'cannot connect to {tls-verify}: the server does not accept the certificate in {tls}stranger-client.pem; give one that is signed by a CA the server knows (--tlscert, --tlskey)',
		],
	],
	files: [
		[`-s {plain} --creds {folder}/none.creds`, 'cannot read {folder}/none.creds: no such file; correct --creds'],
		[`-s {plain} --creds {folder}`, 'cannot read {folder}: it is a directory; correct --creds'],
		[
			`-s {plain} --creds {folder}/empty`,
			'cannot log in: {folder}/empty is not a credentials file, it has no block BEGIN NATS USER JWT; export it again, for example with nsc generate creds',
		],
		[
			`-s {plain} --creds {folder}/no-seed.creds`,
			'cannot log in: {folder}/no-seed.creds is not a credentials file, it has no block BEGIN USER NKEY SEED; export it again, for example with nsc generate creds',
		],
		[
			`-s {plain} --creds {folder}/damaged.creds`,
			'cannot log in: the nkey seed in {folder}/damaged.creds is damaged; correct --creds',
		],
		[`-s {plain} --nkey {folder}/empty`, 'cannot log in: there is no nkey seed in {folder}/empty; correct --nkey'],
		[
			`-s {plain} ${login} --tlsca {folder}/empty`,
			'cannot use TLS: there is no certificate in {folder}/empty; correct --tlsca; it must be PEM text',
		],
		[
			`-s {plain} ${login} --tlsca {folder}/broken.pem`,
			'cannot use TLS: a certificate in {folder}/broken.pem is damaged; correct --tlsca',
		],
		[`-s {plain} ${login} --tlsca {folder}/none.pem`, 'cannot read {folder}/none.pem: no such file; correct --tlsca'],
		[
			`-s {plain} ${login} --tlscert {tls}client.pem --tlskey {tls}client.pem`,
			'cannot use TLS: there is no private key in {tls}client.pem; correct --tlskey',
		],
		[
			`-s {plain} ${login} --tlscert {tls}client.pem --tlskey {tls}by-name.key`,
			'cannot use TLS: {tls}client.pem and {tls}by-name.key do not belong together or are damaged; correct --tlskey',
		],
	],
	login: [
		[
			`-s {plain} --user sys --password ${secret}`,
			'cannot log in to {plain}: the server refused user "sys": wrong secret, or the user was revoked or removed; the reason is in the server\'s log and in its AUTH.ERR event',
		],
		[
			`-s localhost:{plain-port} --user sys --password ${secret}`,
			'cannot log in to localhost:{plain-port}: the server refused user "sys": wrong secret, or the user was revoked or removed; the reason is in the server\'s log and in its AUTH.ERR event',
		],
		[
			'-s {plain}',
			'cannot log in to {plain}: the server wants a login and none was given; connect with a system-account user (--creds, --user)',
		],
		[
			`-s {plain} --token ${secret}`,
			"cannot log in to {plain}: the server refused the token from --token: wrong secret, or the user was revoked or removed; the reason is in the server's log and in its AUTH.ERR event",
		],
		[
			`-s nats://${secret}@{plain}`,
			"cannot log in to {plain}: the server refused the token from --server: wrong secret, or the user was revoked or removed; the reason is in the server's log and in its AUTH.ERR event",
		],
		[
			'-s {plain} --nkey {folder}/known.nk',
			'cannot log in to {plain}: the server refused the nkey in {folder}/known.nk; it knows no nkeys or JWTs; give --user and a password',
		],
		[
			'-s {nkeys} --nkey {folder}/unknown.nk',
			"cannot log in to {nkeys}: the server refused the nkey in {folder}/unknown.nk: wrong secret, or the user was revoked or removed; the reason is in the server's log and in its AUTH.ERR event",
		],
		[
			`-s {operator} ${login}`,
			'cannot log in to {operator}: the server refused user "sys"; it uses nkeys or JWTs; give --creds or --nkey, or check the password',
		],
		[
			'-s {operator} --creds {folder}/expired.creds',
			'cannot log in to {operator}: the credentials in {folder}/expired.creds expired on 2024-01-31 12:30 UTC; get new ones and correct --creds',
		],
		[
			'-s {operator} --creds {folder}/early.creds',
			'cannot log in to {operator}: the credentials in {folder}/early.creds are valid from 2190-01-31 12:30 UTC; get new ones and correct --creds',
		],
		[
			'-s {operator} --creds {folder}/mixed.creds',
			'cannot log in to {operator}: the seed in {folder}/mixed.creds does not belong to the JWT in it; get new ones and correct --creds',
		],
		[
			'-s {operator} --creds {folder}/stranger.creds',
			"cannot log in to {operator}: the server refused the credentials in {folder}/stranger.creds: wrong secret, or the user was revoked or removed; the reason is in the server's log and in its AUTH.ERR event",
		],
	],
	'not the system account': [
		[
			'-s {plain} --user app --password pw',
			'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
		],
		[
			'-s {operator} --creds {folder}/app.creds',
			'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
		],
	],
};

for (const [group, cases] of Object.entries(failures)) {
	describe.concurrent(group, {timeout: 20_000}, () => {
		test.each(cases)('%s', async (commandLine, sentence) => {
			const failure = await failureOf(commandLine);
			expect(failure.message).toBe(filled(sentence));
			expect(failure.exitCode).toBe(1);
			expect(failure.message).not.toContain(secret);
		});
	});
}
