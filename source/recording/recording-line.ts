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

const mostSeconds = 512;
// A memo for seconds: an event has four times, mostly of different seconds, which come again in the next ones.
const secondTexts = new Map<number, string>();
const endsOfTimes = Array.from({length: second}, (_, milliseconds) => `${String(milliseconds).padStart(3, '0')}Z"`);

/** RFC 3339 with milliseconds, in UTC and quotes. */
export function quotedTime(at: number): string {
	const whole = Math.floor(at);
	const seconds = Math.floor(whole / second);
	let start = secondTexts.get(seconds);
	if (start === undefined) {
		start = `"${new Date(seconds * second).toISOString().slice(0, -4)}`;
		if (secondTexts.size >= mostSeconds) secondTexts.clear();
		secondTexts.set(seconds, start);
	}
	return start + endsOfTimes[whole - seconds * second];
}

/** The same without quotes. */
export function timeText(at: number): string {
	return quotedTime(at).slice(1, -1);
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

/** All of a line but its payload and what follows that. */
function headOf({at, subject, reply, tooLargeBytes, length}: Kept): string {
	const us = microsecondsOf(at);
	let head = `{"at":${quotedTime(at)}`;
	if (us > 0) head += `,"us":${us}`;
	head += `,"subject":${JSON.stringify(subject)}`;
	if (reply !== undefined) head += `,"reply":${JSON.stringify(reply)}`;
	if (tooLargeBytes !== undefined) head += `,"tooLargeBytes":${tooLargeBytes}`;
	if (length !== undefined) head += `,"length":${length}`;
	return head;
}

/** The line of a message but for the brace that ends it: what stands before its payload, and that, mostly as it came. */
export function lineInParts(kept: Kept): readonly [head: string, payload: string] {
	const {text, isJson} = kept;
	const head = headOf(kept);
	if (!isJson) return text === '' ? [head, ''] : [`${head},"text":`, JSON.stringify(text)];
	// Line breaks stand between the values of JSON only, never within one.
	const payload = text.includes('\n') || text.includes('\r') ? text.replaceAll(lineBreaks, ' ') : text;
	return [head + dataMark, payload];
}

/**
 * The line of a message, without its line break: `{"at":"2026-11-27T12:03:44.120Z","us":456,"subject":"…","data":{…}}`.
 * `us` are the microseconds within the millisecond, left out when 0: round trips on one machine are shorter than one
 * millisecond. A payload that is no JSON object stands as the text `text` instead of `data`. `length` is that of
 * a payload before secrets were cut out of it.
 */
export function lineOf(kept: Kept): string {
	const [head, payload] = lineInParts(kept);
	return `${head}${payload}}`;
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

const atMark = '{"at":"';
const subjectMark = ',"subject":"';
const usMark = ',"us":';
const [zero, nine] = [48, 57];
/** `2026-11-27T12:03:44.` and `2026-11-27T12:03:44.120Z`. */
const [prefixLength, timeLength] = [20, 24];

let readPrefix = '';
let readSecond = Number.NaN;

/** The time at this place of a line, as timeText() has written it; undefined when it was written by others. */
function timeAt(line: string, start: number): number | undefined {
	if (readPrefix === '' || !line.startsWith(readPrefix, start)) {
		const time = Date.parse(line.slice(start, start + timeLength));
		if (Number.isNaN(time) || line.charAt(start + prefixLength - 1) !== '.') return undefined;
		readPrefix = line.slice(start, start + prefixLength);
		readSecond = Math.floor(time / second) * second;
	}
	return readSecond + (numberAt(line, start + prefixLength, 3) ?? Number.NaN);
}

/** The number of so many digits at this place. */
function numberAt(line: string, start: number, digits: number): number | undefined {
	let number = 0;
	for (let index = start; index < start + digits; index++) {
		const code = line.charCodeAt(index);
		if (!(code >= zero && code <= nine)) return undefined;
		number = number * 10 + code - zero;
	}
	return number;
}

/**
 * The message of most lines that lineOf() has written, without a reply, read by where things stand: a tenth of the time
 * that parsing takes. Undefined for all others.
 */
function usualMessageIn(line: string): Message | undefined {
	const timeEnd = atMark.length + timeLength;
	if (!line.startsWith(atMark) || line.charAt(timeEnd - 1) !== 'Z' || line.charAt(timeEnd) !== '"') return undefined;
	let at = timeAt(line, atMark.length);
	let end = timeEnd + 1;
	if (line.startsWith(usMark, end)) {
		const from = end + usMark.length;
		end = line.indexOf(',', from);
		const us = end < 0 || end - from > 3 ? undefined : numberAt(line, from, end - from);
		if (at === undefined || us === undefined || us === 0) return undefined;
		at += us / 1000;
	}
	if (at === undefined || Number.isNaN(at) || !line.startsWith(subjectMark, end)) return undefined;
	const subjectStart = end + subjectMark.length;
	const subjectEnd = line.indexOf('"', subjectStart);
	const dataStart = subjectEnd + 1 + dataMark.length;
	if (!line.startsWith(dataMark, subjectEnd + 1) || line.charAt(dataStart) !== '{') return undefined;
	const subject = line.slice(subjectStart, subjectEnd);
	if (subject.includes('\\') || !line.endsWith('}')) return undefined;
	return {at, subject, text: line.slice(dataStart, -1)};
}

/**
 * The message of a whole line; undefined when the line is none: no JSON, or without time or subject. The payload of a
 * line is not parsed here, so that of one that was cut short it is not known.
 */
export function messageIn(line: string): Message | undefined {
	const usual = usualMessageIn(line);
	if (usual !== undefined) return usual;
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
