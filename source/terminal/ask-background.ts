// Asks the terminal for its background and waits for the answer for a moment.
import {answerMs, type Background, backgroundIn, backgroundQuestion} from './background.ts';

/** An answer that comes even later is no longer told from keys when it comes in pieces. */
const latestMs = 2000;

export type BackgroundQuestion = {
	/** Sends the question; resolves to the background when the terminal tells it in time. Asked once, answered to all. */
	readonly ask: () => Promise<Background | undefined>;
	/** Takes what the terminal answers, to this question or to none. */
	readonly report: (sequence: string) => void;
	/** An answer may still come. */
	readonly isExpected: () => boolean;
	/** Resolves when nobody waits for an answer. */
	readonly settled: () => Promise<unknown>;
};

export function createBackgroundQuestion(send: (sequence: string) => void): BackgroundQuestion {
	const {promise, resolve} = Promise.withResolvers<Background | undefined>();
	let isAsked = false;
	let isExpected = false;
	return {
		ask() {
			if (isAsked) return promise;
			isAsked = true;
			isExpected = true;
			send(backgroundQuestion);
			// What has come by then is read first, also when this process was too busy to read it.
			setTimeout(() => setImmediate(resolve, undefined), answerMs);
			setTimeout(() => {
				isExpected = false;
			}, latestMs).unref();
			return promise;
		},
		report(sequence) {
			const told = backgroundIn(sequence);
			if (told === undefined) return;
			if (told === 'none') isExpected = false;
			resolve(told === 'none' ? undefined : told);
		},
		isExpected: () => isExpected,
		settled: () => (isAsked ? promise : Promise.resolve()),
	};
}
