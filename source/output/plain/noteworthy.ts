// When a number is worth a line: who listens does not want to hear every small change.

const leastFactor = 2;

/** Whether a number has changed so much that it is to be told again: twice or half of it, and by at least so many. */
export function isNoteworthy(before: number, now: number, leastDifference = 5): boolean {
	const [smaller, larger] = before < now ? [before, now] : [now, before];
	return larger - smaller >= leastDifference && larger >= smaller * leastFactor;
}
