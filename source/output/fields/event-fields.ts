import {count, type Field, names, number, text, time} from './field.ts';

const begin: readonly Field[] = [
	time('time', 'when; the first time, where several were the same'),
	text('event', 'connect, disconnect, refused, or unfinished: no login was tried'),
	count('times', 'how often, one after the other'),
];

const end: readonly Field[] = [
	text('library', 'its client library and the version of that'),
	text('type', 'nats, mqtt, websocket or leafnode'),
	text('kind', 'Client or Leafnode'),
	count('cid', 'number of the connection on its server'),
];

export const connectFields: readonly Field[] = [
	...begin,
	text('account', 'its account'),
	text('user', 'its user'),
	text('client', 'the name that it gave itself'),
	text('host', 'its host'),
	text('server', 'its server'),
	number('lived', 'how long the connection lasted, in seconds'),
	count('sent', 'bytes that the client sent'),
	count('received', 'bytes that the client received'),
	text('reason', 'why it ended'),
	...end,
];

export const refusalFields: readonly Field[] = [
	...begin,
	text('user', 'the user that it logged in as'),
	text('client', 'the name that it gave itself'),
	text('host', 'its host'),
	text('server', 'the server that refused it'),
	text('reason', 'why'),
	...end,
	text('account', 'the account that the server reports, which is not the intended one'),
];

export const endReasonFields: readonly Field[] = [
	text('reason', 'why connections ended'),
	count('recent', 'how many in the last minute'),
	count('total', 'how many since this program listens'),
	text('client', 'whose most of them were in the last minute, and how many'),
	text('server', 'on which servers in the last minute, and how many'),
];

export const newestEventFields: readonly Field[] = [
	time('time', 'when; the last time, where several were the same'),
	text('event', 'what happened'),
	count('times', 'how often'),
	text('client', 'to whom: a client, a server'),
	names('server', 'on which servers'),
	text('reason', 'why'),
	text('user', 'account and user'),
	names('host', 'from which hosts'),
];

export const messageFields: readonly Field[] = [
	time('time', 'when it came'),
	text('subject', 'its subject'),
	count('size', 'how large it was, in bytes'),
	text('body', 'its text, without secrets'),
];
