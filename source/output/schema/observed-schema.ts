import {type Field, count, names, number, time} from '../fields/field.ts';
import {described, fieldSchemas, flagSchema, objectSchema, type Schema} from './json-schema.ts';

const times: readonly Field[] = [
	time(
		'observed_at',
		'the moment that this tells of: of a recording a moment in it; while our link is down when it went down',
	),
	time('listening_since', 'since when this program listens; what happened before is not known'),
];

const counts: readonly Field[] = [
	count('servers_heard', 'servers that are heard'),
	number('servers_expected', 'servers that are known, and those that other servers count or tell of'),
	names('servers_not_heard', 'known servers that are silent: what is told of them may have changed since'),
];

const ages: readonly Field[] = [
	number('newest_age_seconds', 'age of the newest statistics of a server'),
	number('oldest_age_seconds', 'age of the oldest ones'),
	number('messages_percent', 'how much of what servers numbered has arrived, at least'),
];

/** When it was known, and how much of the system it covers. */
export const observedSchemas: Readonly<Record<string, Schema>> = {
	...fieldSchemas(times),
	coverage: described(
		objectSchema({
			...fieldSchemas(counts),
			waiting_for_answers: described(flagSchema, 'answers are still to come: what only they tell is null'),
			...fieldSchemas(ages),
		}),
		'how much of the system this covers, and how old it is',
	),
};
