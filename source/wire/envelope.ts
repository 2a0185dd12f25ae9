// Opening a message. Half of an event is the `server` block, which is the same in every message of that server but for
// `seq` and `time`. It is recognised as text, and only what comes after it is read: a storm costs half. Whatever does
// not look exactly like that is parsed whole, with the same result.
import {parsedJson} from '../format/parsed-json.ts';
import {type Fields, fields, fieldsOrNothing, wholeOrNothing} from './fields.ts';
import {type Sender, senderIn} from './sender.ts';
import {statsBody} from './stats-body.ts';
import {moment, stormBody} from './storm-body.ts';

export type Envelope = {
	/** The message's own fields; those of the header and the `server` block only when the message was parsed whole. */
	readonly body: Fields;
	/** The `server` block; its `seq` and `time` are those below. */
	readonly server: Fields;
	/** Who sent it, by that block; undefined when it names nobody. */
	readonly sender: Sender | undefined;
	/** 0 when the server gave none. */
	readonly sequence: number;
	/** The server's clock at sending, as text. */
	readonly time: unknown;
	/** Id and time of events with a typed header. */
	readonly id: unknown;
	readonly timestamp: unknown;
	/**
	 * How much of the message the fields here hold: all of it, as one of the bodies that are told by patterns; all of it;
	 * or only what was looked for, as in a message that was parsed whole.
	 */
	readonly holds: 'storm body' | 'everything' | 'fields';
};

type Block = {readonly text: string; readonly fields: Fields; readonly sender: Sender | undefined};

const mostBlocks = 16_384;
// Blocks by their server, as the text from the brace up to `seq`. A memo: what it gives depends on the text alone.
const blocks = new Map<number, Block>();
// Servers that were met once: of one that is never met again nothing is kept.
const metOnce = new Set<number>();

// No event is longer. A pattern takes note of every character that it might have to give back.
const longestQuick = 65_536;
/** How a message begins that has no typed header. */
const plainHead = '{"server":{';
const typedHeadPattern = new RegExp(
	`\\{"type":"[a-z0-9._]{0,64}","id":"([A-Za-z0-9]{0,40})","timestamp":"(${moment})","server":\\{`,
	'y',
);
const idMark = '"id":"';
const sequenceMark = ',"seq":';
const timeMark = ',"time":"';
/** So many digits a double can tell. */
const mostDigits = 15;

const quote = 34;
const comma = 44;
const zero = 48;
const closingBrace = 125;

function parsed(text: string): Fields | undefined {
	return fieldsOrNothing(parsedJson(text));
}

// Some characters of an id, which is random, tell servers apart. A number is looked up faster than a text that must be
// cut out and hashed for every message; where two are the same, the block's own text decides.
function keyAt(text: string, from: number): number {
	let key = 0;
	for (let index = from; index < from + 6; index++) key = (Math.imul(key, 37) + text.charCodeAt(index)) | 0;
	return key;
}

function blockAt(text: string, inside: number): Block | undefined {
	const idAt = text.indexOf(idMark, inside);
	if (idAt < 0) return undefined;
	const key = keyAt(text, idAt + idMark.length + 2);
	const known = blocks.get(key);
	if (known !== undefined) {
		const knownEnd = inside + known.text.length;
		// `startsWith` compares unit by unit, `===` whole words: for so long a text that is ten times faster.
		if (text.slice(inside, knownEnd) === known.text && text.startsWith(sequenceMark, knownEnd)) return known;
	}
	const end = text.indexOf(sequenceMark, idAt);
	if (end < 0) return undefined;
	const whole = `{${text.slice(inside, end)}}`;
	const found = parsed(whole);
	if (found === undefined) return undefined;
	// Cut from the copy: a slice holds on to all it was cut from.
	const block = {text: whole.slice(1, -1), fields: found, sender: senderIn(found)};
	if (known !== undefined || metOnce.delete(key)) {
		if (blocks.size >= mostBlocks) blocks.clear();
		blocks.set(key, block);
	} else {
		if (metOnce.size >= mostBlocks) metOnce.clear();
		metOnce.add(key);
	}
	return block;
}

const soleStatistics = '"statsz":{';

