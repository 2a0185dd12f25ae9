import {count, type Field, names, number, text, time} from './field.ts';

export const clientFields: readonly Field[] = [
	text('client', 'the name that it gave itself, or what stands for it'),
	text('state', 'refused, loop, flapping, slow, lost, moved, steady, left or gone, with how often or since when'),
	count('live', 'open connections that are known'),
	count('connects', 'connects in the last minute'),
	count('disconnects', 'disconnects in the last minute'),
	number('lives', 'how long its connections last, in seconds: the median of those that ended'),
	text('account', 'its account'),
	text('user', 'its user'),
	text('host', 'its host'),
	names('server', 'the servers that it was seen on'),
	text('reason', 'why its last connection ended'),
	text('library', 'its client library and the version of that'),
	number('first', 'seconds since it was seen first'),
	number('seen', 'seconds since it was seen last'),
	text('kind', 'Client or Leafnode'),
];

export const suspectFields: readonly Field[] = [
	text('client', 'the name that it gave itself, or what stands for it'),
	number('rate', 'how often a second; 0 when it has stopped'),
	text('user', 'account and user'),
	names('host', 'its hosts'),
	number('lives', 'how long its connections last, in seconds'),
	text('reason', 'the last reason'),
	names('server', 'the servers it happens on'),
	time('since', 'since when'),
	text('kind', 'refused, loop, flapping or slow'),
];

export const refusedLoginFields: readonly Field[] = [
	text('user', 'the user that it logs in as'),
	text('client', 'the name that it gives itself'),
	text('host', 'its host'),
	number('rate', 'how often a second; 0 when it has stopped'),
	count('minute', 'how often in the last minute'),
	count('total', 'how often since this program listens'),
	number('share', 'percent of all refused logins of the last minute'),
	time('since', 'since when'),
	time('last', 'the last time'),
	names('server', 'the servers that refused it'),
	text('reason', 'the last reason'),
	text('library', 'its client library and the version of that'),
	text('kind', 'Client or Leafnode'),
];
