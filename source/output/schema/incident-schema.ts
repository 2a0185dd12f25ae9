import {notKept} from '../incident.ts';
import {count, type Field, names, number, text, time} from '../fields/field.ts';
import {
	countSchema,
	described,
	fieldSchemas,
	fieldsSchema,
	flagSchema,
	listOf,
	objectSchema,
	type Schema,
} from './json-schema.ts';

const problemFields: readonly Field[] = [
	time('since', 'when it began'),
	time('over', 'when it was over; null while it lasts'),
	text('rule', 'which conclusion it is'),
	text('severity', 'bad, warn or note: the worst that it was'),
	text('who', 'whom it is about'),
	text('topic', 'what it is, without numbers'),
	text('text', 'what it is, in words'),
	count('times', 'how often it came back within a minute, the first time included'),
	count('total', 'how often it happened, where that is counted'),
	text('peak', 'how strong it was at its worst, where that has a number'),
];

const markerFields: readonly Field[] = [
	time('since', 'the moment that a person marked'),
	text('note', 'what was said of it'),
];

const identityFields: readonly Field[] = [
	text('kind', 'refused, loop, flapping or slow'),
	text('name', 'its name, or its user or host where it has none'),
	text('identity', 'account and user; of one that is refused the user'),
	names('hosts', 'where it comes from'),
	names('servers', 'servers that it came to'),
	text('last_reason', 'why it ended, or was refused, the last time'),
	time('since', 'when it began'),
	time('last_at', 'when it happened last'),
	count('total', 'how often it happened'),
	number('per_second', 'how often a second'),
];

const spanFields: readonly Field[] = [
	time('from', 'nothing was heard from then on'),
	time('to', 'until then; null while it lasts'),
];

function entry(kind: string, fields: readonly Field[]): Schema {
	return objectSchema({kind: {const: kind}, ...fieldSchemas(fields)});
}

const counts: Schema = {type: 'array', items: {type: ['number', 'null']}};

/** What `S` writes beside the Markdown. `snapshot`: the schema of what is known at a moment. */
export function incidentSchema(format: number, snapshot: Schema): Schema {
	return described(
		objectSchema({
			format: {const: format},
			program: {type: 'string', description: 'version of the program that wrote it'},
			label: {type: 'string', description: 'what was watched: a context, an address, a recording'},
			...fieldSchemas([
				time('time', 'the moment that this tells of, which may be one of the past'),
				time('written', 'when it was written'),
			]),
			timeline: listOf(
				{anyOf: [entry('problem', problemFields), entry('marker', markerFields)]},
				'problems and marked moments in order of time, those that are over too',
			),
			identities: listOf(
				objectSchema({...fieldSchemas(identityFields), stopped: described(flagSchema, 'it has stopped')}),
				'who is refused, comes and goes again and again, or reads too slowly; worst first',
			),
			counts: described(
				objectSchema({
					bucket_seconds: described(countSchema, 'how long each of these is'),
					connects: described(counts, 'connects in the last quarter of an hour, oldest first'),
					disconnects: described(counts, 'disconnects'),
					auth_errors: described(counts, 'refused logins'),
				}),
				'how often what happened; null where something may not have been heard',
			),
			blind_spans: listOf(fieldsSchema(spanFields), 'times in which nothing was heard, oldest first'),
			not_kept: described(
				objectSchema(Object.fromEntries(notKept.map(({id, what}) => [id, described(countSchema, what)]))),
				'what fell out of full collections, or was not understood',
			),
			snapshot,
		}),
		'what S writes beside the Markdown: an incident, and all that was known at its moment',
	);
}
