import {type EventForm, firstFields, repeatFields} from '../events/event-form.ts';
import {described, fieldSchemas, objectSchema, type Schema} from './json-schema.ts';

/** One line of `--events`. */
export function eventSchema({kind, about, fields, repeats}: EventForm): Schema {
	const always = fieldSchemas([...firstFields, ...fields]);
	const folded = repeats === true ? fieldSchemas(repeatFields) : {};
	const properties = {...always, ...folded, kind: {const: kind}};
	return described(objectSchema(properties, Object.keys(always)), `a line of --events: ${about}`);
}
