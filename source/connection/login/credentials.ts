// What is in credentials files and nkey seeds.
import {nkeys} from 'nats';
import {CannotStart} from '../../errors/cannot-start.ts';
import {referenceInWords, type Setting} from '../settings/settings.ts';

export type Credentials = {
	readonly token: string;
	/** Absent for a bearer's JWT, which needs none. */
	readonly seed?: Uint8Array;
};

const block = (words: string) => new RegExp(`-{3,}\\s*BEGIN ${words}\\s*-{3,}([\\s\\S]*?)-{3,}\\s*END`);
const tokenBlock = block('NATS USER JWT');
const seedBlock = block('USER NKEY SEED');
const seedText = /\bS[UAO][A-Z2-7]{50,}/;

/**
 * What a credentials file holds. Line ends and a missing last one do not matter.
 * @throws CannotStart when the text is something else
 */
export function credentialsIn(text: string, setting: Setting<string>): Credentials {
	const token = tokenBlock.exec(text)?.[1]?.replace(/\s+/g, '') ?? '';
	const seed = seedBlock.exec(text)?.[1] ?? '';
	if (token === '' || seed === '') {
		const missing = token === '' ? 'BEGIN NATS USER JWT' : 'BEGIN USER NKEY SEED';
		const what = `${referenceInWords(setting)} is not a credentials file, it has no block ${missing}`;
		throw new CannotStart('cannot log in', what, 'export it again, for example with nsc generate creds');
	}
	return {token, seed: seedIn(seed, setting)};
}

/**
 * The seed in a text that holds nothing else, or holds it between marker lines as credentials files do.
 * @throws CannotStart when there is none
 */
export function seedIn(text: string, setting: Setting<string>): Uint8Array {
	const place = referenceInWords(setting);
	const found = seedText.exec(text)?.[0];
	const refuse = (because: string) => new CannotStart('cannot log in', because, `correct ${setting.from.name}`);
	if (found === undefined) throw refuse(`there is no nkey seed in ${place}`);
	const seed = new TextEncoder().encode(found);
	try {
		nkeys.fromSeed(seed).getPublicKey();
	} catch {
		throw refuse(`the nkey seed in ${place} is damaged`);
	}
	return seed;
}
