// Every kind of line that `--events` prints.
import {bytes} from '../../format/number.ts';
import {count, number, text, time} from '../fields/field.ts';
import {type EventForm, senderFields} from './event-form.ts';
import {authErrorForm, connectForm, disconnectForm} from './connection-forms.ts';
import {amount, textOf, type ValueOf, word} from './event-words.ts';

const leafnodeWords = (valueOf: ValueOf): readonly string[] => [word('account', valueOf('account'))];
const leafnodeFields = [...senderFields, text('account', 'the account of the leafnode')];

export const leafnodeConnectForm: EventForm = {
	kind: 'leafnode-connect',
	repeats: true,
	about: 'what servers with gateways tell each other of a leafnode; its login is a connect',
	fields: leafnodeFields,
	words: leafnodeWords,
};

export const leafnodeDisconnectForm: EventForm = {
	kind: 'leafnode-disconnect',
	repeats: true,
	about: 'the same of its end; no known server sends it',
	fields: leafnodeFields,
	words: leafnodeWords,
};

const goodbyeForm = (kind: string, about: string): EventForm => ({kind, about, fields: senderFields, words: () => []});

export const shutdownForm = goodbyeForm('shutdown', 'a server stops in order');
export const lameDuckForm = goodbyeForm('lame-duck', 'a server lets its clients go, and then stops');

export const claimsForm: EventForm = {
	kind: 'claims-update',
	about: 'somebody pushes the claims of an account',
	fields: [
		text('subject', 'the subject that it came on'),
		text('account', 'name of the account'),
		text('account_id', 'its public key'),
		text('claims_id', 'id of the claims'),
		text('issuer', 'who has signed them'),
		time('issued', 'when they were issued'),
		time('expires', 'when they expire'),
	],
	words: valueOf => [word('account', valueOf('account')), word('claims', valueOf('claims_id'))],
};

export const accountForm: EventForm = {
	kind: 'account-connections',
	about: 'what a server counts of an account, at each change and every 30 s',
	fields: [
		...senderFields,
		text('account', 'the account, or its id where the server does not tell a name'),
		text('account_id', 'its id'),
		count('connections', 'its client connections on this server'),
		count('leafnodes', 'its leafnode connections on this server'),
		count('subscriptions', 'its subscriptions on this server'),
		count('messages_in', 'received from it'),
		count('messages_out', 'sent to it'),
		count('bytes_in', 'received from it'),
		count('bytes_out', 'sent to it'),
		count('slow_consumers', 'of it'),
	],
	words: valueOf => [
		word('account', valueOf('account')),
		amount(valueOf('connections'), 'connections'),
		amount(valueOf('leafnodes'), 'leafnodes'),
	],
};

export const heartbeatForm: EventForm = {
	kind: 'heartbeat',
	about: 'the statistics of a server (STATSZ), every 10 s or 30 s',
	fields: [
		...senderFields,
		time('started', 'when the server was started'),
		number('cpu_percent_of_one_core', '100 is one core'),
		count('memory_bytes', 'memory'),
		count('connections', 'client connections'),
		count('total_connections', 'client connections since its start'),
		count('accounts', 'accounts in use'),
		count('subscriptions', 'subscriptions'),
		count('messages_in', 'received since its start'),
		count('messages_out', 'sent since its start'),
		count('bytes_in', 'received since its start'),
		count('bytes_out', 'sent since its start'),
		count('slow_consumers', 'since its start'),
	],
	words(valueOf) {
		const memory = valueOf('memory_bytes');
		return [
			word('cpu', valueOf('cpu_percent_of_one_core')),
			typeof memory === 'number' ? `mem ${bytes(memory)}` : '',
			amount(valueOf('connections'), 'connections'),
		];
	},
};

export const markerForm: EventForm = {
	kind: 'marker',
	about: 'a moment that a person marked, in a recording',
	fields: [text('note', 'what was said of it')],
	words: valueOf => [textOf(valueOf('note'))],
};

export const unreadForm: EventForm = {
	kind: 'not-understood',
	repeats: true,
	about: 'an event that could not be read',
	fields: [
		text('subject', 'the subject that it came on'),
		count('size', 'how large it was, in bytes or in characters'),
		text('reason', 'why it could not be read'),
	],
	words: valueOf => [textOf(valueOf('subject')), textOf(valueOf('reason'))],
};

export const linkForm: EventForm = {
	kind: 'link',
	about: 'our own connection: while it is down nothing is heard',
	fields: [
		text('state', 'down, up, refused or granted'),
		text('server', 'the server that we are connected to'),
		text('subject', 'the subject that we may not listen to, or may again'),
		text('reason', 'why it is down'),
		time('missed_from', 'what came from then on until this line was not heard'),
	],
	words: valueOf => [textOf(valueOf('state')), textOf(valueOf('subject')), textOf(valueOf('reason'))],
};

export const lostForm: EventForm = {
	kind: 'lost',
	about: 'events are missing here, or may be',
	fields: [
		count('count', 'how many; unknown where nothing was heard'),
		time('from', 'the first one came then'),
		time('until', 'the last one came then'),
		text('reason', 'why'),
	],
	words: valueOf => [amount(valueOf('count'), 'events'), textOf(valueOf('reason'))],
};

export const problemForm: EventForm = {
	kind: 'problem',
	about: 'a conclusion begins, becomes worse or is over; asked for as problems',
	fields: [
		text('state', 'began, worse or over'),
		text('id', 'the same for as long as it is the same trouble'),
		text('rule', 'which conclusion it is'),
		text('severity', 'bad or warn; of what is over the worst it was'),
		text('who', 'whom it is about'),
		text('topic', 'what it is, without numbers'),
		text('text', 'what it is, in words'),
		time('since', 'when it began'),
		time('over', 'when it was over; null while it lasts'),
	],
	words: valueOf => [
		`${textOf(valueOf('state'))} ${textOf(valueOf('severity'))}`,
		`${textOf(valueOf('who'))}: ${textOf(valueOf('text'))}`,
	],
};

/** In the order of the schema. */
export const eventForms: readonly EventForm[] = [
	connectForm,
	disconnectForm,
	authErrorForm,
	leafnodeConnectForm,
	leafnodeDisconnectForm,
	shutdownForm,
	lameDuckForm,
	claimsForm,
	accountForm,
	heartbeatForm,
	markerForm,
	unreadForm,
	linkForm,
	lostForm,
	problemForm,
];
