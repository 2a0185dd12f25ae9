// Cuts the secrets out of a message before it is kept, shown or written: tokens, nonces, passwords and seeds. What is
// left decodes to the same as the message itself, but for the texts that held a secret.
import {madeOnce} from '../format/made-once.ts';
import {holdsSecret} from '../format/tame.ts';
import {accountClaimsOf, claimsOfToken} from '../wire/claims.ts';
import {mayBeToken, givesTokens} from '../wire/client-user.ts';
import type {Envelope} from '../wire/envelope.ts';
import {type Fields, fields, fieldsOrNothing, list} from '../wire/fields.ts';
import {hiddenUserToken} from '../wire/user-token.ts';
import {hideSecrets, isSecretKey, maySecretsBeIn} from './hide-secrets.ts';

const keyStart = '$SYS.SERVER.N';
const dot = 46;

/** A subject without secrets: the name of an account is part of it. */
export function redactSubject(subject: string): string {
	// The public key of a server needs no search.
	if (subject.startsWith(keyStart) && subject.charCodeAt(keyStart.length + 55) === dot) return subject;
	return holdsSecret(subject) ? hideSecrets(subject) : subject;
}

/**
 * The text of a message without its secrets, at most its first `length` units. `envelope` is what the same text was
 * opened as; with it most texts need not be searched.
 */
export function redactText(text: string, envelope: Envelope | undefined, length = Number.POSITIVE_INFINITY): string {
	if (envelope === undefined && text.startsWith('eyJ')) return redactToken(text, length);
	const users = envelope === undefined ? undefined : tokensAsUsers(envelope);
	if (text.length > length) return hideSecrets(text.slice(0, length), {users, isCut: true});
	if (users !== undefined) return hideSecrets(text, {users});
	if (envelope === undefined || envelope.holds === 'fields') return maySecretsBeIn(text) ? hideSecrets(text) : text;
	if (!isHarmless(envelope)) return hideSecrets(text);
	const token = fieldsOrNothing(envelope.body['client'])?.['jwt'];
	return token === undefined ? text : withoutUserToken(text, token);
}

/** A payload that is a token. What an account's claims say is no secret: they are kept, without their signature. */
function redactToken(text: string, length: number): string {
	if (accountClaimsOf(text) === undefined) return hideSecrets(text.slice(0, length));
	return redactText(JSON.stringify(claimsOfToken(text)), undefined, length);
}

/** Blocks of servers that were searched: opening messages gives the same one again and again. */
const isHarmlessBlock = madeOnce((server: Fields): boolean => !maySecretsBeIn(JSON.stringify(server)));

function isHarmless({holds, server, body}: Envelope): boolean {
	if (!isHarmlessBlock(server)) return false;
	if (holds !== 'storm body') return isHarmlessValue(body, 0);
	const {acc, name, reason, client} = body;
	if (isSecret(acc) || isSecret(name) || isSecret(reason)) return false;
	return client === undefined || isHarmlessClient(fields(client));
}

/** Whether nothing in a `client` block but its `jwt` may be a secret; of a storm body, whose other texts are checked. */
function isHarmlessClient(client: Fields): boolean {
	const {acc, user, name, lang, ver, client_id: clientId, issuer_key: issuer, name_tag: nameTag} = client;
	if (isSecret(name) || isSecret(user) || isSecret(lang) || isSecret(ver) || isSecret(clientId)) return false;
	return !(isSecret(acc) || isSecret(issuer) || isSecret(nameTag));
}

/** No server nests deeper. */
const deepest = 16;

/** Whether neither this nor anything within it may be a secret. */
function isHarmlessValue(value: unknown, depth: number): boolean {
	if (typeof value === 'string') return !holdsSecret(value);
	if (depth > deepest) return false;
	if (Array.isArray(value)) return value.every(each => isHarmlessValue(each, depth + 1));
	const block = fieldsOrNothing(value);
	for (const key in block) {
		if (isSecretKey(key)) return false;
		const inner = block[key];
		if (typeof inner !== 'number' && !isHarmlessValue(inner, depth + 1)) return false;
	}
	return true;
}

function isSecret(value: unknown): boolean {
	return typeof value === 'string' && holdsSecret(value);
}

const tokenStart = '"jwt":"';

// In operator mode every login carries a token: found by its value, it is cut out at a tenth of the cost of a search.
function withoutUserToken(text: string, token: unknown): string {
	const at = text.indexOf(tokenStart) + tokenStart.length;
	if (typeof token !== 'string') return hideSecrets(text);
	const end = at + token.length;
	if (text.slice(at, end) !== token || text[end] !== '"') return hideSecrets(text);
	// Slices hold on to all they were cut from; put together anew it is a text of its own.
	return ` ${text.slice(0, at)}${hiddenUserToken(token)}${text.slice(end)}`.slice(1);
}

/** The users in a message of an old server that may be tokens; undefined when there is none. */
function tokensAsUsers({body, server}: Envelope): ReadonlySet<string> | undefined {
	const version = server['ver'];
	if (!givesTokens(version)) return undefined;
	const {client, data} = body;
	if (client === undefined && data === undefined) return undefined;
	const users = new Set<string>();
	const note = (user: unknown, account: unknown, issuer: unknown): void => {
		if (typeof user === 'string' && mayBeToken(user, account, issuer, version)) users.add(user);
	};
	const {user, acc, issuer_key: issuer} = fields(client);
	note(user, acc, issuer);
	const answer = fields(data);
	// USER.INFO, and CONNZ.
	note(answer['user'], answer['account'], undefined);
	for (const each of list(answer['connections'])) {
		const {authorized_user: listed, account, issuer_key: by} = fields(each);
		note(listed, account, by);
	}
	return users.size === 0 ? undefined : users;
}
