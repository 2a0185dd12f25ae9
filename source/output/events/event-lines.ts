// From a message to its line: by the same decoding as on the screen, and without a model, as each line stands for itself.
import {type EventOfAnyKind, eventKindOf} from '../../events/decode-event.ts';
import type {OpenedEvent} from '../../events/define-event.ts';
import {withoutControls} from '../../format/tame.ts';
import {spanMs} from '../../format/time.ts';
import {redactSubject} from '../../recording/redact.ts';
import type {ShareFields} from '../../wire/account-share.ts';
import {accountClaimsOf, type ClaimsFields} from '../../wire/claims.ts';
import type {ConnectionFields} from '../../wire/connection-fields.ts';
import {emptyEnvelope, openEnvelope} from '../../wire/envelope.ts';
import {text} from '../../wire/fields.ts';
import type {Message} from '../../wire/message.ts';
import {timeOf} from '../../wire/time.ts';
import type {EventForm, EventLine, EventValue} from './event-form.ts';
import * as connectionForms from './connection-forms.ts';
import * as forms from './event-forms.ts';

type Decoded = NonNullable<ReturnType<EventOfAnyKind['decode']>>;
type DecodedAs<Kind extends Decoded['kind']> = Extract<Decoded, {readonly kind: Kind}>;
type Statistics = DecodedAs<'heartbeat'>['fields']['stats'];
type Filled = {readonly form: EventForm; readonly values: readonly EventValue[]};

const mostSubjects = 4096;
// A memo: the same subjects come again and again.
const shownSubjects = new Map<string, string>();

/** The subject, harmless to print. */
function shownSubject(subject: string): string {
	const known = shownSubjects.get(subject);
	if (known !== undefined) return known;
	const shown = withoutControls(redactSubject(subject));
	if (shownSubjects.size >= mostSubjects) shownSubjects.clear();
	shownSubjects.set(subject, shown);
	return shown;
}

/** Put into the list: in a storm that is faster than a new one. */
function addConnection(values: EventValue[], fields: ConnectionFields): void {
	const {account, accountName, user, name, host, cid, language, version} = fields;
	const library = language === '' ? '' : `${language} ${version}`;
	const {clientType, connectionKind, startedAt} = fields;
	values.push(accountName, account, user, name, host, cid, library, clientType, connectionKind, startedAt);
}

function addEnd(values: EventValue[], fields: ConnectionFields): void {
	const {startedAt, stoppedAt, roundTripMs, sent, received, reason} = fields;
	const livedMs = spanMs(startedAt, stoppedAt);
	const lived = livedMs === undefined ? undefined : livedMs / 1000;
	values.push(stoppedAt, lived, roundTripMs, sent?.bytes, received?.bytes, sent?.messages, received?.messages, reason);
}

function shareValues(sender: readonly EventValue[], share: ShareFields): EventValue[] {
	const {account, name, connections, leafs, subscriptions, sent, received, slowConsumers} = share;
	return [
		...sender,
		name || account,
		account,
		connections,
		leafs,
		subscriptions,
		received?.messages,
		sent?.messages,
		received?.bytes,
		sent?.bytes,
		slowConsumers,
	];
}

function heartbeatValues(sender: readonly EventValue[], stats: Statistics): EventValue[] {
	const {startedAt, cpuPercent, memoryBytes, connections, accepted, accounts, subscriptions} = stats;
	const {sent, received, slowConsumers} = stats;
	return [
		...sender,
		startedAt,
		cpuPercent,
		memoryBytes,
		connections,
		accepted,
		accounts,
		subscriptions,
		received.messages,
		sent.messages,
		received.bytes,
		sent.bytes,
		slowConsumers,
	];
}

function fromSeconds(seconds: number | 'unreadable' | undefined): number | undefined {
	return typeof seconds === 'number' && seconds < 1e11 ? seconds * 1000 : undefined;
}

function claimsValues(subject: string, {name, account, id, issuer, issuedAt, expiresAt}: ClaimsFields): EventValue[] {
	return [shownSubject(subject), name, account, id, issuer, fromSeconds(issuedAt), fromSeconds(expiresAt)];
}

