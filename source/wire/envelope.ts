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
// Blocks by server id, as the text from the brace up to `seq`. A memo: what it gives depends on the text alone.
const blocks = new Map<string, Block>();

const blockStart = '"server":{';
const idStart = '"id":"';
const idLength = 56;
const longestToId = 400;
const sequenceStart = ',"seq":';
const timeStart = ',"time":"';
const headMarks = ['{"type":"', '","id":"', '","timestamp":"'];
const longestHead = 200;

function parsed(text: string): Fields | undefined {
	try {
		return fieldsOrNothing(JSON.parse(text));
	} catch {
		return undefined;
	}
}

function blockAt(text: string, inside: number): Block | undefined {
	const idAt = text.indexOf(idStart, inside) + idStart.length;
	if (idAt < inside || idAt - inside > longestToId) return undefined;
	const id = text.slice(idAt, idAt + idLength);
	const known = blocks.get(id);
	// `startsWith` compares unit by unit, `===` whole words: for so long a text that is ten times faster.
	if (known !== undefined && text.slice(inside, inside + known.text.length) === known.text) return known;
	const end = text.indexOf(sequenceStart, idAt);
	if (end < 0) return undefined;
	const found = {text: text.slice(inside, end + sequenceStart.length), fields: parsed(`{${text.slice(inside, end)}}`)};
	if (found.fields === undefined) return undefined;
	if (blocks.size >= mostBlocks) blocks.clear();
	const block = {text: found.text, fields: found.fields};
	blocks.set(id, block);
	return block;
}

// Before the block stand the three strings of a typed header, or nothing.
function isHead(head: string): boolean {
	if (head === '{') return true;
	let end = 0;
	for (const mark of headMarks) {
		if (!head.startsWith(mark, end)) return false;
		end = head.indexOf('"', end + mark.length);
		if (end < 0) return false;
	}
	return end === head.length - 2 && head.endsWith(',') && !head.includes('\\');
}

// Quotes inside of JSON strings are escaped, so none of the marks looked for can be part of a stranger's text; and
// since a block holds only strings, booleans, numbers and flat maps of those, `"}` right after the time ends it.
function openQuickly(text: string): Envelope | undefined {
	const start = text.indexOf(blockStart);
	if (start < 1 || start > longestHead) return undefined;
	const head = text.slice(0, start);
	if (!isHead(head)) return undefined;
	const inside = start + blockStart.length;
	const block = blockAt(text, inside);
	if (block === undefined) return undefined;
	let index = inside + block.text.length;
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
	if (timeEnd < 0 || timeEnd - timeAt > 40 || text.charCodeAt(timeEnd + 1) !== 125) return undefined;
	const time = text.slice(timeAt, timeEnd);
	if (time.includes('\\')) return undefined;
	// After the block comes a comma and more fields, or the message's end.
	const more = text.charCodeAt(timeEnd + 2) === 44;
	const body = parsed(`{${text.slice(timeEnd + (more ? 3 : 2))}`);
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

/** The event id or time of events with a typed header; undefined without one. */
export function headerField({body, head}: Envelope, name: 'id' | 'timestamp'): unknown {
	const mark = `"${name}":"`;
	const at = head.indexOf(mark);
	return at < 0 ? body[name] : head.slice(at + mark.length, head.indexOf('"', at + mark.length));
}
