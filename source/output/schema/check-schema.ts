import {number, text, time} from '../fields/field.ts';
import {described, fieldSchemas, listOf, objectSchema, type Schema} from './json-schema.ts';
import {observedSchemas} from './observed-schema.ts';

const texts: Schema = {type: 'string'};

const problem = objectSchema({
	state: {enum: ['warning', 'critical'], description: 'what it is to this check'},
	...fieldSchemas([
		text('rule', 'the conclusion, as --check names it'),
		text('severity', 'bad, warn or note, as on the screen'),
		text('who', 'who it is about'),
		text('text', 'the rest of the sentence'),
		time('since', 'when it began'),
		number('total', 'how often it happened, where that is counted'),
	]),
});

/** What `--check --format json` prints. */
export function checkSchema(format: number): Schema {
	return described(
		objectSchema({
			format: {const: format},
			check: {enum: ['ok', 'warning', 'critical', 'unknown'], description: 'the judgement'},
			exit_code: {enum: [0, 1, 2, 3], description: 'the exit code that goes with it'},
			text: described(texts, 'the judgement in words'),
			...observedSchemas,
			link: {enum: ['connecting', 'up', 'down', 'ended'], description: 'our own connection'},
			...fieldSchemas([number('listened_seconds', 'how long was listened without a gap')]),
			servers_required: described({type: ['integer', 'null']}, 'as --expect-servers says'),
			conclusions: {
				type: ['array', 'null'],
				items: texts,
				description: 'the conclusions that were looked at; null for all of them',
			},
			not_heard: listOf(texts, 'what the judgement takes and was not heard'),
			not_met: listOf(texts, 'what was expected and is not so'),
			problems: listOf(problem, 'what is critical or a warning, worst first'),
		}),
		'what --check --format json prints',
	);
}
