// The flight recorder: the last messages, without their secrets, in segments that are packed as they age and dropped,
// oldest first, when all of it together is larger than it may be. What was dropped is counted.
import {type Kept, lineInParts, messageIn} from './recording-line.ts';
import type {Message} from '../wire/message.ts';

/** How segments are made small. It comes from outside: compression is no matter of this room. */
export type Packing = {
	/** Packs text in UTF-8 on another thread; the bytes must not change until it resolves. */
	readonly pack: (text: Uint8Array) => Promise<Uint8Array>;
	/** The same at once, where there is no time to wait for other threads; the bytes may change afterwards. */
	readonly packNow: (text: Uint8Array) => Uint8Array;
	/** `length`: of the text, in bytes. */
	readonly unpack: (packed: Uint8Array, length: number) => Buffer;
	/** The text of bytes in UTF-8. */
	readonly textOf: (bytes: Buffer) => string;
};

type Content =
	/** Lines in UTF-8, each with its line break: as far as they have come, or while they are being packed. */
	| {readonly kind: 'open'; readonly buffer: Buffer; length: number}
	| {readonly kind: 'packed'; readonly packed: Uint8Array; readonly length: number};

type Open = Content & {readonly kind: 'open'};
type Packed = Content & {readonly kind: 'packed'};

type Segment = {
	/** The number of its first message; messages are numbered from 0 as they come. */
	readonly first: number;
	count: number;
	readonly from: number;
	to: number;
	/** What it takes in memory, in bytes. */
	bytes: number;
	content: Content;
};

export type TapeSpan = {
	/** Times of the first and the last message that are still there, epoch milliseconds. */
	readonly from: number;
	readonly to: number;
	/** Messages that are still there. */
	readonly messages: number;
	readonly bytes: number;
	/** Messages that were dropped to keep the bound. */
	readonly dropped: number;
};

export type Tape = {
	readonly keep: (kept: Kept) => void;
	/** What is there; undefined before the first message. */
	readonly span: () => TapeSpan | undefined;
	/** The number that the next message gets. */
	readonly next: () => number;
	/** Messages from this number on, oldest first, as far as they are still there. */
	readonly messagesFrom: (number: number) => Generator<Message>;
	/** The lines that are there, segment by segment, each ending with a line break. */
	readonly texts: () => Generator<string>;
};

/** Bytes of a segment before it is packed: so much is unpacked for one message. */
const segmentBytes = 2 ** 19;
/** As many segments may wait for a thread, and less on a small tape, where they would drive out what is packed already. */
const mostWaiting = 3;
const mostWaitingShare = 1 / 8;
const blockBytes = 2 ** 15;
/** UTF-8 needs at most so many bytes for a unit of text. */
const mostBytesOfUnit = 3;

const [brace, lineBreak] = [125, 10];
/** The end of a line. */
const endBytes = 2;

/** A tape of at most `mostBytes`. */
export function createTape(mostBytes: number, {pack, packNow, unpack, textOf}: Packing): Tape {
	let segments: Segment[] = [];
	let open: (Segment & {readonly content: Open}) | undefined;
	/** Rooms of segments that have been packed, for those that come. */
	const rooms: Buffer[] = [];
	const waitingRoom = Math.min(mostWaiting, Math.floor((mostBytes * mostWaitingShare) / segmentBytes));
	let waiting = 0;
	let next = 0;
	let bytes = 0;
	let dropped = 0;

	function dropOldest(): void {
		let gone = 0;
		// The newest is never dropped: what happens now can always be seen.
		while (bytes > mostBytes && gone < segments.length - 1) {
			const segment = segments[gone++];
			if (segment === undefined) break;
			bytes -= segment.bytes;
			dropped += segment.count;
		}
		if (gone > 0) segments = segments.slice(gone);
	}

	/** A new segment with room for so many bytes, which counts with all its room. */
	function begin(at: number, needed: number): NonNullable<typeof open> {
		const buffer = (needed <= segmentBytes ? rooms.pop() : undefined) ?? Buffer.alloc(Math.max(needed, segmentBytes));
		const content: Open = {kind: 'open', buffer, length: 0};
		const segment = {first: next, count: 0, from: at, to: at, bytes: buffer.byteLength, content};
		bytes += segment.bytes;
		segments.push(segment);
		return segment;
	}

	function seal(segment: Segment, {buffer, length}: Open): void {
		open = undefined;
		const text = buffer.subarray(0, length);
		if (waiting >= waitingRoom) {
			// It comes faster than it is packed.
			put(segment, {kind: 'packed', packed: packNow(text), length}, buffer);
			return;
		}
		waiting++;
		void pack(text).then(packed => {
			waiting--;
			put(segment, {kind: 'packed', packed, length}, buffer);
		});
	}

	/** Puts what was packed in the place of the lines, unless these were dropped meanwhile. */
	function put(segment: Segment, content: Packed, buffer: Buffer): void {
		if (rooms.length === 0 && buffer.byteLength === segmentBytes) rooms.push(buffer);
		if ((segments[0]?.first ?? next) > segment.first) return;
		segment.content = content;
		bytes += content.packed.byteLength - segment.bytes;
		segment.bytes = content.packed.byteLength;
	}

	/** Lines in UTF-8, as they are now. */
	function linesOf({content}: Segment): Buffer {
		if (content.kind === 'packed') return unpack(content.packed, content.length);
		return content.buffer.subarray(0, content.length);
	}

	return {
		keep(kept) {
			const [head, payload] = lineInParts(kept);
			const needed = (head.length + payload.length) * mostBytesOfUnit + endBytes;
			if (open !== undefined && open.content.length + needed > open.content.buffer.byteLength) {
				seal(open, open.content);
			}
			open ??= begin(kept.at, needed);
			const {content} = open;
			const {buffer} = content;
			// Not put together before: long texts are copied once, and nothing is left for the collector.
			content.length += buffer.write(head, content.length);
			content.length += buffer.write(payload, content.length);
			buffer[content.length++] = brace;
			buffer[content.length++] = lineBreak;
			open.count++;
			open.to = Math.max(open.to, kept.at);
			next++;
			if (bytes > mostBytes) dropOldest();
		},
		span() {
			const first = segments[0];
			const last = segments.at(-1);
			if (first === undefined || last === undefined) return undefined;
			return {from: first.from, to: last.to, messages: next - first.first, bytes, dropped};
		},
		next: () => next,
		*messagesFrom(number) {
			for (const segment of segments.slice()) {
				if (segment.first + segment.count <= number) continue;
				let at = segment.first;
				for (const block of blocksOf(linesOf(segment))) {
					const text = textOf(block);
					let end = text.indexOf('\n');
					for (let start = 0; end >= 0; at++) {
						const message = at < number ? undefined : messageIn(text.slice(start, end));
						start = end + 1;
						end = text.indexOf('\n', start);
						if (message !== undefined) yield message;
					}
				}
			}
		},
		*texts() {
			for (const segment of segments.slice()) yield textOf(linesOf(segment));
		},
	};
}

/**
 * Whole lines, so many that their text is a small one: V8 asks the system for the memory of each text above a hundred
 * thousand characters, which takes longer than to read it.
 */
function* blocksOf(lines: Buffer): Generator<Buffer> {
	for (let start = 0; start < lines.length; ) {
		const last = lines.lastIndexOf(lineBreak, start + blockBytes);
		const end = (last >= start ? last : lines.indexOf(lineBreak, start)) + 1;
		yield lines.subarray(start, end);
		start = end;
	}
}
