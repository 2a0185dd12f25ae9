// One line of a recording: a message as JSON, its payload last, so that the payload can be written and read as it is.
// Numbers in it keep all their digits, and nothing is parsed twice.
import {parsedJson} from '../format/parsed-json.ts';
import {fieldsOrNothing} from '../wire/fields.ts';
import type {Message} from '../wire/message.ts';

/** A message whose secrets were cut out. */
export type Kept = Message & {
	/** Whether `text` is known to be a JSON object. */
	readonly isJson: boolean;
};

const lineBreaks = /[\n\r]+/g;
const dataMark = ',"data":';
const second = 1000;

let prefixOf = Number.NaN;
let prefix = '';

/** RFC 3339 with milliseconds, in UTC. A memo for the second: one message in thousands begins a new one. */
export function timeText(at: number): string {
	const whole = Math.floor(at);
	const seconds = Math.floor(whole / second);
	if (seconds !== prefixOf) {
		prefix = new Date(seconds * second).toISOString().slice(0, 20);
		prefixOf = seconds;
	}
	return `${prefix}${String(whole - seconds * second).padStart(3, '0')}Z`;
}

/** The microseconds within the millisecond. */
function microsecondsOf(at: number): number {
	return Math.min(999, Math.round((at - Math.floor(at)) * 1000));
}

/**
 * The same moment to the microsecond, as lines have it: what is kept and what was heard are then the same to the bit.
 */
export function toMicrosecond(at: number): number {
	return Math.floor(at) + microsecondsOf(at) / 1000;
}

/**
 * The line of a message, without its line break: `{"at":"2026-11-27T12:03:44.120Z","us":456,"subject":"…","data":{…}}`.
 * `us` are the microseconds within the millisecond, left out when 0: round trips on one machine are shorter than one
 * millisecond. A payload that is no JSON object stands as the text `text` instead of `data`. `length` is that of
 * a payload before secrets were cut out of it.
 */
export function lineOf({at, subject, text, reply, tooLargeBytes, length, isJson}: Kept): string {
	const us = microsecondsOf(at);
	let line = `{"at":"${timeText(at)}"`;
	if (us > 0) line += `,"us":${us}`;
	line += `,"subject":${JSON.stringify(subject)}`;
	if (reply !== undefined) line += `,"reply":${JSON.stringify(reply)}`;
	if (tooLargeBytes !== undefined) line += `,"tooLargeBytes":${tooLargeBytes}`;
	if (length !== undefined) line += `,"length":${length}`;
	if (!isJson) return text === '' ? `${line}}` : `${line},"text":${JSON.stringify(text)}}`;
	// Line breaks stand between the values of JSON only, never within one.
	return `${line}${dataMark}${text.includes('\n') || text.includes('\r') ? text.replaceAll(lineBreaks, ' ') : text}}`;
}

function timeIn(at: unknown, us: unknown): number | undefined {
	// Captures by other means have epoch milliseconds.
	const time = typeof at === 'string' ? Date.parse(at) : at;
	if (typeof time !== 'number' || !Number.isFinite(time)) return undefined;
	return time + (typeof us === 'number' && us > 0 && us < 1000 ? us / 1000 : 0);
}

function textIn(data: unknown, text: unknown): string {
	if (data !== undefined) return typeof data === 'string' ? data : JSON.stringify(data);
	return typeof text === 'string' ? text : '';
}

/**
 * The message of a whole line; undefined when the line is none: no JSON, or without time or subject. The payload of a
 * line is not parsed here, so that of one that was cut short it is not known.
 */
export function messageIn(line: string): Message | undefined {
	// No text within JSON holds this mark: its quotes would be escaped there.
	const mark = line.endsWith('}') ? line.indexOf(dataMark) : -1;
	const head = mark < 0 ? undefined : fieldsOrNothing(parsedJson(`${line.slice(0, mark)}}`));
	// Written by others, with more behind the payload: then only the whole is JSON.
	const isOurs = head !== undefined && line.charAt(mark + dataMark.length) === '{';
	const parsed = isOurs ? head : fieldsOrNothing(parsedJson(line));
	if (parsed === undefined) return undefined;
	const {at, us, subject, reply, tooLargeBytes, length, data, text} = parsed;
	const time = timeIn(at, us);
	if (time === undefined || typeof subject !== 'string') return undefined;
	return {
		at: time,
		subject,
		text: isOurs ? line.slice(mark + dataMark.length, -1) : textIn(data, text),
		...(typeof reply === 'string' && {reply}),
		...(typeof tooLargeBytes === 'number' && tooLargeBytes >= 0 && {tooLargeBytes}),
		...(typeof length === 'number' && length >= 0 && {length}),
	};
}
