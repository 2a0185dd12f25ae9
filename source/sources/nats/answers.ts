import {answerPrefix} from '../../wire/message.ts';

/** Answers that come later than this after their question belong to nothing any more. */
export const answersWithinMs = 10_000;

/** More questions at once than this push out the oldest. */
export const openQuestions = 4096;

/** The questions under way, by the token at the end of their inbox. */
export type Answers = {
	/** Remembers a question; the result is its token. */
	open(subject: string, at: number): string;
	/** The subject under which an answer is delivered; undefined when its question is unknown or too long ago. */
	subjectOf(token: string, at: number): string | undefined;
	/** Questions remembered at the moment. */
	readonly size: number;
};

export function createAnswers(): Answers {
	// In the order of their questions, so the oldest are first.
	const open = new Map<string, {readonly subject: string; readonly at: number}>();
	let count = 0;
	return {
		open(subject, at) {
			for (const [token, question] of open) {
				if (open.size < openQuestions && at - question.at <= answersWithinMs) break;
				open.delete(token);
			}
			count += 1;
			const token = count.toString(36);
			open.set(token, {subject, at});
			return token;
		},
		subjectOf(token, at) {
			const question = open.get(token);
			if (!question || at - question.at > answersWithinMs) return undefined;
			return `${answerPrefix}${token}.${question.subject}`;
		},
		get size() {
			return open.size;
		},
	};
}
