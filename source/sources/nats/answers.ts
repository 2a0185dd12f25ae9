import {answerPrefix} from '../../wire/message.ts';

/** Answers that arrive later than this after their request are dropped. */
export const answersWithinMs = 10_000;

/** At most this many requests are remembered; the oldest are dropped first. */
export const openRequests = 4096;

/** Undefined for an answer that was too large to be read. */
export type TakeAnswer = (text: string | undefined) => void;

type OpenRequest = {readonly subject: string; readonly at: number; first: TakeAnswer | undefined};

/** The requests under way, by the token at the end of their inbox. */
export type Answers = {
	/** Remembers a request, and a callback for its first answer; the result is its token. */
	open(subject: string, at: number, first?: TakeAnswer): string;
	/** The subject under which an answer is delivered; undefined when its request is unknown or too long ago. */
	subjectOf(token: string, at: number): string | undefined;
	/** The callback for the first answer to a request; undefined from the second answer on. */
	awaiting(token: string): TakeAnswer | undefined;
	/** Requests remembered at the moment. */
	readonly size: number;
};

/** Answers are taken for `withinMs` after their request. */
export function createAnswers(withinMs = answersWithinMs): Answers {
	// In the order of the requests, so the oldest are first.
	const open = new Map<string, OpenRequest>();
	let count = 0;
	return {
		open(subject, at, first) {
			for (const [token, request] of open) {
				if (open.size < openRequests && at - request.at <= withinMs) break;
				open.delete(token);
			}
			count += 1;
			const token = count.toString(36);
			open.set(token, {subject, at, first});
			return token;
		},
		subjectOf(token, at) {
			const request = open.get(token);
			if (!request || at - request.at > withinMs) return undefined;
			return `${answerPrefix}${token}.${request.subject}`;
		},
		awaiting(token) {
			const request = open.get(token);
			const first = request?.first;
			if (request) request.first = undefined;
			return first;
		},
		get size() {
			return open.size;
		},
	};
}
