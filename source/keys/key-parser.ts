// Bytes from the terminal → names of keys, texts that were pasted, and what the terminal answers. A pure state machine: however the same bytes are
// cut into reads, the same keys come out. What has begun and may go on is waited for; `flush` ends the waiting.
import {controlKeyName, sequenceAt} from './key-sequences.ts';

/** What came from the terminal: a key by its name, a text that was pasted in one piece, or an answer. */
export type Input =
	| {readonly kind: 'key'; readonly name: string}
	/** `sequence`: the whole of it, from Escape on. */
	| {readonly kind: 'report'; readonly sequence: string}
	| {
			readonly kind: 'paste';
			/** At most `mostPasted` UTF-16 units: the rest is dropped. */
			readonly text: string;
	  };

/**
 * `escape`: Escape alone, or the beginning of a key. `sequence`: a key of which more must come. `report`: an answer of the
 * terminal of which more must come.
 */
export type Waiting = 'nothing' | 'escape' | 'sequence' | 'report' | 'paste';

export type KeyParser = {
	/** What is complete with these bytes (UTF-8, cut anywhere), in order. */
	readonly push: (bytes: Uint8Array) => Input[];
	/** What the bytes so far may be the beginning of. */
	readonly waiting: () => Waiting;
	/** Nothing more came in time: takes what is there for what it is. */
	readonly flush: () => Input[];
};

/** Longer than anything that has room in a prompt. */
export const mostPasted = 10_000;

const escape = '\u001b';
const pasteEnd = `${escape}[201~`;
const interrupt = '\u0003';

const key = (name: string): Input => ({kind: 'key', name});

function afterLast(text: string, wanted: string): number {
	for (let length = Math.min(wanted.length - 1, text.length); length > 0; length--) {
		if (wanted.startsWith(text.slice(text.length - length))) return length;
	}
	return 0;
}

export function createKeyParser(): KeyParser {
	const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
	/** The beginning of a sequence; within a paste, what may be the beginning of its end. */
	let pending = '';
	/** What was pasted so far; undefined outside of a paste. */
	let pasted: string | undefined;

	function take(text: string): void {
		pasted = ((pasted ?? '') + text).slice(0, mostPasted);
	}

	function pushText(read: string): Input[] {
		const inputs: Input[] = [];
		const text = pending + read;
		pending = '';
		let at = 0;
		while (at < text.length) {
			if (pasted !== undefined) {
				const end = text.indexOf(pasteEnd, at);
				if (end < 0) {
					const kept = text.length - afterLast(text.slice(at), pasteEnd);
					take(text.slice(at, kept));
					pending = text.slice(kept);
					return inputs;
				}
				take(text.slice(at, end));
				inputs.push({kind: 'paste', text: pasted});
				pasted = undefined;
				at = end + pasteEnd.length;
				continue;
			}
			const sequence = sequenceAt(text, at);
			if (sequence === 'incomplete') {
				pending = text.slice(at);
				return inputs;
			}
			const begin = at;
			at += sequence.length;
			if (sequence.kind === 'report') inputs.push({kind: 'report', sequence: text.slice(begin, at)});
			else if (sequence.kind === 'paste begins') pasted = '';
			else if (sequence.kind === 'key') inputs.push(key(sequence.name));
		}
		return inputs;
	}

	function endPaste(text: string): Input[] {
		take(text);
		const paste: Input = {kind: 'paste', text: pasted ?? ''};
		pasted = undefined;
		// It lacks its end: what looked like pasted may have been typed by somebody who wants to leave.
		return paste.text.includes(interrupt) ? [paste, key('ctrl-c')] : [paste];
	}

	return {
		push: bytes => pushText(decoder.decode(bytes, {stream: true})),
		waiting() {
			if (pasted !== undefined) return 'paste';
			if (pending === '') return 'nothing';
			if (pending === escape) return 'escape';
			return pending.startsWith(`${escape}]`) ? 'report' : 'sequence';
		},
		flush() {
			const rest = pending;
			pending = '';
			if (pasted !== undefined) return endPaste(rest);
			// Escape, and perhaps one key after it; what is longer was a key that got lost on its way, and means nothing.
			return rest.length > 2 ? [] : Array.from(rest, character => key(controlKeyName(character) ?? character));
		},
	};
}
