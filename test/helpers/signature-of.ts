import {createPrivateKey, sign} from 'node:crypto';
import type {nkeys} from 'nats';

type Pair = ReturnType<typeof nkeys.createUser>;

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8. */
const beforeSeed = Buffer.from('302e020100300506032b657004220420', 'hex');
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The 32 bytes in the text of an nkey seed: two bytes say what it is, two at the end are a checksum. */
function seedIn(text: string): Buffer {
	const bits = Array.from(text, letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
	return Buffer.from(
		Array.from({length: 32}, (_, index) => Number.parseInt(bits.slice(8 * index + 16, 8 * index + 24), 2)),
	);
}

/** The signature of a text by an nkey, as in JWTs. It is the same as the key's own `sign`, which takes fifty times as long. */
export function signatureOf(text: string, signer: Pair): string {
	const seed = seedIn(new TextDecoder().decode(signer.getSeed()));
	const key = createPrivateKey({key: Buffer.concat([beforeSeed, seed]), format: 'der', type: 'pkcs8'});
	return sign(null, Buffer.from(text), key).toString('base64url');
}