/** The fields after the block. Where that is one object, as in statistics, it is parsed without a copy. */
function bodyFrom(text: string, at: number): Fields | undefined {
	const last = text.length - 1;
	if (text.startsWith(soleStatistics, at) && text.charCodeAt(last) === closingBrace) {
		const statsz = parsed(text.slice(at + soleStatistics.length - 1, last));
		if (statsz !== undefined) return {statsz};
	}
	return parsed(`{${text.slice(at)}`);
}

const nothing: Fields = {};

type Numbered = {readonly sequence: number; readonly time: string; readonly end: number};

/** Where digits end that begin at `from`. */
function behindDigits(text: string, from: number): number {
	let at = from;
	while (text.charCodeAt(at) >= zero && text.charCodeAt(at) <= zero + 9) at++;
	return at;
}

/** Digits, and the signs `T`, `Z`, `:`, `.`, `+` and `-`. */
function isOfMoment(unit: number): boolean {
	return (unit >= zero && unit <= 58) || unit === 45 || unit === 46 || unit === 84 || unit === 90 || unit === 43;
}

/** `,"seq":…,"time":"…"}`, which ends a block; by hand, because a pattern would need twice as long. */
function numberedAt(text: string, at: number): Numbered | undefined {
	const from = at + sequenceMark.length;
	const to = behindDigits(text, from);
	const digits = to - from;
	if (digits === 0 || digits > mostDigits || (digits > 1 && text.charCodeAt(from) === zero)) return undefined;
	if (!text.startsWith(timeMark, to)) return undefined;
	const begin = to + timeMark.length;
	let end = begin;
	while (isOfMoment(text.charCodeAt(end))) end++;
	if (text.charCodeAt(end) !== quote || text.charCodeAt(end + 1) !== closingBrace) return undefined;
	let sequence = 0;
	for (let index = from; index < to; index++) sequence = sequence * 10 + text.charCodeAt(index) - zero;
	return {sequence, time: text.slice(begin, end), end: end + 2};
}

// Quotes inside of JSON strings are escaped, so none of the marks looked for can be part of a stranger's text; and
// what is cut off before `seq` is an object by itself, so that `seq` and `time` are fields of the block.
function openQuickly(text: string): Envelope | undefined {
	if (text.length > longestQuick) return undefined;
	let head: RegExpExecArray | null = null;
	let inside = plainHead.length;
	if (!text.startsWith(plainHead)) {
		typedHeadPattern.lastIndex = 0;
		head = typedHeadPattern.exec(text);
		if (head === null) return undefined;
		inside = typedHeadPattern.lastIndex;
	}
	const block = blockAt(text, inside);
	if (block === undefined) return undefined;
	const numbered = numberedAt(text, inside + block.text.length);
	if (numbered === undefined) return undefined;
	const {sequence, time, end: at} = numbered;
	// After the block comes a comma and more fields, or the message's end.
	const hasMore = text.charCodeAt(at) === comma && text.charCodeAt(at + 1) === quote;
	if (!hasMore && (text.charCodeAt(at) !== closingBrace || text.length !== at + 1)) return undefined;
	const known = hasMore ? (stormBody(text, at + 1) ?? statsBody(text, at + 1)) : nothing;
	const body = known ?? bodyFrom(text, at + 1);
	// Of a field that comes twice the last one counts.
	if (body === undefined || body['server'] !== undefined) return undefined;
	const {id = head?.[1], timestamp = head?.[2]} = body;
	const holds = known === undefined ? 'everything' : 'storm body';
	const {fields: server, sender} = block;
	return {body, server, sender, sequence, time, id, timestamp, holds};
}

function opened(body: Fields, server: Fields): Envelope {
	const {id, timestamp} = body;
	const {seq, time} = server;
	const sequence = wholeOrNothing(seq) ?? 0;
	return {body, server, sender: senderIn(server), sequence, time, id, timestamp, holds: 'fields'};
}

/** The message as fields; undefined when it is not a JSON object. Never throws. */
export function openEnvelope(text: string): Envelope | undefined {
	const quick = openQuickly(text);
	if (quick !== undefined) return quick;
	const body = parsed(text);
	return body === undefined ? undefined : opened(body, fields(body['server']));
}

/** An envelope whose whole body is a `server` block: SHUTDOWN and LAMEDUCK. */
export function envelopeOfBlock({body}: Envelope): Envelope {
	return opened(body, body);
}

/** What holds nothing. */
export const emptyEnvelope: Envelope = opened(nothing, nothing);
