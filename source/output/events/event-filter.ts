// The filter of `--events`: that of the screen, over the fields of a line. They have the names of the columns of
// connects and refused logins too, so that what was typed after `/` can be used as it is.
import type {TableFacts} from '../../options/table-facts.ts';
import {conditionsOf, type Field, matcherOf} from '../../table/filter.ts';
import type {EventForm, EventLine, EventValue} from './event-form.ts';
import {eventForms} from './event-forms.ts';

/** Other names by which the tables of the screen know them. */
const aliases: Readonly<Record<string, readonly string[]>> = {
	account: ['acc'],
	client: ['name'],
	library: ['lib'],
	// On the screen it is how somebody is connected; here a line has a kind of its own, too.
	connection: ['kind'],
	type: ['kind'],
};

/** Keys and ids contain any word. */
const unsearched: ReadonlySet<string> = new Set(['id', 'subject', 'server_id', 'account_id', 'claims_id', 'issuer']);

const kindField: Field<EventLine> = {id: 'kind', aliases: ['event'], value: ({form}) => form.kind};

/** Reads a field of whatever line; undefined where its form has none. */
function valueOf(id: string): (line: EventLine) => EventValue {
	const places = new Map<EventForm, number>(
		eventForms.map(form => [form, form.fields.findIndex(field => field.id === id)]),
	);
	return ({form, values}) => values[places.get(form) ?? -1];
}

const ids: readonly string[] = [...new Set(eventForms.flatMap(({fields}) => fields.map(({id}) => id)))];

const fields: readonly Field<EventLine>[] = [
	kindField,
	...ids.map(id => ({
		id,
		value: valueOf(id),
		...(aliases[id] && {aliases: aliases[id]}),
		...(unsearched.has(id) && {searched: false as const}),
	})),
];

/** What the command line has to know of it. */
export const eventTable: TableFacts = {
	name: '--events',
	view: '',
	pane: '',
	columns: fields.map(({id, aliases: others = []}) => ({
		id,
		aliases: others,
		isDescending: false,
		isShown: false,
		isPrinted: true,
		hasValue: true,
	})),
};

/** Whether a line passes the filter. */
export function eventFilter(filter: string): (line: EventLine) => boolean {
	return matcherOf(conditionsOf(filter), fields);
}
