// What is printed as JSON against the published schema. Here it is stricter than for its readers: nothing may be printed
// that the schema does not name.
import {Ajv2020} from 'ajv/dist/2020.js';
import {outputSchema} from '../../source/output/schema/output-schema.ts';

/** RFC 3339 in UTC, as `Date.toISOString` writes it. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function closed(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(closed);
	if (typeof schema !== 'object' || schema === null) return schema;
	const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
	return 'properties' in parts && parts['type'] === 'object' ? {additionalProperties: false, ...parts} : parts;
}

const checker = new Ajv2020({allErrors: true, strict: true, allowUnionTypes: true, formats: {'date-time': dateTime}});
checker.addSchema(closed(outputSchema()) as object, 'output');

function formOf(value: unknown): string {
	if (typeof value === 'object' && value !== null && 'kind' in value) return `event-${String(value.kind)}`;
	const table = typeof value === 'object' && value !== null && 'table' in value ? value.table : undefined;
	if (typeof value === 'object' && value !== null && 'check' in value) return 'check';
	if (typeof value === 'object' && value !== null && 'settings' in value) return 'config';
	if (typeof value === 'object' && value !== null && 'steps' in value) return 'doctor';
	if (typeof value === 'object' && value !== null && 'timeline' in value) return 'incident';
	return table === undefined ? 'snapshot' : `rows-${String(table)}`;
}

/** What is wrong with it, line by line; empty when it is as the schema says. */
export function faultsOf(value: unknown): string {
	const check = checker.getSchema(`output#/$defs/${formOf(value)}`);
	if (check === undefined) return `the schema has no ${formOf(value)}`;
	return check(value) ? '' : checker.errorsText(check.errors, {separator: '\n'});
}

/** Whether the whole schema takes it, which has all forms. */
export function isTaken(value: unknown): boolean {
	return checker.validate('output', value);
}
