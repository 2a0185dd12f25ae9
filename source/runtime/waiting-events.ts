// What has come and waits to be printed: bounded, for a source does not wait. What there is no room for is counted.
import type {Message} from '../wire/message.ts';

export type Dropped = {readonly count: number; readonly from: number; readonly until: number};

export type WaitingEvents = {
	readonly length: () => number;
	readonly add: (message: Message) => void;
	/** The same where it is short and must not be missed. */
	readonly addAlways: (message: Message) => void;
	/** Nothing more comes: what was dropped last is told too. */
	readonly close: () => void;
	/** The oldest, which waits no longer: a message, or what was dropped in its place. */
	readonly take: () => Message | Dropped | undefined;
};

/** Of both so much may wait, in messages and in characters; most are seven hundred characters long. */
const mostWaiting = 20_000;
const mostCharacters = 16 * 2 ** 20;

export function createWaitingEvents(): WaitingEvents {
	let waiting: (Message | Dropped)[] = [];
	let next = 0;
	let characters = 0;
	let dropping: {count: number; from: number; until: number} | undefined;

	const length = (): number => waiting.length - next;

	function hasRoom(): boolean {
		// Once full it stays closed until half of it is printed: so there is one gap and not a thousand.
		const part = dropping === undefined ? 1 : 0.5;
		return length() < mostWaiting * part && characters < mostCharacters * part;
	}

	function close(): void {
		if (dropping === undefined) return;
		waiting.push(dropping);
		dropping = undefined;
	}

	function addAlways(message: Message): void {
		close();
		waiting.push(message);
		characters += message.text.length;
	}

	return {
		length,
		add(message) {
			if (hasRoom()) {
				addAlways(message);
				return;
			}
			const {at} = message;
			dropping ??= {count: 0, from: at, until: at};
			dropping.count++;
			dropping.until = at;
		},
		addAlways,
		close,
		take() {
			// What was dropped last is told when all that came before it is taken.
			if (length() === 0) close();
			const item = waiting[next++];
			if (item !== undefined && 'text' in item) characters -= item.text.length;
			if (next >= waiting.length || next >= mostWaiting) {
				waiting = waiting.slice(next);
				next = 0;
			}
			return item;
		},
	};
}
