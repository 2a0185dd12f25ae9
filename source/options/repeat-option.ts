// How often something is printed, and how long is listened before.
import {durationMs} from '../connection/settings/duration.ts';
import {usage, wholeNumber} from './usage.ts';

export type RepeatOption = {
	/** How long is listened before anything is printed; not at all without. */
	readonly forMs?: number;
	/** The time between, and how often it is printed, where that is said; once without both. */
	readonly repeat?: {readonly count?: number; readonly everyMs: number};
};

/** What the command line says of it. */
export type RepeatFlags = {
	readonly for?: string | undefined;
	readonly count?: string | undefined;
	readonly every?: string | undefined;
	readonly replay?: string | undefined;
	readonly events?: string | undefined;
	readonly check?: string | undefined;
};

const usualEveryMs = 5000;
const mostCount = 1_000_000_000;
const leastMs = 100;
/** A day. */
const mostMs = 86_400_000;

/** @throws CannotStart */
function durationOption(flag: string, text: string): number {
	const ms = durationMs(text);
	if (ms !== undefined && ms >= leastMs && ms <= mostMs) return ms;
	throw usage(flag, `${JSON.stringify(text.slice(0, 40))} is no time from 100ms to 24h`, 'write 5s, 1m or 500ms');
}

/** @throws CannotStart */
export function repeatOption({for: listen, count, every, replay, events, check}: RepeatFlags): RepeatOption {
	if (events !== undefined) {
		const name = count === undefined ? 'every' : 'count';
		if ((count ?? every) !== undefined) throw usage(`--${name}`, 'events come by themselves', 'write --limit or --for');
	}
	if (replay !== undefined && check !== undefined && listen !== undefined) {
		throw usage('--for', 'a recording is judged at one moment of it', 'drop --for; --at says which moment');
	}
	return {
		...(listen !== undefined && {forMs: durationOption('--for', listen)}),
		...((count ?? every) !== undefined && {
			repeat: {
				...(count !== undefined && {count: wholeNumber('--count', count, 1, mostCount)}),
				everyMs: every === undefined ? usualEveryMs : durationOption('--every', every),
			},
		}),
	};
}
