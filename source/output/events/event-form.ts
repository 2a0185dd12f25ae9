// The shape of a line of events: its kind, its fields in their order, and how it reads as text.
import {quotedTime} from '../../recording/recording-line.ts';
import {count, type Field, text, time} from '../fields/field.ts';

/** A time is epoch milliseconds, or the text that a server wrote. What is not known is undefined, or an empty text. */
export type EventValue = string | number | undefined;

export type EventForm = {
	/** What `--events` takes, and what the line has as its `kind`. */
	readonly kind: string;
	/** One sentence for the schema. */
	readonly about: string;
	/** Besides the time and the kind, which every line begins with. */
	readonly fields: readonly Field[];
	/** Several of it may be told as one. */
	readonly repeats?: true;
	/** What a person reads of it, behind time, kind and server; empty parts are left out. */
	readonly words: (valueOf: (id: string) => EventValue) => readonly string[];
};

export type EventLine = {
	readonly form: EventForm;
	/** When it came; of a recording a moment in it. Epoch milliseconds. */
	readonly at: number;
	/** In the order of the fields. */
	readonly values: readonly EventValue[];
};

/** What every line of a server's event has before its own fields. */
export const senderFields: readonly Field[] = [
	text('id', 'the id that the server gave the event'),
	time('sent_at', 'when the server sent it, by its clock'),
	text('subject', 'the subject that it came on'),
	text('server', 'the server that sent it'),
	text('server_id', 'its id, new after each start'),
	text('cluster', 'its cluster'),
];

/** What every line begins with. */
export const firstFields: readonly Field[] = [
	time('at', 'when it came; of a recording a moment in it'),
	text('kind', 'what it is'),
];

/** What follows in a line that may stand for several, where that is asked for. */
export const repeatFields: readonly Field[] = [
	count(
		'times',
		'how many came within five seconds that differ in nothing but what is null here, and in id and sent_at',
	),
	time('until', 'when the last of them came'),
];

export function valueIn({form, at, values}: EventLine, id: string): EventValue {
	if (id === 'at') return at;
	if (id === 'kind') return form.kind;
	return values[form.fields.findIndex(field => field.id === id)];
}

const needsEscape = /["\\\u0000-\u001F\u007F-\uFFFF]/;

function quoted(value: string): string {
	return needsEscape.test(value) ? JSON.stringify(value) : `"${value}"`;
}

const mostQuoted = 4096;
// A memo: put together anew, these would be most of what is left for the collector.
const quotedTexts = new Map<string, string>();

/** For what comes again and again. */
function quotedOnce(value: string): string {
	const known = quotedTexts.get(value);
	if (known !== undefined) return known;
	const text = quoted(value);
	if (quotedTexts.size >= mostQuoted) quotedTexts.clear();
	quotedTexts.set(value, text);
	return text;
}

/** Fields of which nearly every line has another text. */
const distinct = new Set(['id', 'client', 'host', 'note', 'text']);

function jsonOfValue(kind: Field['kind'], value: EventValue, isDistinct: boolean): string {
	if (value === undefined || value === '') return 'null';
	if (typeof value === 'string') return isDistinct ? quoted(value) : quotedOnce(value);
	if (kind === 'time') return quotedTime(value);
	return kind === 'number' ? String(Math.round(value * 1000) / 1000) : String(value);
}

/** What is the same in each line of a form. */
type JsonForm = {
	readonly kind: string;
	readonly fields: readonly {readonly name: string; readonly kind: Field['kind']; readonly isDistinct: boolean}[];
};

const jsonForms = new Map<EventForm, JsonForm>();

function jsonFormOf(form: EventForm): JsonForm {
	const known = jsonForms.get(form);
	if (known !== undefined) return known;
	const made = {
		kind: `,"kind":"${form.kind}"`,
		fields: form.fields.map(({id, kind}) => ({name: `,${JSON.stringify(id)}:`, kind, isDistinct: distinct.has(id)})),
	};
	jsonForms.set(form, made);
	return made;
}

/** Of several lines that were told as one: how many they were, and when the last of them came. */
export type Repeats = {readonly times: number; readonly until: number};

/** One line of JSON, without its line break. */
export function jsonOfLine({form, at, values}: EventLine, repeats?: Repeats): string {
	const {kind: kindText, fields} = jsonFormOf(form);
	let json = `{"at":${quotedTime(at)}${kindText}`;
	let index = 0;
	for (const {name, kind, isDistinct} of fields) json += name + jsonOfValue(kind, values[index++], isDistinct);
	return repeats === undefined ? `${json}}` : `${json},"times":${repeats.times},"until":${quotedTime(repeats.until)}}`;
}
