// Every way a first connection fails that a real server, or something that is none, can show on loopback: the sentence
// a person reads, and the exit code.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import {nkeys} from 'nats';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {CannotStart} from '../../source/errors/cannot-start.ts';
import {thisMachine} from '../../source/connection/files/machine.ts';
import {natsSource} from '../../source/sources/nats/nats-source.ts';
import {
	accounts,
	connectAs,
	freePorts,
	type NatsServer,
	startCluster,
	startServer,
	stopServers,
} from '../helpers/nats-server.ts';
import {type Failure, failuresOf} from './catalogue.ts';
import {createOperatorMode, credentialsText} from './operator-mode.ts';
import {settingsOf} from './settings-of.ts';
import {closingPort, greetingPort, type StrangePort, silentPort} from './strange-ports.ts';

const certificates = new URL('../fixtures/tls/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'failures-'));
const secret = 'hunter2-hunter2';
const operatorMode = createOperatorMode();
const strangePorts: StrangePort[] = [];
const places = new Map<string, string>();
const {provokes, leftOut} = failuresOf('failures');

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
	const occupied = async (name: string, taken: string, options: Parameters<typeof startServer>[0]) => {
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

const login = '--user sys --password pw';
// Long enough for a TLS handshake on a machine that is busy.
const quick = '--timeout 400ms';
const clientPort = "use the server's client port, normally 4222";
const untold =
	"wrong secret, or the user was revoked or removed; the reason is in the server's log and in its AUTH.ERR event";

const failures: [failure: Failure, commandLine: string, sentence: string][] = [
	[
		'nothing listens there',
		`-s {dead} ${login}`,
		'cannot connect to {dead}: nothing is listening there; check the address, and that the server runs',
	],
	[
		'the name is unknown',
		`-s no..such.host ${login}`,
		'cannot connect to no..such.host:4222: the name "no..such.host" is unknown; check the spelling in --server',
	],
	[
		'the address or port is no address',
		`-s 127.0.0.1:port ${login}`,
		'cannot use address 1 from --server: it is not a server address; write nats://host:4222, or tls://host:4222 for TLS; several with commas between them',
	],
	[
		'something that accepts and says nothing',
		`-s {silent} ${login} ${quick}`,
		'cannot connect to {silent}: it accepts connections but says nothing; check --server, or try a longer --timeout',
	],
	[
		'something that accepts and says nothing',
		`-s ws://{silent} ${login} ${quick}`,
		'cannot connect to {silent}: it accepts connections but says nothing; check --server, or try a longer --timeout',
	],
	[
		'something that accepts and closes',
		`-s {closing} ${login}`,
		'cannot connect to {closing}: it closed the connection before greeting; it may be a proxy or load balancer without a server behind it, or a server that is stopping',
	],
	[
		'something that greets in another protocol',
		`-s {mail} ${login}`,
		'cannot connect to {mail}: it is not a NATS server, it said "220 mail.example ESMTP �[2Jready"; check --server',
	],
	[
		'the monitoring port',
		`-s {monitoring} ${login} ${quick}`,
		`cannot connect to {monitoring}: it speaks HTTP, not NATS: it is the monitoring port; ${clientPort}`,
	],
	[
		'a websocket port',
		`-s {websocket} ${login} ${quick}`,
		`cannot connect to {websocket}: it is a websocket port; write ws://{websocket}, or ${clientPort}`,
	],
	[
		'a websocket address of something else',
		`-s ws://{plain} ${login}`,
		'cannot connect to {plain}: it is no websocket port; write nats:// in --server for a client port',
	],
	[
		'the route port',
		`-s {cluster} ${login} ${quick}`,
		`cannot connect to {cluster}: it is the cluster port; ${clientPort}`,
	],
	[
		'the leafnode and the gateway port',
		`-s {leafnode} ${login} ${quick}`,
		`cannot connect to {leafnode}: it is the leafnode port; ${clientPort}`,
	],
	[
		'the leafnode and the gateway port',
		`-s {gateway} ${login} ${quick}`,
		`cannot connect to {gateway}: it is the gateway port; ${clientPort}`,
	],
	[
		'the server is full',
		`-s {full} ${login} ${quick}`,
		'cannot connect to {full}: the server is full: it allows no more connections; try another server',
	],
	[
		'the account is full',
		`-s {account-full} --user app --password pw ${quick}`,
		'cannot connect to {account-full}: our account has used up its connections; close some, or raise the limit of the account',
	],
	[
		'all servers are down, for reasons of their own',
		`-s {dead},{dead-2} ${login}`,
		'cannot connect to any of 2 servers: {dead}: nothing is listening there; {dead-2}: nothing is listening there; check the address, and that the server runs',
	],
	[
		'all servers are down, for reasons of their own',
		`-s {dead},{closing},no..such.host ${login}`,
		'cannot connect to any of 3 servers: {dead}: nothing is listening there; {closing}: it closed the connection before greeting; no..such.host:4222: the name "no..such.host" is unknown',
	],

	...(['tls-by-address', 'tls-self-signed', 'tls-chain'] as const).map((server): [Failure, string, string] => [
		'the CA of the server is not known',
		`-s {${server}} ${login}`,
		`cannot connect to {${server}}: its certificate is signed by a CA this machine does not trust; give the CA with --tlsca FILE`,
	]),
	...(['tls-by-address', 'tls-chain'] as const).map((server): [Failure, string, string] => [
		'the CA of the server is another one',
		`-s {${server}} ${login} --tlsca {tls}stranger.pem`,
		`cannot connect to {${server}}: its certificate is not signed by the CA in {tls}stranger.pem; correct --tlsca`,
	]),
	[
		'the certificate of the server has expired',
		`-s {tls-expired} ${login} --tlsca {tls}authority.pem`,
		"cannot connect to {tls-expired}: its certificate has expired; the server needs a new one; check this machine's clock too",
	],
	[
		'the certificate of the server is for another name',
		`-s {tls-elsewhere} ${login} --tlsca {tls}authority.pem`,
		'cannot connect to {tls-elsewhere}: its certificate is for elsewhere.test, not 127.0.0.1; connect by that name, or give it with --tls-server-name',
	],
	[
		'the certificate of the server is for another name',
		`-s {tls-by-name} ${login} --tlsca {tls}authority.pem`,
		'cannot connect to {tls-by-name}: its certificate is for localhost, not 127.0.0.1; connect by that name, or give it with --tls-server-name',
	],
	[
		'TLS is wanted here and not offered',
		`-s tls://{plain} ${login}`,
		'cannot use TLS with {plain}: it does not offer TLS, so nothing was sent; write nats:// in --server, or use another port',
	],
	[
		'TLS is wanted here and not offered',
		`-s {plain} ${login} --tlsca {tls}authority.pem`,
		'cannot use TLS with {plain}: it does not offer TLS, so nothing was sent; remove --tlsca, or use another port',
	],
	[
		'the server waits for TLS, we do not',
		`-s {tls-first} ${login} --tlsca {tls}authority.pem ${quick}`,
		'cannot connect to {tls-first}: the server waits for TLS before it greets; add --tls-first',
	],
	[
		'we wait for TLS, the server does not',
		`-s {plain} ${login} --tls-first`,
		'cannot connect to {plain}: the server greets before TLS; drop --tls-first',
	],
	[
		'the client certificate is missing or refused',
		`-s {tls-verify} ${login} --tlsca {tls}authority.pem ${quick}`,
		'cannot connect to {tls-verify}: the server wants a client certificate; give it with --tlscert and --tlskey',
	],
	[
		'the client certificate is missing or refused',
		`-s {tls-verify} ${login} ${quick} --tlsca {tls}authority.pem --tlscert {tls}stranger-client.pem --tlskey {tls}stranger-client.key`,
		'cannot connect to {tls-verify}: the server does not accept the certificate in {tls}stranger-client.pem; give one that is signed by a CA the server knows (--tlscert, --tlskey)',
	],
	[
		'a TLS file is missing or something else',
		`-s {plain} ${login} --tlsca {folder}/empty`,
		'cannot use TLS: there is no certificate in {folder}/empty; correct --tlsca; it must be PEM text',
	],
	[
		'a TLS file is missing or something else',
		`-s {plain} ${login} --tlsca {folder}/broken.pem`,
		'cannot use TLS: a certificate in {folder}/broken.pem is damaged; correct --tlsca',
	],
	[
		'a TLS file is missing or something else',
		`-s {plain} ${login} --tlsca {folder}/none.pem`,
		'cannot read {folder}/none.pem: no such file; correct --tlsca',
	],
	[
		'a TLS file is missing or something else',
		`-s {plain} ${login} --tlscert {tls}client.pem --tlskey {tls}client.pem`,
		'cannot use TLS: there is no private key in {tls}client.pem; correct --tlskey',
	],
	[
		'certificate and key do not belong together',
		`-s {plain} ${login} --tlscert {tls}client.pem --tlskey {tls}by-name.key`,
		'cannot use TLS: {tls}client.pem and {tls}by-name.key do not belong together or are damaged; correct --tlskey',
	],

	[
		'a file of the login cannot be read',
		'-s {plain} --creds {folder}/none.creds',
		'cannot read {folder}/none.creds: no such file; correct --creds',
	],
	[
		'a file of the login cannot be read',
		'-s {plain} --creds {folder}',
		'cannot read {folder}: it is a directory; correct --creds',
	],
	[
		'the credentials file is something else',
		'-s {plain} --creds {folder}/empty',
		'cannot log in: {folder}/empty is not a credentials file, it has no block BEGIN NATS USER JWT; export it again, for example with nsc generate creds',
	],
	[
		'the credentials file is something else',
		'-s {plain} --creds {folder}/no-seed.creds',
		'cannot log in: {folder}/no-seed.creds is not a credentials file, it has no block BEGIN USER NKEY SEED; export it again, for example with nsc generate creds',
	],
	[
		'the credentials file is something else',
		`-s {plain} --creds data:;base64,${Buffer.from(secret).toString('base64')}`,
		'cannot log in: --creds is not a credentials file, it has no block BEGIN NATS USER JWT; export it again, for example with nsc generate creds',
	],
	[
		'the seed is damaged',
		'-s {plain} --creds {folder}/damaged.creds',
		'cannot log in: the nkey seed in {folder}/damaged.creds is damaged; correct --creds',
	],
	[
		'the seed is damaged',
		'-s {plain} --nkey {folder}/empty',
		'cannot log in: there is no nkey seed in {folder}/empty; correct --nkey',
	],
	[
		'the seed is damaged',
		`-s {plain} --jwt {jwt} --seed SU${secret}`,
		'cannot log in: there is no nkey seed in --seed; correct --seed',
	],
	[
		'something that is no JWT',
		`-s {plain} --jwt {folder}/sys.jwt`,
		'cannot use --jwt: it is not a JWT, which is three words with dots between them; for a JWT in a file write file://PATH',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --user sys --password env://NO_SUCH_NAME',
		'cannot use --password: the variable NO_SUCH_NAME is not set; set it, or correct --password',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --user sys --password env://EMPTY',
		'cannot use --password: the variable EMPTY is empty; set it, or correct --password',
	],
	[
		'a reference to a secret that leads nowhere',
		`-s {plain} --user sys --password env:${secret}`,
		'cannot use --password: the variable in it is not set; set it, or correct --password',
	],
	[
		'a reference to a secret that leads nowhere',
		`-s {plain} --user sys --password file:${secret}`,
		'cannot use --password: it begins with file: but is not written as file://PATH; correct --password',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --token file://{folder}/none',
		'cannot read {folder}/none: no such file; correct --token',
	],
	[
		'a reference to a secret that leads nowhere',
		`-s {plain} --token data:${secret}`,
		'cannot use --token: what begins with data: is not written as data:;base64,TEXT; correct --token',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --creds op://vault/item/field',
		'cannot use --creds: it is kept in 1Password and there is no program op to ask; install op, the 1Password program',
	],
	[
		'a reference to a secret that leads nowhere',
		'-s {plain} --creds nsc://O',
		'cannot use --creds: it is not written as nsc://OPERATOR/ACCOUNT/USER; install nsc, or give the credentials file itself',
	],

	[
		'a wrong password',
		`-s {plain} --user sys --password ${secret}`,
		`cannot log in to {plain}: the server refused user "sys": ${untold}`,
	],
	[
		'a wrong password',
		`-s localhost:{plain-port} --user sys --password ${secret}`,
		`cannot log in to localhost:{plain-port}: the server refused user "sys": ${untold}`,
	],
	[
		'a wrong password',
		`-s nats://a:${secret}@{plain},nats://b:${secret}@{plain}`,
		'cannot connect to any of 2 servers: {plain}: the server refused user "a": wrong secret, or the user was revoked or removed; {plain}: the server refused user "b": wrong secret, or the user was revoked or removed; the reason is in the server\'s log and in its AUTH.ERR event',
	],
	[
		'no login at all',
		'-s {plain}',
		'cannot log in to {plain}: the server wants a login and none was given; connect with a system-account user (--creds, --user)',
	],
	[
		'a wrong password',
		`-s {of-three} --user sys --password ${secret}`,
		`cannot log in to {of-three}: the server refused user "sys": ${untold}`,
	],
	[
		'a wrong password',
		`-s {of-three},{of-three-2} --user sys --password ${secret}`,
		`cannot connect to any of 2 servers: {of-three}: the server refused user "sys": wrong secret, or the user was revoked or removed; {of-three-2}: the server refused user "sys": wrong secret, or the user was revoked or removed; the reason is in the server's log and in its AUTH.ERR event`,
	],
	[
		'no login at all',
		'-s {of-three}',
		'cannot log in to {of-three}: the server wants a login and none was given; connect with a system-account user (--creds, --user)',
	],
	[
		'a JWT that has expired',
		'-s {of-three} --creds {folder}/expired.creds',
		'cannot log in to {of-three}: the credentials in {folder}/expired.creds expired on 2024-01-31 12:30 UTC; get new ones and correct --creds',
	],
	[
		'the route port',
		`-s {of-three-route} ${login}`,
		`cannot connect to {of-three-route}: it is the cluster port; ${clientPort}`,
	],
	[
		'a user of another account',
		'-s {of-three} --user app --password pw',
		'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
	],
	[
		'a token that is not known',
		`-s {plain} --token ${secret}`,
		`cannot log in to {plain}: the server refused the token from --token: ${untold}`,
	],
	[
		'a token that is not known',
		`-s nats://${secret}@{plain}`,
		`cannot log in to {plain}: the server refused the token from --server: ${untold}`,
	],
	[
		'an nkey or JWT where the server knows none',
		'-s {plain} --nkey {folder}/known.nk',
		'cannot log in to {plain}: the server refused the nkey in {folder}/known.nk; it knows no nkeys or JWTs; give --user and a password',
	],
	[
		'an nkey that is not known',
		'-s {nkeys} --nkey {folder}/unknown.nk',
		`cannot log in to {nkeys}: the server refused the nkey in {folder}/unknown.nk: ${untold}`,
	],
	[
		'a password where the server wants nkeys or JWTs',
		`-s {operator} ${login}`,
		'cannot log in to {operator}: the server refused user "sys"; it uses nkeys or JWTs; give --creds or --nkey, or check the password',
	],
	[
		'a JWT that has expired',
		'-s {operator} --creds {folder}/expired.creds',
		'cannot log in to {operator}: the credentials in {folder}/expired.creds expired on 2024-01-31 12:30 UTC; get new ones and correct --creds',
	],
	[
		'a JWT that is not valid yet',
		'-s {operator} --creds {folder}/early.creds',
		'cannot log in to {operator}: the credentials in {folder}/early.creds are valid from 2190-01-31 12:30 UTC; get new ones and correct --creds',
	],
	[
		'a seed of another JWT',
		'-s {operator} --creds {folder}/mixed.creds',
		'cannot log in to {operator}: the seed in {folder}/mixed.creds does not belong to the JWT in it; get new ones and correct --creds',
	],
	...(
		[
			['addresses', 'source addresses'],
			['times', 'times of day'],
			['kinds', 'connection types'],
		] as const
	).map(([name, limits]): [Failure, string, string] => [
		'a JWT limited to times, addresses or kinds of connections',
		`-s {operator} --creds {folder}/${name}.creds`,
		`cannot log in to {operator}: the server refused the credentials in {folder}/${name}.creds, which are limited to some ${limits}; get new ones and correct --creds`,
	]),
	[
		'a JWT that is no bearer, without its seed',
		'-s {operator} --jwt {jwt}',
		'cannot log in to {operator}: the JWT from --jwt needs its seed to sign with, and none was given; get new ones and correct --jwt',
	],
	...(['a JWT of an account the server does not know', 'a user who was revoked'] as const).map(
		(failure): [Failure, string, string] => {
			const creds = failure === 'a user who was revoked' ? 'revoked' : 'stranger';
			const sentence = `cannot log in to {operator}: the server refused the credentials in {folder}/${creds}.creds: ${untold}`;
			return [failure, `-s {operator} --creds {folder}/${creds}.creds`, sentence];
		},
	),

	[
		'a user of another account',
		'-s {plain} --user app --password pw',
		'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
	],
	[
		'a user of another account',
		'-s {operator} --creds {folder}/app.creds',
		'cannot read system events: user "app" is not in the system account (its account is "APP"); connect with a system-account user (--creds, --user)',
	],
];

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
	const ordinary = failures.filter(([, commandLine]) => !commandLine.includes('ws://'));
	test.each(ordinary.map(([name, ...rest]) => [provokes(name), ...rest]))(
		'%s: %s',
		async (_, commandLine, sentence) => {
			await expectFailure(commandLine, sentence);
		},
	);
});

describe('a start that fails, one after the other', () => {
	const websockets = failures.filter(([, commandLine]) => commandLine.includes('ws://'));
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
