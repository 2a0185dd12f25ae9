// The one way from a message to the model: what it is, is told from its subject; it is kept for looking at, decoded
// and applied. Nothing a message holds makes this throw.
import {eventKindOf} from '../events/decode-event.ts';
import {parsedJson} from '../format/parsed-json.ts';
import {fieldsOrNothing} from '../wire/fields.ts';
import {answerPrefix, type Message} from '../wire/message.ts';
import {keepMessage, keepTooLarge, notUnderstood} from '../model/messages.ts';
import {limits, type Model} from '../model/model.ts';
import {answeredRequest, rememberRequest} from '../model/sent-requests.ts';
import {count} from '../model/tally.ts';
import type {Kept} from '../recording/recording-line.ts';
import {redactSubject, redactText} from '../recording/redact.ts';
import {emptyEnvelope, type Envelope, openEnvelope} from '../wire/envelope.ts';
import {requestKinds} from '../requests/catalogue.ts';
import {kindBySubject, subjectPatternsOf} from '../wire/subject-patterns.ts';

const requestPatterns = subjectPatternsOf(requestKinds);
const requestPrefix = '$SYS.REQ.';
const openBrace = 123;

/** Takes each message whole, without its secrets. */
export type Recorder = (kept: Kept) => void;

/** Keeps a message for looking at, without its secrets, and gives it to the recorder; gives its number. */
function keep(
	model: Model,
	message: Message,
	envelope: Envelope | undefined,
	record: Recorder | undefined,
	shown = redactText(message.text, envelope, limits.messageLength),
): number {
	const {at, text, reply, length = text.length} = message;
	const subject = redactSubject(message.subject);
	if (record !== undefined) {
		const whole = text.length > limits.messageLength ? redactText(text, envelope) : shown;
		const isJson =
			whole.charCodeAt(0) === openBrace && (envelope !== undefined || fieldsOrNothing(parsedJson(whole)) !== undefined);
		record({at, subject, text: whole, reply, isJson, ...(whole.length !== length && {length})});
	}
	return keepMessage(model, at, subject, shown, length);
}

function takeEvent(model: Model, message: Message, record: Recorder | undefined): void {
	const {at, subject, text} = message;
	const kind = eventKindOf(subject);
	const opened = openEnvelope(text);
	const messageNumber = keep(model, message, opened, record);
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

function takeAnswer(model: Model, message: Message, record: Recorder | undefined): void {
	const {at, subject, text} = message;
	const dot = subject.indexOf('.', answerPrefix.length);
	const token = subject.slice(answerPrefix.length, dot);
	const requestSubject = subject.slice(dot + 1);
	const kind = kindBySubject(requestPatterns, requestSubject);
	const envelope = text === '' ? undefined : openEnvelope(text);
	const messageNumber = keep(model, message, envelope, record);
	if (kind === undefined) {
		settle(model, 'not understood', messageNumber);
		return;
	}
	const request = answeredRequest(model, token, requestSubject);
	if (text === '') {
		kind.nobodyThere(model, request, at);
		return;
	}
	settle(
		model,
		envelope === undefined ? 'not understood' : kind.answered(model, {envelope, request, at}),
		messageNumber,
	);
}

function takeRequest(model: Model, message: Message, record: Recorder | undefined): void {
	const {at, subject, text, reply = ''} = message;
	count(model.tallies.asks, at);
	const shown = redactText(text, undefined, limits.messageLength);
	keep(model, message, undefined, record, shown);
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
		notUnderstood(model, messageNumber);
	}
}

/** What is too large to be read is counted, and kept by its subject and size. */
function takeTooLarge(model: Model, at: number, subject: string, bytes: number, record: Recorder | undefined): void {
	record?.({at, subject: redactSubject(subject), text: '', tooLargeBytes: bytes, isJson: false});
	if (!subject.startsWith(requestPrefix)) count(model.tallies.messages, at);
	if (subject.startsWith(answerPrefix)) count(model.tallies.answers, at);
	model.misunderstood++;
	model.tooLarge++;
	keepTooLarge(model, at, redactSubject(subject), bytes);
}

/** Takes one message into the model. Never throws; what is not understood is counted and can be looked at. */
export function ingest(model: Model, message: Message, record?: Recorder): void {
	const {at, subject, tooLargeBytes} = message;
	if (at > model.now) model.now = at;
	model.startedAt ??= at;
	model.revision++;
	if (tooLargeBytes !== undefined) {
		takeTooLarge(model, at, subject, tooLargeBytes, record);
	} else if (subject.startsWith(answerPrefix)) {
		count(model.tallies.messages, at);
		count(model.tallies.answers, at);
		takeAnswer(model, message, record);
	} else if (subject.startsWith(requestPrefix)) {
		takeRequest(model, message, record);
	} else {
		if (subject.charCodeAt(0) === 36) count(model.tallies.messages, at);
		takeEvent(model, message, record);
	}
}
