// Secrets as they turn up in messages, and real messages with one of them planted.
import fc from 'fast-check';
import type {Message} from '../../source/wire/message.ts';
import {mutatedMessage} from '../wire/mutations.ts';

const base64 = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const base32 = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'];

function textOf(alphabet: readonly string[], minLength: number, maxLength: number): fc.Arbitrary<string> {
	return fc.array(fc.constantFrom(...alphabet), {minLength, maxLength}).map(letters => letters.join(''));
}

const part = textOf(base64, 20, 120);
export const token = fc
	.tuple(part, part, part)
	.map(([header, claims, signature]) => `eyJ${header}.eyJ${claims}.${signature}`);
export const seed = fc
	.tuple(fc.constantFrom('SU', 'SA', 'SO', 'SN', 'SC', 'SX'), textOf(base32, 56, 56))
	.map(parts => parts.join(''));
const word = textOf([...'abcdefgh'], 12, 16).map(letters => `hunter-${letters}`);

/** What is written where anybody may write, and what of it must not be seen again. */
type FreeText = {readonly text: string; readonly secrets: readonly string[]};

const freeText: fc.Arbitrary<FreeText> = fc.oneof(
	token.map(text => ({text, secrets: [text.slice(0, 24), text.slice(-18)]})),
	seed.map(text => ({text, secrets: [text.slice(0, 24), text.slice(-24)]})),
	word.map(password => ({text: `nats://app:${password}@n1:4222`, secrets: [password]})),
	fc.tuple(token, seed).map(([jwt, key]) => ({
		text: `-----BEGIN NATS USER JWT-----\n${jwt}\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n${key}\n------END USER NKEY SEED------`,
		secrets: [jwt.slice(0, 24), key.slice(0, 24)],
	})),
);

const around = fc.constantFrom(
	'',
	'my ',
	'Authorization: ',
	'{"',
	'\\',
	'"',
	'\u0000',
	'é',
	'<',
	'x'.repeat(30),
	' \n',
);

const secretKey = fc.constantFrom('jwt', 'nonce', 'pass', 'password', 'auth_token', 'token', 'sig', 'seed', 'raw');
const secretValue = (secret: string): fc.Arbitrary<unknown> =>
	fc.constantFrom<unknown>(
		secret,
		[secret, [secret]],
		{a: secret, b: {c: [secret, '}']}},
		`]"}${secret}`,
		`\\${secret}`,
	);

export type Planted = {readonly message: Message; readonly secrets: readonly string[]; readonly where: string};

type Node = {readonly parent: Record<string, unknown>; readonly key: string};

function isParent(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function nodesOf(value: unknown): readonly Node[] {
	if (!isParent(value)) return [];
	return Object.keys(value).flatMap(key => [{parent: value, key}, ...nodesOf(value[key])]);
}

/** The id of a server is a key that nobody chooses. */
function isServerId({parent, key}: Node): boolean {
	return key === 'id' && typeof parent[key] === 'string';
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The JSON with every letter of the secrets written as an escape, which means the same. */
function escaped(json: string, secrets: readonly string[]): string {
	const asEscapes = (text: string): string =>
		[...text].map(letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
	return secrets.reduce((text, secret) => text.replaceAll(secret, asEscapes), json);
}

const inText: fc.Arbitrary<Planted> = fc
	.tuple(mutatedMessage, fc.nat(), freeText, around, around, fc.boolean())
	.map(([message, at, {text, secrets}, before, after, isEscaped]) => {
		const data = parsed(message.text);
		const places = nodesOf(data).filter(node => typeof node.parent[node.key] === 'string' && !isServerId(node));
		const place = places[at % Math.max(1, places.length)];
		if (place === undefined) return {message: {...message, text: `${before}${text}${after}`}, secrets, where: ''};
		place.parent[place.key] = `${before}${text}${after}`;
		const json = JSON.stringify(data);
		return {message: {...message, text: isEscaped ? escaped(json, secrets) : json}, secrets, where: place.key};
	});

const inField: fc.Arbitrary<Planted> = fc
	.tuple(
		mutatedMessage,
		fc.nat(),
		secretKey,
		word.chain(secret => fc.tuple(fc.constant(secret), secretValue(secret))),
	)
	.map(([message, at, key, [secret, value]]) => {
		const data = parsed(message.text);
		const places = nodesOf(data).filter(({parent}) => !Array.isArray(parent));
		const place = places[at % Math.max(1, places.length)];
		if (place === undefined) {
			return {message: {...message, text: JSON.stringify({[key]: value})}, secrets: [secret], where: key};
		}
		place.parent[key] = value;
		return {message: {...message, text: JSON.stringify(data)}, secrets: [secret], where: key};
	});

/** A real message, perhaps with something else wrong, in which a secret stands. */
export const planted: fc.Arbitrary<Planted> = fc.oneof(inText, inField);
