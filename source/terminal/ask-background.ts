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
	/** Resolves when all has come that was asked for, or when nobody waits for it any more. */
	readonly settled: () => Promise<void>;
};

type Asked = {
	readonly background: PromiseWithResolvers<Background | undefined>;
	/** The answer that every terminal gives has come too, or is not waited for any more. */
	readonly over: PromiseWithResolvers<void>;
};

export function createBackgroundQuestion(send: (sequence: string) => void): BackgroundQuestion {
	let asked: Asked | undefined;
	let latest: NodeJS.Timeout | undefined;

	function end({background, over}: Asked): void {
		background.resolve(undefined);
		over.resolve();
		asked = undefined;
	}

	function expectNoMore(): void {
		clearTimeout(latest);
		latest = undefined;
	}

	return {
		ask() {
			if (asked !== undefined) return asked.background.promise;
			const now: Asked = {background: Promise.withResolvers(), over: Promise.withResolvers()};
			asked = now;
			send(backgroundQuestion);
			const giveUp = (): void => {
				if (asked === now) end(now);
			};
			// What has come by then is read first, also when this process was too busy to read it.
			setTimeout(() => setImmediate(giveUp), answerMs);
			expectNoMore();
			latest = setTimeout(expectNoMore, latestMs);
			latest.unref();
			return now.background.promise;
		},
		report(sequence) {
			const told = backgroundIn(sequence);
			if (told === undefined) return;
			if (told !== 'none') {
				asked?.background.resolve(told);
				return;
			}
			expectNoMore();
			if (asked !== undefined) end(asked);
		},
		isExpected: () => latest !== undefined,
		settled: () => asked?.over.promise ?? Promise.resolve(),
	};
}
