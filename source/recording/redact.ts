// Cuts the secrets out of a message before it is kept, shown or written: tokens, nonces, passwords and seeds.
import {beginningWithoutSecrets, hidden, holdsSecret} from '../format/tame.ts';
import type {Envelope} from '../wire/envelope.ts';
import {type Fields, fieldsOrNothing} from '../wire/fields.ts';

const secretFields =
	/("(?:jwt|nonce|trusted_operators_jwt|pass|password|auth_token|token|sig|seed|raw)"\s*:\s*)("(?:[^"\\]|\\.)*"?|\[[^\]]*\]?|[^\s,}\]]+)/g;

/** The first `length` units of a message's text without its secrets. What is not kept need not be searched. */
export function redactText(text: string, length: number): string {
	return beginningWithoutSecrets(text, length).replace(secretFields, `$1"${hidden}"`);
}

/**
 * The same for an event whose text was opened as `envelope`: where its fields hold no secret, the text is not searched.
 * A secret stands in the fields made for it, or where a client may write what it likes.
 */
export function redactEvent(text: string, {body}: Envelope, length: number): string {
	const {client, reason, jwt, nonce} = body;
	if (jwt !== undefined || nonce !== undefined || isSecret(reason)) return redactText(text, length);
	if (client === undefined) return text;
	const block = fieldsOrNothing(client);
	if (block === undefined || mayHoldSecret(block)) return redactText(text, length);
	return block['jwt'] === undefined ? text : withoutToken(text, block['jwt'], length);
}

/** Whether a `client` block holds more than its `jwt` that may be a secret. */
function mayHoldSecret({nonce, tags, user, name, lang, ver, client_id: clientId, name_tag: nameTag}: Fields): boolean {
	if (nonce !== undefined || tags !== undefined) return true;
	return isSecret(name) || isSecret(user) || isSecret(lang) || isSecret(ver) || isSecret(clientId) || isSecret(nameTag);
}

function isSecret(value: unknown): boolean {
	return typeof value === 'string' && holdsSecret(value);
}

const tokenStart = '"jwt":"';

// In operator mode every login carries a token: found by its value, it is cut out at a tenth of the cost of a search.
function withoutToken(text: string, token: unknown, length: number): string {
	const at = text.indexOf(tokenStart) + tokenStart.length;
	const end = typeof token === 'string' ? at + token.length : at;
	if (text.length > length || text.slice(at, end) !== token || text[end] !== '"') return redactText(text, length);
	// Slices hold on to all they were cut from; put together anew it is a text of its own.
	return ` ${text.slice(0, at)}${hidden}${text.slice(end)}`.slice(1);
}
