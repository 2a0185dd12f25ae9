// Whether time that passes by a server's clock can be vouched for. Rates are measured by it, as messages may wait on the
// way; but a clock may be set while we look. Both show as a difference to the time that passed here: what waited comes
// too late and what follows catches up, never further than before; a clock that was set forward is further than ever.
import {spanMs} from '../format/time.ts';

export type ServerClock = {
	/** The server's clock at sending the newest message that was looked at. */
	sentAt: number;
	/** Our clock at its arrival. */
	at: number;
	/** The sender's number of it. */
	sequence: number;
	/** The server's clock against ours when nothing waited on the way, milliseconds. */
	offsetMs: number;
	/** Grows whenever the time from here to before cannot be vouched for: only times of one number can be compared. */
	run: number;
	/** How often it was certainly set. */
	timesSet: number;
};

/** When a server told something, by its own clock, and the run of that clock; without the time no rate can be measured. */
export type ServerMoment = {readonly serverTime: number | undefined; readonly run: number};

/** Samples closer than this give rates that jump, milliseconds; CPU changes once a second at most. */
export const shortestSampleMs = 900;

/** The time between two samples of a server; undefined where it cannot be vouched for. */
export function sampleMs(before: ServerMoment | undefined, after: ServerMoment): number | undefined {
	return before?.run === after.run ? spanMs(before.serverTime, after.serverTime) : undefined;
}

/** Messages may be later than others by this much. */
const toleranceMs = 1500;
/** Or by this part of the time between them: a rate would be wrong by no more, if the clock was set after all. */
const toleratedPart = 0.5;
/** Over less time nothing can be said. */
const shortestMs = 900;

export function createServerClock(): ServerClock {
	return {sentAt: 0, at: 0, sequence: 0, offsetMs: 0, run: 0, timesSet: 0};
}

export function copyOfServerClock({sentAt, at, sequence, offsetMs, run, timesSet}: ServerClock): ServerClock {
	return {sentAt, at, sequence, offsetMs, run, timesSet};
}

/**
 * Looks at the clock of a message: `sentAt` by the server's, `at` by ours. `sequence` is the sender's number for it, to
 * leave out what was overtaken.
 */
export function lookAtClock(clock: ServerClock, sentAt: number, at: number, sequence: number): void {
	if (sequence > 0 && sequence < clock.sequence) return;
	if (clock.at === 0) {
		begin(clock, sentAt, at, sequence);
		return;
	}
	const offsetMs = sentAt - at;
	const passedHereMs = at - clock.at;
	const passedThereMs = sentAt - clock.sentAt;
	const differenceMs = passedThereMs - passedHereMs;
	const tolerated = Math.max(toleranceMs, toleratedPart * Math.min(passedThereMs, passedHereMs));
	if (Math.abs(differenceMs) <= tolerated) {
		// What passed is the same on both clocks: that it waited is over, or it was set back before.
		const isSteady = passedHereMs >= shortestMs && Math.abs(differenceMs) <= toleranceMs;
		if (isSteady && clock.offsetMs - offsetMs > toleranceMs) wasSet(clock, offsetMs);
		else clock.offsetMs = Math.max(clock.offsetMs, offsetMs);
	} else if (differenceMs < 0) {
		clock.run++;
		// What waits is not overtaken by what was sent before it.
		if (passedThereMs < 0) wasSet(clock, offsetMs);
	} else if (offsetMs > clock.offsetMs + toleranceMs) {
		clock.run++;
		wasSet(clock, offsetMs);
	}
	clock.sentAt = sentAt;
	clock.at = at;
	clock.sequence = sequence;
}

/** How long its newest message waited on the way, by what its clock was ahead of ours when nothing waited; milliseconds. */
export function waitedMs({offsetMs, sentAt, at}: ServerClock): number {
	return Math.max(0, offsetMs - (sentAt - at));
}

function begin(clock: ServerClock, sentAt: number, at: number, sequence: number): void {
	clock.sentAt = sentAt;
	clock.at = at;
	clock.sequence = sequence;
	clock.offsetMs = sentAt - at;
}

function wasSet(clock: ServerClock, offsetMs: number): void {
	clock.offsetMs = offsetMs;
	clock.timesSet++;
}
