import {described, flagSchema, listOf, objectSchema, type Schema} from './json-schema.ts';

const format = 1;

/** What `--print-config --json` prints. */
export function configSchema(): Schema {
	const given = {
		value: {type: ['string', 'boolean', 'null'], description: 'null when there is none, or when it is hidden'},
		hidden: described(flagSchema, 'there is a value, which is a secret'),
		layer: {enum: ['flag', 'variable', 'context', 'file', 'default']},
		from: {
			type: 'string',
			description:
				'the option, the variable, the field of a context or the line of the configuration file that it was given by',
		},
	};
	const setting = objectSchema({
		name: {type: 'string', description: 'as its option is called'},
		...given,
		beats: listOf(
			objectSchema(given),
			'values that are not used, the strongest first: weaker ones, and parts of another kind of login',
		),
	});
	return described(
		objectSchema({format: {const: format}, settings: listOf(setting, 'every setting, once')}),
		'what --print-config prints',
	);
}
