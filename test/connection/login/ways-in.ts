// A server for each way to get in, the files that it takes, and the places that stand for them in braces.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {nkeys} from 'nats';
import {freePorts, startServer} from '../../helpers/nats-server.ts';
import {createOperatorMode, credentialsText} from '../operator-mode.ts';

export type WaysIn = {
	readonly folder: string;
	/** What the variables of the fixtures stand for. */
	readonly variables: Readonly<Record<string, string>>;
	/** The secrets in all of it. */
	readonly secrets: readonly string[];
	/** The text with the places in it filled in. */
	filled(text: string): string;
	removeFiles(): void;
};

const certificates = new URL('../../fixtures/tls', import.meta.url).pathname;

const tls = (certificate: string, more = '') =>
	`tls { cert_file: "${certificates}/${certificate}.pem", key_file: "${certificates}/${certificate}.key", ${more} }`;

/** Starts the servers, or only those named; `stopServers` ends them. */
export async function openWaysIn(names?: readonly string[]): Promise<WaysIn> {
	const folder = mkdtempSync(join(tmpdir(), 'ways-in-'));
	const places = new Map([
		['folder', folder],
		['tls', certificates],
	]);
	const nkey = nkeys.createUser();
	const nkeySeed = new TextDecoder().decode(nkey.getSeed());
	const operatorMode = createOperatorMode();
	const {jwt, seed} = operatorMode.user('SYS', 'sys');
	const bearer = operatorMode.user('SYS', 'bearer', {nats: {bearer_token: true}}).jwt;
	const creds = credentialsText(jwt, seed);
	const files = {
		'bare.nk': nkeySeed,
		'decorated.nk': `-----BEGIN USER NKEY SEED-----\r\n${nkeySeed}\r\n------END USER NKEY SEED------`,
		'sys.creds': creds,
		'windows.creds': creds.replaceAll('\n', '\r\n'),
		'cut.creds': creds.slice(0, creds.indexOf('------END USER NKEY SEED------') + 30),
		'sys.jwt': `${jwt}\n`,
		'sys.nk': `${seed}\r\n`,
		password: 'pw\n',
	};
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, {mode: 0o600});
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	for (const [name, text] of Object.entries({jwt, seed, bearer, creds: base64(creds), nkey: base64(nkeySeed)})) {
		places.set(name, text);
	}

	const start = async (name: string, options: Parameters<typeof startServer>[0]) => {
		if (names && !names.includes(name)) return;
		const server = await startServer({name, ...options});
		places.set(name, `${server.port}`);
		if (server.ports.websocket) places.set(name === 'plain' ? 'websocket' : name, `${server.ports.websocket}`);
	};
	const [deadPort] = await freePorts(1);
	places.set('dead', `${deadPort}`);
	await Promise.all([
		start('plain', {
			accounts: `accounts {
				SYS { users: [
					{ user: sys, password: pw }
					{ user: prefixed, password: pw, permissions: { subscribe: { deny: "_INBOX.>" } } }
				] }
				APP { users: [ { user: app, password: pw } ] }
			}
			system_account: SYS`,
			config: 'websocket { listen: "127.0.0.1:-1", no_tls: true }',
		}),
		start('odd', {
			accounts: 'accounts { SYS { users: [ { user: "s@s", password: "p:w, %/" } ] } }\nsystem_account: SYS',
		}),
		start('token', {accounts: 'authorization { token: tok-hunter2 }\nsystem_account: "$G"'}),
		start('nkeys', {
			accounts: `accounts { SYS { users: [ { nkey: ${nkey.getPublicKey()} } ] } }\nsystem_account: SYS`,
		}),
		start('operator', {accounts: operatorMode.config}),
		start('by-address', {config: tls('by-address')}),
		start('by-name', {config: tls('by-name')}),
		start('first', {config: tls('by-address', 'handshake_first: true')}),
		start('verify', {config: tls('by-address', `verify: true, ca_file: "${certificates}/authority.pem"`)}),
		start('websocket-tls', {config: `websocket { listen: "127.0.0.1:-1", ${tls('by-address')} }`}),
	]);
	return {
		folder,
		variables: {LOGINS: folder, SECRET_OF_TEST: 'pw', CREDS_OF_TEST: creds},
		secrets: ['tok-hunter2', jwt, seed, bearer, nkeySeed, base64(creds), base64(nkeySeed)],
		filled: text =>
			text.replaceAll(/\{([a-z0-9-]+)\}/g, (_, name: string) => {
				const value = places.get(name);
				if (value === undefined) throw new Error(`no place is called ${name}`);
				return value;
			}),
		removeFiles: () => rmSync(folder, {recursive: true, force: true}),
	};
}
