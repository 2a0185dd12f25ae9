// How a recording is replayed.
import {momentOf} from './moment.ts';
import {speedOf} from './speed.ts';
import {usage} from './usage.ts';

export type ReplayOption = {
	readonly kind: 'replay';
	readonly file: string;
	/** The moment it is shown from, or at; epoch milliseconds. */
	readonly at?: number;
	/** Seconds of it per second; infinite for its end at once. Without one a screen shows it as it came, all else at once. */
	readonly speed?: number;
	/** It begins again after its end. */
	readonly loops: boolean;
};

/** What the command line says of it. */
type ReplayFlags = {
	readonly at?: string | undefined;
	readonly speed?: string | undefined;
	readonly loop?: boolean | undefined;
	readonly demo?: string | undefined;
	readonly record?: string | undefined;
};

/** Refuses what is for recordings only. @throws CannotStart */
export function requireReplay({at, speed, loop}: ReplayFlags): void {
	const name = at !== undefined ? '--at' : speed !== undefined ? '--speed' : loop ? '--loop' : undefined;
	if (name === undefined) return;
	const hint = name === '--speed' ? 'add --replay or --demo' : 'add --replay';
	throw usage(name, 'it is for a recording', hint);
}

/** @throws CannotStart */
export function replayOption(file: string, given: ReplayFlags): ReplayOption {
	if (given.demo !== undefined) throw usage('--demo', 'a recording is replayed', 'drop --demo or --replay');
	if (given.record !== undefined) throw usage('--record', 'a replay is recorded already', 'drop --record or --replay');
	const replay = {
		kind: 'replay',
		file,
		...(given.speed !== undefined && {speed: speedOf(given.speed)}),
		loops: given.loop === true,
	} as const;
	if (given.at === undefined) return replay;
	return {...replay, at: momentOf('--at', given.at)};
}
