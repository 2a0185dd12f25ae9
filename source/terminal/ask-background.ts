// Asks the terminal for its background and waits for the answer for a moment.
import {answerMs, type Background, backgroundIn, backgroundQuestion} from './background.ts';

/** An answer that comes even later is no longer told from keys when it comes in pieces. */
const latestMs = 2000;

export type BackgroundQuestion = {
	/** Sends the question; resolves to the background when the terminal tells it in time. */
	readonly ask: () => Promise<Background | undefined>;
	/** Takes what the terminal answers, to this question or to none. */
	readonly report: (sequence: string) => void;
	/** An answer may still come. */
	readonly isExpected: () => boolean;
	/** Resolves when all has come that was asked for, or two seconds after the question. */
	readonly settled: () => Promise<void>;
};

type Expected = {readonly over: PromiseWithResolvers<void>; readonly latest: NodeJS.Timeout};

export function createBackgroundQuestion(send: (sequence: string) => void): BackgroundQuestion {
	let asked: PromiseWithResolvers<Background | undefined> | undefined;
	/** Until the answer that every terminal gives has come too. */
	let expected: Expected | undefined;

	function giveUp(): void {
		asked?.resolve(undefined);
		asked = undefined;
	}

	function expectNoMore(): void {
		clearTimeout(expected?.latest);
		expected?.over.resolve();
		expected = undefined;
	}

	return {
		ask() {
			if (asked !== undefined) return asked.promise;
			const now = Promise.withResolvers<Background | undefined>();
			asked = now;
			send(backgroundQuestion);
			// What has come by then is read first, also when this process was too busy to read it.
			setTimeout(() => setImmediate(() => asked === now && giveUp()), answerMs);
			expectNoMore();
			expected = {over: Promise.withResolvers(), latest: setTimeout(expectNoMore, latestMs)};
			return now.promise;
		},
		report(sequence) {
			const told = backgroundIn(sequence);
			if (told === undefined) return;
			if (told !== 'none') {
				asked?.resolve(told);
				return;
			}
			giveUp();
			expectNoMore();
		},
		isExpected: () => expected !== undefined,
		settled: () => expected?.over.promise ?? Promise.resolve(),
	};
}
