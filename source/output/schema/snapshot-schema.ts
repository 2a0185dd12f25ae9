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
import {observedSchemas} from './observed-schema.ts';
import * as fields from './snapshot-fields.ts';

const server = objectSchema({
	...fieldSchemas(fields.snapshotServer),
	jetstream: described(flagSchema, 'JetStream is on'),
});
const account = objectSchema({
	...fieldSchemas(fields.snapshotAccount),
	traffic_includes_copies: described(flagSchema, 'a server before 2.11.5 counts what servers pass on to each other'),
});
const refusedLogin = objectSchema({
	...fieldSchemas(fields.snapshotRefusedLogin),
	finished_login: described(flagSchema, 'it came to a login'),
});
const forgotten = ['servers', 'accounts', 'clients', 'refused', 'connections', 'markers'];

/** What `--json` prints without a table. */
export function snapshotSchema(format: number): Schema {
	return described(
		objectSchema({
			format: {const: format},
			time: {type: ['string', 'null'], format: 'date-time', description: 'the moment that is shown'},
			...observedSchemas,
			complete: described(flagSchema, 'every server that is known to be there was heard once'),
			link: described(fieldsSchema(fields.snapshotLink), 'our own connection'),
			servers: listOf(server, 'every server that was heard'),
			accounts: listOf(account, 'every account that was told of'),
			clients: listOf(fieldsSchema(fields.snapshotClient), 'applications that came, went or were listed'),
			refused_logins: listOf(refusedLogin, 'whose logins are refused'),
			meta_groups: listOf(fieldsSchema(fields.snapshotMetaGroup), 'of JetStream, one for each domain'),
			problems: listOf(fieldsSchema(fields.snapshotProblem), 'what is wrong now, worst first'),
			markers: listOf(fieldsSchema(fields.snapshotMarker), 'moments that a person marked'),
			not_kept: described(
				objectSchema(Object.fromEntries(forgotten.map(what => [what, countSchema]))),
				'what fell out of full collections',
			),
			messages_not_understood: described(countSchema, 'messages of servers that could not be read'),
			messages_twice: described(countSchema, 'messages that came twice and were counted once'),
		}),
		'what --json prints without a table',
	);
}
