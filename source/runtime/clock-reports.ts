// Reports jumps of the clock and time in which this program stood still: as messages, so that a replay has them too.
import {clockSubject, type ClockReport, type Message} from '../wire/message.ts';

export type ClockReports = {
	/** The reports due at `now`, before anything else at that time; called at every message and every second. */
	readonly at: (now: number) => readonly Message[];
};

/** This program looks at its clock every second, or has stood still. */
const stoodStillMs = 3000;
/** Smaller corrections are not reported. */
const tellFromMs = 1000;

const none: readonly Message[] = [];

function messageOf(at: number, report: ClockReport): Message {
	return {at, subject: clockSubject, text: JSON.stringify(report)};
}

/** `setBackMs` tells by how much the machine's clock is behind. */
export function createClockReports(setBackMs: () => number): ClockReports {
	let lookedAt: number | undefined;
	let toldMs = 0;
	let second = 0;
	return {
		at(now) {
			const from = lookedAt ?? now;
			lookedAt = Math.max(from, now);
			const missed = now - from > stoodStillMs;
			// This runs for every message, so the machine's clock is read only once a second.
			if (!missed && Math.floor(now / 1000) === second) return none;
			second = Math.floor(now / 1000);
			const reports: Message[] = [];
			if (missed) reports.push(messageOf(now, {state: 'missed', from, to: now}));
			const byMs = setBackMs();
			if (Math.abs(byMs - toldMs) >= tellFromMs || (byMs === 0 && toldMs !== 0)) {
				toldMs = byMs;
				reports.push(messageOf(now, {state: 'set back', byMs}));
			}
			return reports;
		},
	};
}
