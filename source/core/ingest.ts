// The one way from a message to the model: what it is, is told from its subject; it is kept for looking at, decoded
// and applied. Nothing a message holds makes this throw.
import {eventKinds} from '../events/catalogue.ts';
import {answerPrefix, type Message} from '../wire/message.ts';
import {keepMessage} from '../model/messages.ts';
import {limits, type Model} from '../model/model.ts';
import {count} from '../model/tally.ts';
import {redactEvent, redactText} from '../recording/redact.ts';
import {emptyEnvelope, openEnvelope} from '../wire/envelope.ts';
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

const requestPrefix = '$SYS.REQ.';

function takeEvent(model: Model, {at, subject, text}: Message): void {
	const kind = kindOf(eventPatterns, subject);
	const opened = openEnvelope(text);
	const shown =
		kind === undefined || opened === undefined
			? redactText(text, limits.messageLength)
			: redactEvent(text, opened, limits.messageLength);
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
	const messageNumber = keepMessage(model, at, subject, redactText(text, limits.messageLength), text.length);
	const usable = kind !== undefined && (text === '' || answer !== undefined);
	settle(model, usable ? kind.answered(model, answer, at, requestSubject) : 'not understood', messageNumber);
}

function takeRequest(model: Model, {at, subject, text}: Message): void {
	count(model.tallies.asks, at);
	keepMessage(model, at, subject, redactText(text, limits.messageLength), text.length);
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
