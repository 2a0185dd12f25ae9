import {count, type Field, names, number, text, time} from './field.ts';

export const leafnodeFields: readonly Field[] = [
	text('name', 'its name, or its address'),
	text('account', 'its account'),
	text('server', 'the server that tells of it'),
	text('address', 'its address'),
	text('side', 'hub or spoke: what that server is to it'),
	number('rtt', 'round trip between the two, in milliseconds'),
	count('subs', 'subscriptions'),
	number('in', 'messages received from it, a second'),
	number('out', 'messages sent to it, a second'),
	number('bytes-in', 'bytes received from it, a second'),
	number('bytes-out', 'bytes sent to it, a second'),
	number('age', 'seconds since the server told'),
];

export const linkFields: readonly Field[] = [
	text('kind', 'route or gateway'),
	text('cluster', 'of a route the cluster'),
	text('from', 'a server; of a gateway a cluster'),
	text('to', 'the other one'),
	text('state', 'whether it is there, in words'),
	count('links', 'connections, as the first end tells'),
	count('pending', 'bytes that wait on both ends'),
	time('since', 'since when it is told as a problem'),
	number('for', 'the same in seconds'),
	names('server', 'of a route the two servers'),
];
