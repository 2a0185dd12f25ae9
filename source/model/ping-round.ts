// One PING to all servers and the answers to it. There is no end marker: a round is complete when every server that
// should answer has, or when no answer came for a while.

export type PingRound = {
	readonly askedAt: number;
	readonly answered: Set<string>;
	/** Servers that owe an answer to rounds before, and to how many: what comes of them first may be that answer. */
	readonly owing: ReadonlyMap<string, number>;
	/** Undefined until there is an answer. */
	firstAnswerAt: number | undefined;
	lastAnswerAt: number;
	/** The most servers any answer says there are. */
	expected: number;
	complete: boolean;
};

/** No further answer for this long ends a round that has at least one; over a slow way, as long as the first one took. */
export const stallMs = 300;
/** A round without any answer ends after this. */
export const hardDeadlineMs = 2000;

export function createPingRound(askedAt: number, owing: ReadonlyMap<string, number> = new Map()): PingRound {
	return {
		askedAt,
		answered: new Set(),
		owing,
		firstAnswerAt: undefined,
		lastAnswerAt: askedAt,
		expected: 0,
		complete: false,
	};
}

export function copyOfPingRound(round: PingRound): PingRound {
	const {askedAt, answered, owing, firstAnswerAt, lastAnswerAt, expected, complete} = round;
	return {askedAt, answered: new Set(answered), owing, firstAnswerAt, lastAnswerAt, expected, complete};
}

/** When the round is over unless something more comes; undefined when it is over already. */
export function endsAt(round: PingRound): number | undefined {
	if (round.complete) return undefined;
	const {askedAt, firstAnswerAt, lastAnswerAt} = round;
	if (firstAnswerAt === undefined) return askedAt + hardDeadlineMs;
	return lastAnswerAt + Math.max(stallMs, firstAnswerAt - askedAt);
}

/** Whether the round is over at `now`: all servers that there should be have answered, or nobody does any more. */
export function isOver(round: PingRound, now: number): boolean {
	const isEverybody = round.answered.size > 0 && round.answered.size >= round.expected;
	return isEverybody || now >= (endsAt(round) ?? 0);
}
