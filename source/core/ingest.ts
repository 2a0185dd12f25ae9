// The one way from a message to the model: what it is, is told from its subject; it is kept for looking at, decoded
// and applied. Nothing a message holds makes this throw.
import {eventKinds} from '../events/catalogue.ts';
import {beginningWithoutSecrets, hidden, holdsSecret} from '../format/tame.ts';
import {answerPrefix, type Message} from '../wire/message.ts';
import {keepMessage} from '../model/messages.ts';
import {limits, type Model} from '../model/model.ts';
import {count} from '../model/tally.ts';
import {emptyEnvelope, type Envelope, openEnvelope} from '../wire/envelope.ts';
import {type Fields, fieldsOrNothing} from '../wire/fields.ts';
import {requestKinds} from '../requests/catalogue.ts';

type Pattern<Kind> = {readonly start: string; readonly end: string; readonly kind: Kind};
// By the last character: a subject is compared with one to four of them, not with all.
type Patterns<Kind> = ReadonlyMap<number, readonly Pattern<Kind>[]>;

function lastOf(subject: string): number {
	return subject.charCodeAt(subject.length - 1);
}

function patternsOf<Kind extends {readonly subject: string}>(kinds: readonly Kind[]): Patterns<Kind> {
	const patterns = kinds.map(kind => {
		const [start = '', end = ''] = kind.subject.split('*');
		return {start, end, kind};
	});
	return Map.groupBy(patterns, ({kind}) => lastOf(kind.subject));
}

const eventPatterns = patternsOf(eventKinds);
const requestPatterns = patternsOf(requestKinds);

function kindOf<Kind>(patterns: Patterns<Kind>, subject: string): Kind | undefined {
	for (const {start, end, kind} of patterns.get(lastOf(subject)) ?? []) {
		if (
			end === ''
				? subject === start
				: subject.length > start.length + end.length && subject.endsWith(end) && subject.startsWith(start)
		) {
			return kind;
		}
	}
	return undefined;
}

const secretFields =
	/("(?:jwt|nonce|trusted_operators_jwt|pass|password|auth_token|token|sig|seed|raw)"\s*:\s*)("(?:[^"\\]|\\.)*"?|\[[^\]]*\]?|[^\s,}\]]+)/g;

// What is not kept need not be searched.
function withoutSecretFields(text: string): string {
	return beginningWithoutSecrets(text, limits.messageLength).replace(secretFields, `$1"${hidden}"`);
}

const requestPrefix = '$SYS.REQ.';

// A secret stands in the fields made for it, or where somebody may write what he likes.
function showable(text: string, {body}: Envelope): string {
	const {client, reason, jwt, nonce} = body;
	if (jwt !== undefined || nonce !== undefined || isSecret(reason)) return withoutSecretFields(text);
	if (client === undefined) return text;
	const block = fieldsOrNothing(client);
	if (block === undefined || mayHoldSecret(block)) return withoutSecretFields(text);
	return block['jwt'] === undefined ? text : withoutToken(text, block['jwt']);
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

// Where users have tokens every login brings one: found by its value, it is cut out at a tenth of the cost of a search.
function withoutToken(text: string, token: unknown): string {
	const at = text.indexOf(tokenStart) + tokenStart.length;
	const end = typeof token === 'string' ? at + token.length : at;
	if (text.length > limits.messageLength || text.slice(at, end) !== token || text[end] !== '"') {
		return withoutSecretFields(text);
	}
	// Slices hold on to all they were cut from; put together anew it is a text of its own.
	return ` ${text.slice(0, at)}${hidden}${text.slice(end)}`.slice(1);
}

function takeEvent(model: Model, {at, subject, text}: Message): void {
	const kind = kindOf(eventPatterns, subject);
	const opened = openEnvelope(text);
	const shown = kind === undefined || opened === undefined ? withoutSecretFields(text) : showable(text, opened);
	const messageNumber = keepMessage(model, at, subject, shown, text.length);
	if (kind !== undefined) {
		settle(
			model,
			kind.apply(model, {at, subject, envelope: opened ?? emptyEnvelope, text, messageNumber}),
			messageNumber,
		);
	} else if (!subject.startsWith('(')) {
		settle(model, 'not understood', messageNumber);
	}
}

function takeAnswer(model: Model, {at, subject, text}: Message): void {
	const requestSubject = subject.slice(subject.indexOf('.', answerPrefix.length) + 1);
	const kind = kindOf(requestPatterns, requestSubject);
	const answer = openEnvelope(text);
	const messageNumber = keepMessage(model, at, subject, withoutSecretFields(text), text.length);
	const usable = kind !== undefined && (text === '' || answer !== undefined);
	settle(model, usable ? kind.answered(model, answer, at, requestSubject) : 'not understood', messageNumber);
}

function takeRequest(model: Model, {at, subject, text}: Message): void {
	count(model.tallies.asks, at);
	keepMessage(model, at, subject, withoutSecretFields(text), text.length);
	kindOf(requestPatterns, subject)?.asked?.(model, at, subject, text);
}

function settle(model: Model, outcome: string, messageNumber: number): void {
	if (outcome === 'twice') model.duplicates++;
	else if (outcome === 'not understood') {
		model.misunderstood++;
		const {messages} = model.journals;
		const slot = messageNumber % messages.capacity;
		const kept = messages.slots[slot];
		if (kept !== undefined) messages.slots[slot] = {...kept, understood: false};
	}
}

/** Takes one message into the model. Never throws; what is not understood is counted and can be looked at. */
export function ingest(model: Model, message: Message): void {
	const {at, subject} = message;
	if (at > model.now) model.now = at;
	model.startedAt ??= at;
	model.revision++;
	if (subject.startsWith(answerPrefix)) {
		count(model.tallies.messages, at);
		takeAnswer(model, message);
	} else if (subject.startsWith(requestPrefix)) {
		takeRequest(model, message);
	} else {
		if (subject.charCodeAt(0) === 36) count(model.tallies.messages, at);
		takeEvent(model, message);
	}
}
