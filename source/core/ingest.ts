// The one way from a message to the model: what it is, is told from its subject; it is kept for looking at, decoded
// and applied. Nothing a message holds makes this throw.
import {eventKindOf} from '../events/decode-event.ts';
import {answerPrefix, type Message} from '../wire/message.ts';
import {keepMessage} from '../model/messages.ts';
import {limits, type Model} from '../model/model.ts';
import {answeredRequest, rememberRequest} from '../model/sent-requests.ts';
import {count} from '../model/tally.ts';
import {redactEvent, redactText} from '../recording/redact.ts';
import {emptyEnvelope, openEnvelope} from '../wire/envelope.ts';
import {requestKinds} from '../requests/catalogue.ts';
import {kindBySubject, subjectPatternsOf} from '../wire/subject-patterns.ts';

const requestPatterns = subjectPatternsOf(requestKinds);
const requestPrefix = '$SYS.REQ.';

function takeEvent(model: Model, {at, subject, text}: Message): void {
	const kind = eventKindOf(subject);
	const opened = openEnvelope(text);
	const shown =
		kind === undefined || opened === undefined
			? redactText(text, limits.messageLength)
			: redactEvent(text, opened, limits.messageLength);
	const messageNumber = keepMessage(model, at, subject, shown, text.length);
	if (kind !== undefined) {
		settle(
			model,
			kind.take(model, {at, subject, envelope: opened ?? emptyEnvelope, text, messageNumber}),
			messageNumber,
		);
	} else if (!subject.startsWith('(')) {
		settle(model, 'not understood', messageNumber);
	}
}

function takeAnswer(model: Model, {at, subject, text}: Message): void {
	const dot = subject.indexOf('.', answerPrefix.length);
	const token = subject.slice(answerPrefix.length, dot);
	const requestSubject = subject.slice(dot + 1);
	const kind = kindBySubject(requestPatterns, requestSubject);
	const messageNumber = keepMessage(model, at, subject, redactText(text, limits.messageLength), text.length);
	if (kind === undefined) {
		settle(model, 'not understood', messageNumber);
		return;
	}
	const request = answeredRequest(model, token, requestSubject);
	if (text === '') {
		kind.nobodyThere(model, request, at);
		return;
	}
	const envelope = openEnvelope(text);
	settle(
		model,
		envelope === undefined ? 'not understood' : kind.answered(model, {envelope, request, at}),
		messageNumber,
	);
}

function takeRequest(model: Model, {at, subject, text, reply = ''}: Message): void {
	count(model.tallies.asks, at);
	const shown = redactText(text, limits.messageLength);
	keepMessage(model, at, subject, shown, text.length);
	const kind = kindBySubject(requestPatterns, subject);
	if (kind === undefined) return;
	// Claims are sent as a token, which is never kept.
	rememberRequest(model, reply.slice(answerPrefix.length), {subject, body: shown});
	kind.sent(model, {subject, body: text}, at);
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
		count(model.tallies.answers, at);
		takeAnswer(model, message);
	} else if (subject.startsWith(requestPrefix)) {
		takeRequest(model, message);
	} else {
		if (subject.charCodeAt(0) === 36) count(model.tallies.messages, at);
		takeEvent(model, message);
	}
}
