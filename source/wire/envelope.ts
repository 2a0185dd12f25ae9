// Opening a message. Half of an event is the `server` block, which is the same in every message of that server but for
// `seq` and `time`. It is recognised as text, and only what comes after it goes through JSON.parse: a storm costs half.
// Whatever does not look exactly like that is parsed whole, with the same result.
import {type Fields, fields, fieldsOrNothing, wholeOrNothing} from './fields.ts';

export type Envelope = {
	/** The message's own fields; those before and in the `server` block are read by the functions below. */
	readonly body: Fields;
	/** The `server` block; its `seq` and `time` are those below. */
	readonly server: Fields;
	/** 0 when the server gave none. */
	readonly sequence: number;
	/** The server's clock at sending, as text. */
	readonly time: unknown;
	/** The text before the `server` block, when it is not part of `body`. */
	readonly head: string;
};

type Block = {readonly text: string; readonly fields: Fields};

const mostBlocks = 16_384;
// Blocks by the beginning of the server's id, as the text from the brace up to `seq`. A memo: what it gives depends on
// the text alone. Of the key only so much as tells servers apart: it is cut out and hashed for every message.
const blocks = new Map<string, Block>();
const keyLength = 12;

const blockAtOnce = '{"server":{';
// Each mark but the first begins with the quote that ends the string before.
const headMarks = ['{"type":"', '","id":"', '","timestamp":"', '","server":{'];
const idMarks = ['"name":"', '","host":"', '","id":"'];
const longestHead = 200;
const sequenceStart = ',"seq":';
const timeStart = ',"time":"';

const quote = 34;
const comma = 44;
const backslash = '\\';
const closingBrace = 125;

function parsed(text: string): Fields | undefined {
	try {
		return fieldsOrNothing(JSON.parse(text));
	} catch {
		return undefined;
	}
}

/** Where the text goes on after the marks, between which there are strings; −1 when they do not stand there. */
function after(marks: readonly string[], text: string, from: number): number {
	let at = from;
	for (const mark of marks) {
		if (mark.charCodeAt(0) === quote && at > from) at = text.indexOf('"', at);
		if (at < 0 || !text.startsWith(mark, at)) return -1;
		at += mark.length;
	}
	return at;
}

function blockAt(text: string, inside: number): Block | undefined {
	const idAt = after(idMarks, text, inside);
	if (idAt < 0) return undefined;
	const key = text.slice(idAt, idAt + keyLength);
	const known = blocks.get(key);
	if (known !== undefined) {
		const knownEnd = inside + known.text.length;
		// `startsWith` compares unit by unit, `===` whole words: for so long a text that is ten times faster.
		if (text.slice(inside, knownEnd) === known.text && text.startsWith(sequenceStart, knownEnd)) return known;
	}
	const end = text.indexOf(sequenceStart, idAt);
	if (end < 0) return undefined;
	const whole = `{${text.slice(inside, end)}}`;
	const found = parsed(whole);
	if (found === undefined) return undefined;
	if (blocks.size >= mostBlocks) blocks.clear();
	// Cut from the copy: a slice holds on to all it was cut from.
	const block = {text: whole.slice(1, -1), fields: found};
	blocks.set(key, block);
	return block;
}

const soleStatistics = '"statsz":{';
const soleClient = '"client":{';

/** The fields after the block. Where that is one object, as in statistics and CONNECT, it is parsed without a copy. */
function bodyFrom(text: string, at: number): Fields | undefined {
	const last = text.length - 1;
	if (text.charCodeAt(last) === closingBrace && text.charCodeAt(last - 1) === closingBrace) {
		if (text.startsWith(soleStatistics, at)) {
			const statsz = parsed(text.slice(at + soleStatistics.length - 1, last));
			if (statsz !== undefined) return {statsz};
		} else if (text.startsWith(soleClient, at)) {
			const client = parsed(text.slice(at + soleClient.length - 1, last));
			if (client !== undefined) return {client};
		}
	}
	return parsed(`{${text.slice(at)}`);
}

// Quotes inside of JSON strings are escaped, so none of the marks looked for can be part of a stranger's text; and
// since a block holds only strings, booleans, numbers and flat maps of those, `"}` right after the time ends it.
function openQuickly(text: string): Envelope | undefined {
	const inside = text.startsWith(blockAtOnce) ? blockAtOnce.length : after(headMarks, text, 0);
	if (inside < 0 || inside > longestHead) return undefined;
	const head = text.slice(0, inside - blockAtOnce.length + 1);
	if (head.includes(backslash)) return undefined;
	const block = blockAt(text, inside);
	if (block === undefined) return undefined;
	let index = inside + block.text.length + sequenceStart.length;
	const firstDigit = index;
	let sequence = 0;
	for (; index < firstDigit + 15; index++) {
		const digit = text.charCodeAt(index) - 48;
		if (!(digit >= 0 && digit <= 9)) break;
		sequence = sequence * 10 + digit;
	}
	if (index === firstDigit || !text.startsWith(timeStart, index)) return undefined;
	const timeAt = index + timeStart.length;
	const timeEnd = text.indexOf('"', timeAt);
	if (timeEnd < 0 || timeEnd - timeAt > 40 || text.charCodeAt(timeEnd + 1) !== closingBrace) return undefined;
	const time = text.slice(timeAt, timeEnd);
	if (time.includes(backslash)) return undefined;
	// After the block comes a comma and more fields, or the message's end.
	const more = text.charCodeAt(timeEnd + 2) === comma;
	const body = bodyFrom(text, timeEnd + (more ? 3 : 2));
	if (body === undefined) return undefined;
	return {body, server: block.fields, sequence, time, head};
}

/** The message as fields; undefined when it is not a JSON object. Never throws. */
export function openEnvelope(text: string): Envelope | undefined {
	const quick = openQuickly(text);
	if (quick !== undefined) return quick;
	const body = parsed(text);
	if (body === undefined) return undefined;
	const server = fields(body['server']);
	return {body, server, sequence: wholeOrNothing(server['seq']) ?? 0, time: server['time'], head: ''};
}

/** An envelope whose whole body is a `server` block: SHUTDOWN and LAMEDUCK. */
export function envelopeOfBlock({body}: Envelope): Envelope {
	return {body, server: body, sequence: wholeOrNothing(body['seq']) ?? 0, time: body['time'], head: ''};
}

const headFields = {id: '"id":"', timestamp: '"timestamp":"'} as const;

/** The event id or time of events with a typed header; undefined without one. */
export function headerField({body, head}: Envelope, name: keyof typeof headFields): unknown {
	const mark = headFields[name];
	const at = head.indexOf(mark);
	return at < 0 ? body[name] : head.slice(at + mark.length, head.indexOf('"', at + mark.length));
}
