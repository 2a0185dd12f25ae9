// Credentials files and nkey seeds. They are read again at every connect, so that renewed ones are picked up, and the
// last good ones are kept while a file is being replaced: the client closes for good when its authenticator throws.
import {type Authenticator, jwtAuthenticator, nkeyAuthenticator, nkeys} from 'nats';
import {CannotStart} from '../cannot-start.ts';
import {readSettingFile} from './read-file.ts';
import type {Setting} from './settings.ts';

type Credentials = {readonly token: string; readonly seed: Uint8Array};

const block = (words: string) => new RegExp(`-{3,}\\s*BEGIN ${words}\\s*-{3,}([\\s\\S]*?)-{3,}\\s*END`);
const tokenBlock = block('NATS USER JWT');
const seedBlock = block('USER NKEY SEED');
const seedText = /\bS[UAO][A-Z2-7]{50,}/;

/**
 * What a credentials file holds. Line ends and a missing last one do not matter.
 * @throws CannotStart when it cannot be read or is something else
 */
export function readCredentials(setting: Setting<string>): Credentials {
	const text = readSettingFile(setting);
	const token = tokenBlock.exec(text)?.[1]?.replace(/\s+/g, '') ?? '';
	const seed = seedBlock.exec(text)?.[1] ?? '';
	if (token === '' || seed === '') {
		const missing = token === '' ? 'BEGIN NATS USER JWT' : 'BEGIN USER NKEY SEED';
		throw new CannotStart(
			'cannot log in',
			`${setting.value} is not a credentials file, it has no block ${missing}`,
			'export it again, for example with nsc generate creds',
		);
	}
	return {token, seed: seedOf(seed, setting)};
}

/**
 * The seed in a file that holds nothing else, or holds it between marker lines as credentials files do.
 * @throws CannotStart when it cannot be read or holds no seed
 */
function readSeed(setting: Setting<string>): Uint8Array {
	return seedOf(readSettingFile(setting), setting);
}

function seedOf(text: string, {value: path, from}: Setting<string>): Uint8Array {
	const found = seedText.exec(text)?.[0];
	if (found === undefined) {
		throw new CannotStart('cannot log in', `there is no nkey seed in ${path}`, `correct ${from.name}`);
	}
	const seed = new TextEncoder().encode(found);
	try {
		nkeys.fromSeed(seed).getPublicKey();
	} catch {
		throw new CannotStart('cannot log in', `the nkey seed in ${path} is damaged`, `correct ${from.name}`);
	}
	return seed;
}

/** Logs in with a credentials file. @throws CannotStart when the file cannot be used now */
export function credentialsAuthenticator(setting: Setting<string>): Authenticator {
	const current = rereading(() => readCredentials(setting));
	return nonce => {
		const {token, seed} = current();
		return jwtAuthenticator(token, seed)(nonce);
	};
}

/** Logs in with an nkey seed. @throws CannotStart when the file cannot be used now */
export function seedAuthenticator(setting: Setting<string>): Authenticator {
	const current = rereading(() => readSeed(setting));
	return nonce => nkeyAuthenticator(current())(nonce);
}

function rereading<Value>(read: () => Value): () => Value {
	let last = read();
	return () => {
		try {
			last = read();
		} catch {
			// Being replaced, most likely; the server judges the old one.
		}
		return last;
	};
}
