// Pieces of a JSON Schema, draft 2020-12. What is not known is null: every value may be, unless it says otherwise.
import type {Field} from '../fields/field.ts';
import type {Json} from '../known.ts';

export type Schema = {readonly [name: string]: Json};

const typeOf: Readonly<Record<Field['kind'], Schema>> = {
	text: {type: ['string', 'null']},
	names: {type: ['array', 'null'], items: {type: 'string'}},
	count: {type: ['integer', 'null']},
	number: {type: ['number', 'null']},
	time: {type: ['string', 'null'], format: 'date-time'},
};

/** An object with these members, of which all are always there unless `required` names fewer. */
export function objectSchema(properties: Readonly<Record<string, Schema>>, required?: readonly string[]): Schema {
	return {type: 'object', properties, required: required ?? Object.keys(properties)};
}

export function fieldSchemas(fields: readonly Field[]): Readonly<Record<string, Schema>> {
	return Object.fromEntries(fields.map(({id, kind, about}) => [id, {...typeOf[kind], description: about}]));
}

export function fieldsSchema(fields: readonly Field[]): Schema {
	return objectSchema(fieldSchemas(fields));
}

export function listOf(items: Schema, description: string): Schema {
	return {type: 'array', items, description};
}

export function described(schema: Schema, description: string): Schema {
	return {...schema, description};
}

export const countSchema: Schema = {type: 'integer', minimum: 0};
export const flagSchema: Schema = {type: 'boolean'};
