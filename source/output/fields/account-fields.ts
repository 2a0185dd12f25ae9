import {count, type Field, number, text} from './field.ts';

export const accountFields: readonly Field[] = [
	text('account', 'its name, or its id where it has none'),
	count('conns', 'connections on all servers'),
	count('leafs', 'leafnode connections'),
	count('subs', 'subscriptions'),
	number('in', 'messages received from its clients and leafnodes, a second'),
	number('out', 'messages sent to them, a second'),
	number('bytes-in', 'bytes received from them, a second'),
	number('bytes-out', 'bytes sent to them, a second'),
	number('share', 'percent of the bytes of all accounts'),
	count('connects', 'connects in the last minute that were heard'),
	count('disconnects', 'disconnects in the last minute that were heard'),
	count('slow', 'slow consumers in the last minute'),
	count('servers', 'servers that have told of it and are heard'),
	number('age', 'seconds since the oldest of these numbers was told'),
	text('id', 'its id: the public key, or the name'),
];
