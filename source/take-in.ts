// The one way from a message to the model: what it is, is told from its subject; it is kept for looking at, decoded
// and applied. Nothing a message holds makes this throw.
import {eventKinds} from './events/catalogue.ts';
import {hidden, withoutSecrets} from './format/tame.ts';
import {answerPrefix, type Message} from './message.ts';
import {keepMessage} from './model/messages.ts';
import type {Model} from './model/model.ts';
import {count} from './model/tally.ts';
import {requestKinds} from './requests/catalogue.ts';

type Pattern<Kind> = {readonly start: string; readonly end: string; readonly kind: Kind};

function patternsOf<Kind extends {readonly subject: string}>(kinds: readonly Kind[]): readonly Pattern<Kind>[] {
	return kinds.map(kind => {
		const [start = '', end = ''] = kind.subject.split('*');
		return {start, end, kind};
	});
}

const eventPatterns = patternsOf(eventKinds);
const requestPatterns = patternsOf(requestKinds);

function kindOf<Kind>(patterns: readonly Pattern<Kind>[], subject: string): Kind | undefined {
	for (const {start, end, kind} of patterns) {
		if (end === '' ? subject === start : subject.length > start.length + end.length && subject.endsWith(end) && subject.startsWith(start)) {
			return kind;
		}
	}
	return undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const secretFields = /("(?:jwt|nonce|trusted_operators_jwt|pass|password|auth_token|token|sig|seed|raw)"\s*:\s*)("(?:[^"\\]|\\.)*"?|\[[^\]]*\])/g;

function withoutSecretFields(text: string): string {
	return withoutSecrets(text.replace(secretFields, `$1"${hidden}"`));
}

const requestPrefix = '$SYS.REQ.';

function takeEvent(model: Model, {at, subject, text}: Message): void {
	const kind = kindOf(eventPatterns, subject);
	const body = kind?.payload === 'text' ? text : parsed(text);
	// Only a JWT has this beginning; looking for it is far cheaper than hiding.
	const shown = kind === undefined || text.includes('eyJ') ? withoutSecretFields(text) : text;
	const messageNumber = keepMessage(model, at, subject, shown, true);
	// SHUTDOWN has no body before 2.2.
	const usable = kind !== undefined && (body !== undefined || text === '');
	settle(model, usable ? kind.apply(model, {at, subject, body, messageNumber}) : 'not understood', messageNumber);
}

function takeAnswer(model: Model, {at, subject, text}: Message): void {
	const requestSubject = subject.slice(subject.indexOf('.', answerPrefix.length) + 1);
	const kind = kindOf(requestPatterns, requestSubject);
	const body = text === '' ? undefined : parsed(text);
	const messageNumber = keepMessage(model, at, subject, withoutSecretFields(text), true);
	const usable = kind !== undefined && (text === '' || body !== undefined);
	settle(model, usable ? kind.answered(model, body, at, requestSubject) : 'not understood', messageNumber);
}

function takeRequest(model: Model, {at, subject, text}: Message): void {
	count(model.tallies.asks, at);
	keepMessage(model, at, subject, withoutSecretFields(text), true);
	kindOf(requestPatterns, subject)?.asked?.(model, at);
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
export function takeIn(model: Model, message: Message): void {
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
