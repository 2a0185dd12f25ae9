// Reads keys, pasted texts and answers from the terminal. Knows the one thing the parser cannot: how long to wait for the rest.
import {createKeyParser, type Input, type Waiting} from './key-parser.ts';

/** The part of a stream of bytes that is needed. */
export type KeySource = {
	on(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
	off(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
};

export type KeyListener = {
	/** Names of keys that came together, in order. */
	readonly keys: (names: readonly string[]) => void;
	/** A text that was pasted in one piece. */
	readonly paste: (text: string) => void;
};

/** What the terminal answers when it is asked. */
export type ReportListener = {
	readonly report: (sequence: string) => void;
	/** Whether an answer may come: what may be its beginning is waited for longer. */
	readonly isExpected: () => boolean;
};

const waitMs: Readonly<Record<Exclude<Waiting, 'nothing'>, number>> = {
	// Escape alone shall not feel slow.
	escape: 20,
	// A key that is underway in two packets.
	sequence: 200,
	// An answer in two packets must not be taken for keys.
	report: 1000,
	// A paste may come over a slow link; one whose end got lost must not keep the keys for longer.
	paste: 1000,
};

/** Hands over what is read, in order, until the function that is returned is called. */
export function readKeys(source: KeySource, listener: KeyListener, reports?: ReportListener): () => void {
	const parser = createKeyParser();
	let timer: NodeJS.Timeout | undefined;

	function handOver(inputs: readonly Input[]): void {
		let names: string[] = [];
		for (const input of inputs) {
			if (input.kind === 'key') {
				names.push(input.name);
				continue;
			}
			if (names.length > 0) listener.keys(names);
			names = [];
			if (input.kind === 'paste') listener.paste(input.text);
			else reports?.report(input.sequence);
		}
		if (names.length > 0) listener.keys(names);
	}

	function read(bytes: Uint8Array): void {
		clearTimeout(timer);
		const inputs = parser.push(bytes);
		const waiting = parser.waiting();
		if (waiting !== 'nothing') {
			const isReport = waiting !== 'paste' && reports?.isExpected() === true;
			timer = setTimeout(() => handOver(parser.flush()), waitMs[isReport ? 'report' : waiting]);
		}
		handOver(inputs);
	}

	source.on('data', read);
	return () => {
		clearTimeout(timer);
		source.off('data', read);
	};
}
