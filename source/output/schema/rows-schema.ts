import type {Table} from '../tables.ts';
import {countSchema, described, fieldSchemas, listOf, objectSchema, type Schema} from './json-schema.ts';
import {observedSchemas} from './observed-schema.ts';

const caveats: Schema = {
	type: 'object',
	additionalProperties: {enum: ['at_least', 'last_known']},
	description:
		'by column, what is to be known of a number: at_least, there may be more on servers that are not heard; last_known, it is what a silent server told last',
};

/** What `--json TABLE` prints. */
export function rowsSchema({name, about, fields}: Table, format: number): Schema {
	// With --columns a row has fewer members.
	const row = objectSchema({...fieldSchemas(fields), caveats}, ['caveats']);
	return described(
		objectSchema({
			format: {const: format},
			table: {const: name},
			...observedSchemas,
			link: {enum: ['connecting', 'up', 'down', 'ended'], description: 'our own connection'},
			rows_total: described(countSchema, 'rows that there are'),
			rows_matching: described(countSchema, 'rows that pass the filter'),
			note: {type: ['string', 'null'], description: 'what the screen says beside the title'},
			rows: listOf(row, `each is ${about}`),
		}),
		`what --json ${name} prints`,
	);
}
