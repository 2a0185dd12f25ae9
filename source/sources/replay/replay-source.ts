// A recording as a source: delivers its messages one after the other, as fast as they are taken, and ends. Requests are
// not sent anywhere: those of the recording are in it, with their answers.
import {setImmediate as turn} from 'node:timers/promises';
import type {RecordingRead} from '../../files/recording-reader.ts';
import {type LinkReport, linkSubject} from '../../wire/message.ts';
import type {Deliver, Source} from '../source.ts';

export type ReplaySourceOptions = {
	readonly label: string;
	readonly recording: RecordingRead;
	/** A clock that only runs forward, in milliseconds. */
	readonly monotonic: () => number;
	/** Nothing later than this is delivered, epoch milliseconds. */
	readonly until?: number | undefined;
	/** It has begun when all until this moment is delivered, epoch milliseconds. */
	readonly from?: number | undefined;
	/** Called before a message of this time is delivered, which waits until it resolves. */
	readonly before?: ((at: number) => Promise<void> | undefined) | undefined;
};

/** So long messages are delivered before others have their turn. */
const sliceMs = 10;

export function replaySource({
	label,
	recording,
	monotonic,
	until = Number.POSITIVE_INFINITY,
	from = 0,
	before,
}: ReplaySourceOptions): Source {
	/** Of the last message; a header may be younger than all of them. */
	let now = 0;
	let isStopped = false;
	let isOver = Promise.resolve();

	/** Delivers all of it; `isBegun` is called after the first messages. */
	async function deliverAll(deliver: Deliver, isBegun: () => void): Promise<void> {
		const report = (told: LinkReport): void => {
			deliver({at: now, subject: linkSubject, text: JSON.stringify(told)});
		};
		let began = monotonic();
		for await (const message of recording.messages()) {
			if (isStopped) return;
			if (message.at > until) {
				// There is more of it: the moment lies in it.
				now = Math.max(now, until);
				break;
			}
			const wait = before?.(message.at);
			if (wait !== undefined) {
				// What it waits for may be up to whoever has started this.
				if (message.at >= from) isBegun();
				await wait;
				if (isStopped) return;
				began = monotonic();
			}
			// The clock of whoever made it may have been set back.
			now = Math.max(now, message.at);
			deliver(message);
			if (monotonic() - began < sliceMs) continue;
			if (now >= from) isBegun();
			await turn();
			began = monotonic();
		}
		for (const text of recording.faults()) report({state: 'note', text: `recording: ${text}`});
		report({state: 'ended'});
	}

	return {
		label,
		isRecorded: true,
		start(deliver) {
			return new Promise((resolve, reject) => {
				isOver = deliverAll(deliver, resolve).then(resolve, reject);
			});
		},
		ask() {},
		now: () => now,
		async stop() {
			isStopped = true;
			await isOver;
		},
	};
}