/** Undefined for what is no event of a server; the values of the sender are put to use. */
function filled(decoded: Decoded, sender: EventValue[], subject: string): Filled | undefined {
	switch (decoded.kind) {
		case 'connect': {
			const {connection, loginUntil} = decoded.fields;
			addConnection(sender, connection);
			sender.push(loginUntil);
			return {form: connectionForms.connectForm, values: sender};
		}
		case 'disconnect':
		case 'auth error': {
			const form = decoded.kind === 'disconnect' ? connectionForms.disconnectForm : connectionForms.authErrorForm;
			addConnection(sender, decoded.fields);
			addEnd(sender, decoded.fields);
			return {form, values: sender};
		}
		case 'leafnode connect':
			return {form: forms.leafnodeConnectForm, values: [...sender, decoded.fields.account]};
		case 'leafnode disconnect':
			return {form: forms.leafnodeDisconnectForm, values: [...sender, decoded.fields.account]};
		case 'shutdown':
			return {form: forms.shutdownForm, values: sender};
		case 'lame duck':
			return {form: forms.lameDuckForm, values: sender};
		case 'account connections':
			return {form: forms.accountForm, values: shareValues(sender, decoded.fields)};
		case 'heartbeat':
			return {form: forms.heartbeatForm, values: heartbeatValues(sender, decoded.fields.stats)};
		case 'claims update':
			return {form: forms.claimsForm, values: claimsValues(subject, decoded.fields)};
		case 'marker':
			return {form: forms.markerForm, values: [decoded.fields.note]};
		case 'link report':
		case 'clock report':
			return undefined;
	}
}

function unread({at, subject, tooLargeBytes, text: payload, length = payload.length}: Message): EventLine {
	const reason = tooLargeBytes === undefined ? 'it is not what its subject promises' : 'it is too large to be read';
	return {form: forms.unreadForm, at, values: [shownSubject(subject), tooLargeBytes ?? length, reason]};
}

const pushStart = '$SYS.REQ.ACCOUNT.';
const pushEnd = '.CLAIMS.UPDATE';

/** What `nats auth account push` sends is a request: no event follows it. */
function isPushedClaims(subject: string): boolean {
	return subject.startsWith(pushStart) && subject.endsWith(pushEnd);
}

const formNames: Readonly<Record<Decoded['kind'], string | undefined>> = {
	connect: connectionForms.connectForm.kind,
	disconnect: connectionForms.disconnectForm.kind,
	'auth error': connectionForms.authErrorForm.kind,
	'leafnode connect': forms.leafnodeConnectForm.kind,
	'leafnode disconnect': forms.leafnodeDisconnectForm.kind,
	shutdown: forms.shutdownForm.kind,
	'lame duck': forms.lameDuckForm.kind,
	'account connections': forms.accountForm.kind,
	heartbeat: forms.heartbeatForm.kind,
	'claims update': forms.claimsForm.kind,
	marker: forms.markerForm.kind,
	'link report': undefined,
	'clock report': undefined,
};

/** What the line of a message with this subject has as its kind; undefined for what is no event. */
export function lineKindOf(subject: string): string | undefined {
	if (isPushedClaims(subject)) return forms.claimsForm.kind;
	const kind = eventKindOf(subject);
	return kind === undefined ? undefined : formNames[kind.kind];
}

/** The line of an event; undefined for what is none. Never throws. */
export function eventLine(message: Message): EventLine | undefined {
	const {at, subject, text: payload, tooLargeBytes} = message;
	if (tooLargeBytes !== undefined) return unread(message);
	if (isPushedClaims(subject)) {
		const claims = accountClaimsOf(payload);
		return claims === undefined ? unread(message) : {form: forms.claimsForm, at, values: claimsValues(subject, claims)};
	}
	const kind = eventKindOf(subject);
	if (kind === undefined) return undefined;
	const event: OpenedEvent = {subject, text: payload, envelope: openEnvelope(payload) ?? emptyEnvelope};
	const decoded = kind.decode(event);
	if (decoded === undefined) return unread(message);
	const {sender, time, knownId} = kind.signature(event);
	const {id, timestamp} = event.envelope;
	const known = filled(
		decoded,
		[
			text(id),
			timeOf(time) ?? timeOf(timestamp),
			shownSubject(subject),
			sender?.name,
			sender?.id ?? knownId,
			sender?.cluster,
		],
		subject,
	);
	return known === undefined ? undefined : {form: known.form, at, values: known.values};
}
