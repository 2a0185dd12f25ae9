// Lines of clients: who came, who left, whose login was refused.
import {count, number, text, time} from '../fields/field.ts';
import {type EventForm, senderFields} from './event-form.ts';
import {lasted, textOf, type ValueOf, word} from './event-words.ts';

const connectionFields = [
	...senderFields,
	text('account', 'its account'),
	text('account_id', 'the same as the servers know it: a public key in operator mode'),
	text('user', 'its user'),
	text('client', 'the name that it gave itself'),
	text('host', 'its host'),
	count('cid', 'number of the connection on its server'),
	text('library', 'its client library and the version of that'),
	text('type', 'nats, mqtt or websocket'),
	text('connection', 'Client or Leafnode; where it is refused also Router and Gateway'),
	time('started', 'when the connection was opened, by the clock of the server'),
];

const endFields = [
	time('stopped', 'when it ended, by the clock of the server'),
	number('lived', 'how long it lasted, in seconds'),
	number('rtt', 'the round trip to the client, in milliseconds'),
	count('sent', 'bytes that the client sent'),
	count('received', 'bytes that the client received'),
	count('messages_sent', 'messages that the client sent'),
	count('messages_received', 'messages that the client received'),
	text('reason', 'why it ended'),
];

function who(valueOf: ValueOf): readonly string[] {
	return [
		word('account', valueOf('account')),
		word('user', valueOf('user')),
		word('client', valueOf('client')),
		textOf(valueOf('host')),
		word('cid', valueOf('cid')),
		valueOf('connection') === 'Client' ? '' : textOf(valueOf('connection')),
	];
}

export const connectForm: EventForm = {
	kind: 'connect',
	repeats: true,
	about: 'somebody has logged in; sent again for every connection when a server reloads',
	fields: [...connectionFields, time('login_until', 'when the credentials expire')],
	words: valueOf => [...who(valueOf), textOf(valueOf('library'))],
};

export const disconnectForm: EventForm = {
	kind: 'disconnect',
	repeats: true,
	about: 'a connection has ended; also one that never came to a login',
	fields: [...connectionFields, ...endFields],
	words: valueOf => [...who(valueOf), lasted(valueOf('lived')), textOf(valueOf('reason'))],
};

export const authErrorForm: EventForm = {
	kind: 'auth-error',
	repeats: true,
	about: 'a login was refused; the account is not the intended one',
	fields: [...connectionFields, ...endFields],
	words: valueOf => [...who(valueOf), textOf(valueOf('reason'))],
};
