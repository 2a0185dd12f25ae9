// The flight recorder: the last messages, without their secrets, in segments that are packed as they age and dropped,
// oldest first, when all of it together is larger than it may be. What was dropped is counted.
import {type Kept, lineOf, messageIn} from './recording-line.ts';
import type {Message} from '../wire/message.ts';

/** How segments are made small. Both come from outside: compression is no matter of this room. */
export type Packing = {
	/** Resolves with the packed text; where it rejects, the text stays as it is. */
	readonly pack: (text: string) => Promise<Uint8Array>;
	readonly unpack: (packed: Uint8Array) => string;
};

type Content =
	| {readonly kind: 'open'; readonly kept: Kept[]}
	| {readonly kind: 'text'; readonly text: string}
	| {readonly kind: 'packed'; readonly packed: Uint8Array};

type Segment = {
	/** The number of its first message; messages are numbered from 0 as they come. */
	readonly first: number;
	count: number;
	readonly from: number;
	to: number;
	/** What it takes in memory, in bytes, roughly while it is open. */
	bytes: number;
	content: Content;
};

type TapeSpan = {
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

/** Units of text in a segment: so much is unpacked for one message, and the last of a killed program. */
const segmentLength = 2 ** 19;
/** What V8 needs for a message beside its texts. */
const bytesBeside = 120;

function linesOf(kept: readonly Kept[]): string {
	let text = '';
	for (const each of kept) text += `${lineOf(each)}\n`;
	return text;
}

/** A tape of at most `mostBytes`. */
export function createTape(mostBytes: number, {pack, unpack}: Packing): Tape {
	let segments: Segment[] = [];
	let open: Segment | undefined;
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

	function seal(segment: Segment, kept: readonly Kept[]): void {
		const text = linesOf(kept);
		segment.content = {kind: 'text', text};
		open = undefined;
		pack(text).then(
			packed => {
				segment.content = {kind: 'packed', packed};
				if (!segments.includes(segment)) return;
				bytes += packed.byteLength - segment.bytes;
				segment.bytes = packed.byteLength;
			},
			() => {},
		);
	}

	function textOf({content}: Segment): string {
		switch (content.kind) {
			case 'open':
				return linesOf(content.kept);
			case 'text':
				return content.text;
			case 'packed':
				return unpack(content.packed);
		}
	}

	function* messagesOf(segment: Segment): Generator<Message> {
		if (segment.content.kind === 'open') {
			yield* segment.content.kept.slice();
			return;
		}
		for (const line of textOf(segment).split('\n')) {
			const message = messageIn(line);
			if (message !== undefined) yield message;
		}
	}

	return {
		keep(kept) {
			if (open === undefined) {
				open = {first: next, count: 0, from: kept.at, to: kept.at, bytes: 0, content: {kind: 'open', kept: []}};
				segments.push(open);
			}
			const segment = open;
			if (segment.content.kind !== 'open') return;
			segment.content.kept.push(kept);
			segment.count++;
			segment.to = Math.max(segment.to, kept.at);
			next++;
			const size = kept.text.length + kept.subject.length + bytesBeside;
			segment.bytes += size;
			bytes += size;
			if (segment.bytes >= segmentLength) seal(segment, segment.content.kept);
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
				for (const message of messagesOf(segment)) if (at++ >= number) yield message;
			}
		},
		*texts() {
			for (const segment of segments.slice()) yield textOf(segment);
		},
	};
}
