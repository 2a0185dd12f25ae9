// The flight recorder: the last messages, without their secrets, in segments that are packed as they age and dropped,
// oldest first, when all of it together is larger than it may be. What was dropped is counted.
import {type Kept, lineOf, messageIn} from './recording-line.ts';
import type {Message} from '../wire/message.ts';

/** How segments are made small. Both come from outside: compression is no matter of this room. */
export type Packing = {
	/** Resolves with the packed bytes; where it rejects, they stay as they are. They are not changed meanwhile. */
	readonly pack: (bytes: Uint8Array) => Promise<Uint8Array>;
	readonly unpack: (packed: Uint8Array) => Uint8Array;
};

type Content =
	/** Lines in UTF-8, as far as they have come. */
	| {readonly kind: 'plain'; readonly buffer: Uint8Array; length: number}
	| {readonly kind: 'packed'; readonly packed: Uint8Array};

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
	/** Whether something is being packed. */
	readonly isPacking: () => boolean;
	/** Messages from this number on, oldest first, as far as they are still there. */
	readonly messagesFrom: (number: number) => Generator<Message>;
	/** The lines that are there, segment by segment, each ending with a line break. */
	readonly texts: () => Generator<string>;
};

/** Bytes of a segment before it is packed: so much is unpacked for one message. */
const segmentBytes = 2 ** 19;
/** UTF-8 needs at most so many bytes for a unit of text. */
const mostBytesOfUnit = 3;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A tape of at most `mostBytes`. */
export function createTape(mostBytes: number, {pack, unpack}: Packing): Tape {
	let segments: Segment[] = [];
	let open: (Segment & {readonly content: Content & {readonly kind: 'plain'}}) | undefined;
	let next = 0;
	let bytes = 0;
	let dropped = 0;
	let packing = 0;
	/** A buffer whose segment is packed, for the next one: each new one would have to be cleared, and collected later. */
	let spare: Uint8Array | undefined;

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
		const buffer = needed <= segmentBytes ? (spare ?? new Uint8Array(segmentBytes)) : new Uint8Array(needed);
		spare = undefined;
		const content = {kind: 'plain', buffer, length: 0} as const;
		const segment = {
			first: next,
			count: 0,
			from: at,
			to: at,
			bytes: buffer.byteLength,
			content: {...content, length: 0},
		};
		bytes += segment.bytes;
		segments.push(segment);
		return segment;
	}

	function seal(segment: Segment, {buffer, length}: Content & {readonly kind: 'plain'}): void {
		open = undefined;
		packing++;
		const isDone = (): void => {
			packing--;
		};
		pack(buffer.subarray(0, length)).then(packed => {
			isDone();
			segment.content = {kind: 'packed', packed};
			if (buffer.byteLength === segmentBytes) spare = buffer;
			if (!segments.includes(segment)) return;
			bytes += packed.byteLength - segment.bytes;
			segment.bytes = packed.byteLength;
		}, isDone);
	}

	function textOf({content}: Segment): string {
		return decoder.decode(
			content.kind === 'packed' ? unpack(content.packed) : content.buffer.subarray(0, content.length),
		);
	}

	return {
		keep(kept) {
			const line = `${lineOf(kept)}\n`;
			const needed = line.length * mostBytesOfUnit;
			if (open !== undefined && open.content.length + needed > open.content.buffer.byteLength) {
				seal(open, open.content);
			}
			open ??= begin(kept.at, needed);
			const {content} = open;
			content.length += encoder.encodeInto(line, content.buffer.subarray(content.length)).written;
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
		isPacking: () => packing > 0,
		*messagesFrom(number) {
			for (const segment of segments.slice()) {
				if (segment.first + segment.count <= number) continue;
				let at = segment.first;
				for (const line of textOf(segment).split('\n')) {
					if (line === '') continue;
					if (at++ < number) continue;
					const message = messageIn(line);
					if (message !== undefined) yield message;
				}
			}
		},
		*texts() {
			for (const segment of segments.slice()) yield textOf(segment);
		},
	};
}
