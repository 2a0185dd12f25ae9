// What comes out of the core when something goes in: data, for whoever drives it to act on.
import type {Request} from '../requests/request.ts';
import type {Effect} from '../ui/action.ts';

/** What only the outside can do. The text of a file and the list of contexts come back as inputs. */
export type OutsideEffect =
	| Exclude<
			Effect,
			{
				readonly kind:
					| 'ask now'
					| 'mark'
					| 'freeze'
					| 'thaw'
					| 'step'
					| 'to problem'
					| 'to time'
					| 'play or pause'
					| 'to now'
					| 'begin command'
					| 'confirm command';
			}
	  >
	| {readonly kind: 'read file'; readonly path: string};

/**
 * How much what is on the screen has changed:
 * - `time`: a second has passed;
 * - `event`: somebody came, went or was refused; or an answer came that somebody waits for;
 * - `notice`: something that stands among the newest events;
 * - `turn`: what a person has just done, or waited for: to be shown at once.
 */
export type News = 'none' | 'time' | 'event' | 'notice' | 'turn';

export type Outcome = {
	/** To be sent, in this order. What was sent comes back as a message, and so do its answers. */
	readonly requests: readonly Request[];
	readonly effects: readonly OutsideEffect[];
	readonly news: News;
};

const ranks: Readonly<Record<News, number>> = {none: 0, time: 1, event: 2, notice: 3, turn: 4};

/** Most messages change nothing that has to be acted on; this is the one object for all of them. */
export const nothing: Outcome = {requests: [], effects: [], news: 'none'};

const onlyNews: Readonly<Record<News, Outcome>> = {
	none: nothing,
	time: {...nothing, news: 'time'},
	event: {...nothing, news: 'event'},
	notice: {...nothing, news: 'notice'},
	turn: {...nothing, news: 'turn'},
};

export function newsOnly(news: News): Outcome {
	return onlyNews[news];
}

export function requesting(requests: readonly Request[]): Outcome {
	return requests.length === 0 ? nothing : {...nothing, requests};
}

/** Both, the first one first. */
export function both(first: Outcome, second: Outcome): Outcome {
	if (first === nothing) return second;
	if (second === nothing) return first;
	return {
		requests: [...first.requests, ...second.requests],
		effects: [...first.effects, ...second.effects],
		news: ranks[first.news] >= ranks[second.news] ? first.news : second.news,
	};
}
