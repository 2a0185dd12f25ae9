// The JSON Schema of everything that is printed as JSON. `--json-schema` prints it, and the package has it as a file.
import {checkFormat} from '../check-json.ts';
import {incidentFormat} from '../incident-json.ts';
import {rowsFormat} from '../rows-json.ts';
import {snapshotFormat} from '../snapshot.ts';
import {tables} from '../tables.ts';
import {checkSchema} from './check-schema.ts';
import {configSchema} from './config-schema.ts';
import {doctorFormat} from '../doctor-report.ts';
import {doctorSchema} from './doctor-schema.ts';
import {eventForms} from '../events/event-forms.ts';
import {eventSchema} from './event-schema.ts';
import {incidentSchema} from './incident-schema.ts';
import type {Schema} from './json-schema.ts';
import {rowsSchema} from './rows-schema.ts';
import {snapshotSchema} from './snapshot-schema.ts';

/** One more whenever a name goes or changes its meaning anywhere; `format` of the output concerned then does, too. */
const schemaVersion = 1;

const about =
	'What nats-top-sys prints and writes as JSON. What is not known is null, never 0. Times are RFC 3339 in UTC. New names may come; none goes or changes its meaning without a new "format".';

export function outputSchema(): Schema {
	const rows = tables.map(table => [`rows-${table.name}`, rowsSchema(table, rowsFormat)] as const);
	const events = eventForms.map(form => [`event-${form.kind}`, eventSchema(form)] as const);
	const forms: Readonly<Record<string, Schema>> = {
		snapshot: snapshotSchema(snapshotFormat),
		incident: incidentSchema(incidentFormat, {$ref: '#/$defs/snapshot'}),
		check: checkSchema(checkFormat),
		config: configSchema(),
		doctor: doctorSchema(doctorFormat),
		...Object.fromEntries(rows),
		...Object.fromEntries(events),
	};
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		$id: `urn:nats-top-sys:schema:${schemaVersion}`,
		title: 'nats-top-sys',
		description: about,
		anyOf: Object.keys(forms).map(name => ({$ref: `#/$defs/${name}`})),
		$defs: forms,
	};
}
