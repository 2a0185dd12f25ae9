import {doctorStates} from '../doctor-report.ts';
import {described, flagSchema, listOf, objectSchema, type Schema} from './json-schema.ts';

/** What `doctor --json` prints. */
export function doctorSchema(format: number): Schema {
	const step = objectSchema({
		step: {type: 'string', description: 'what was tried'},
		state: {enum: [...doctorStates]},
		text: {type: 'string', description: 'what was found'},
		try: {type: ['string', 'null'], description: 'what to do about it'},
	});
	return described(
		objectSchema({
			format: {const: format},
			ok: described(flagSchema, 'all was tried, and all is ok'),
			steps: listOf(step, 'in the order in which they were tried'),
		}),
		'what doctor prints',
	);
}
