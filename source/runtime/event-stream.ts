// Events as they come, as text: between the source, which does not wait, and a reader, which may be slow. One write a
// turn; what there is no room for is counted and told.
import {setImmediate as turn, setTimeout as pause} from 'node:timers/promises';
import type {Source} from '../sources/source.ts';
import {linkSubject, type Message} from '../wire/message.ts';
import {createWaitingEvents, type Dropped} from './waiting-events.ts';

export type EventStreamSettings = {
	readonly source: Source;
	/** Whether messages with this subject are printed. */
	readonly isWanted: (subject: string) => boolean;
	/** The text of a message; empty when there is nothing to print yet. */
	readonly heard: (message: Message) => string;
	/** The text about what was dropped. */
	readonly dropped: (dropped: Dropped) => string;
	/** The text that is due at this time of the source; at its end infinite. */
	readonly passed: (now: number) => string;
	/** All that was asked for is printed. */
	readonly isFull: () => boolean;
	/** Prints; false when nobody reads it any more. */
	readonly write: (text: string) => Promise<boolean>;
	/** How long it goes on, by the source's clock, milliseconds. */
	readonly forMs?: number | undefined;
	/** Of a recording: what is earlier does not count into that. */
	readonly from?: number | undefined;
	/** Of a recording: waits until this moment of it has come; undefined when it has. */
	readonly pace?: (at: number, signal: AbortSignal) => Promise<void> | undefined;
};

export type EventStream = {
	/**
	 * Prints until the source ends, or all that was asked for is printed, or nobody reads it. The source is started here,
	 * and to be stopped afterwards.
	 * @throws CannotStart when there is no connection
	 */
	readonly run: () => Promise<void>;
	/** What was heard until now is printed still, and nothing more. */
	readonly end: () => void;
	/** Of a source that can wait, as a recording: resolves when a message of this time may come; undefined when it may. */
	readonly before: (at: number) => Promise<void> | undefined;
};

/** What a source that can wait has waiting. */
const fewWaiting = 2000;
/**
 * So much is printed before the source has its turn again, in messages and in characters. In one turn up to 3000 arrive,
 * 2 MB: of what comes faster than it can be printed the rest is dropped here and counted, before the server breaks off.
 */
const mostAtOnce = 2000;
const mostCharactersAtOnce = 2 ** 20;
/** What comes within this time is printed by one write: a write costs as much as some events. */
const gatherMs = 5;
/** So often time passes by itself. */
const passEveryMs = 100;

/** Something that is waited for until it is called. */
function createSignal() {
	let resolveIt: (() => void) | undefined;
	let awaited: Promise<void> | undefined;
	return {
		call() {
			// Node looks at each promise that is resolved twice, which takes longer than to read an event.
			if (resolveIt === undefined) return;
			const resolve = resolveIt;
			resolveIt = undefined;
			awaited = undefined;
			resolve();
		},
		wait(): Promise<void> {
			awaited ??= new Promise(resolve => {
				resolveIt = resolve;
			});
			return awaited;
		},
	};
}

/** Takes in what the source delivers until `--for` is over. */
function createIntake({source, isWanted, forMs, from = Number.NEGATIVE_INFINITY}: EventStreamSettings) {
	const waiting = createWaitingEvents();
	const came = createSignal();
	let endAt = Number.POSITIVE_INFINITY;
	let isEnding = false;

	function end(): void {
		isEnding = true;
		waiting.close();
		came.call();
	}

	return {
		waiting,
		came,
		end,
		isEnding: () => isEnding,
		/** The source has begun; a recording begins with its first message. */
		begin(at: number): void {
			if (forMs !== undefined && endAt === Number.POSITIVE_INFINITY && at >= from) endAt = at + forMs;
		},
		/** Looks whether it is over. */
		pass(now: number): void {
			if (now > endAt && !isEnding) end();
		},
		deliver(message: Message): void {
			const {at, subject, text} = message;
			if (source.isRecorded === true) {
				this.begin(at);
				this.pass(at);
			}
			if (isEnding) return;
			if (subject === linkSubject) waiting.addAlways(message);
			else if (isWanted(subject)) waiting.add(message);
			else return;
			if (subject === linkSubject && text.includes('"ended"')) end();
			else came.call();
		},
	};
}

export function createEventStream(settings: EventStreamSettings): EventStream {
	const {source, heard, dropped, passed, isFull, write, pace} = settings;
	const intake = createIntake(settings);
	const {waiting, came, end} = intake;
	const room = createSignal();
	const over = new AbortController();

	/** The text of what waits, as much as fits into one write. */
	function nextText(): string {
		const texts: string[] = [];
		let size = 0;
		while (size < mostCharactersAtOnce && texts.length < mostAtOnce && !isFull()) {
			const item = waiting.take();
			if (item === undefined) break;
			const text = 'text' in item ? heard(item) : dropped(item);
			texts.push(text);
			size += text.length;
		}
		if (waiting.length() < fewWaiting) room.call();
		return texts.join('');
	}

	async function printAll(): Promise<void> {
		const timer = setInterval(came.call, passEveryMs);
		try {
			while (!isFull()) {
				if (source.isRecorded !== true) intake.pass(source.now());
				const isEnding = intake.isEnding();
				const text = nextText();
				const isDrained = waiting.length() === 0;
				const rest = isDrained ? passed(isEnding ? Number.POSITIVE_INFINITY : source.now()) : '';
				if ((text !== '' || rest !== '') && !(await write(text + rest))) return;
				if (isDrained && isEnding) return;
				if (waiting.length() === 0 && !intake.isEnding()) {
					await came.wait();
					if (!intake.isEnding()) await pause(gatherMs);
				}
				// What has come meanwhile is read before more is made of what waits.
				await turn();
			}
		} finally {
			clearInterval(timer);
		}
	}

	return {
		async run() {
			let failure: {readonly error: unknown} | undefined;
			void source
				.start(message => intake.deliver(message))
				.then(
					() => {
						if (source.isRecorded !== true) intake.begin(source.now());
					},
					(error: unknown) => {
						failure = {error};
						end();
					},
				);
			await printAll();
			end();
			room.call();
			over.abort();
			if (failure !== undefined) throw failure.error;
		},
		end,
		before(at) {
			if (intake.isEnding()) return undefined;
			return waiting.length() < fewWaiting ? pace?.(at, over.signal) : room.wait();
		},
	};
}
