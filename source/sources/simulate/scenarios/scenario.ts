// A story that a simulated system plays: what goes wrong, why, and how it ends. Data, and functions that give data.
import type {Cast} from '../cast.ts';
import type {Incident} from '../incident.ts';
import type {Random} from '../randomness.ts';

export type Scenario = {
	/** For `--demo NAME`. */
	readonly name: string;
	/** One sentence of at most 110 characters for the list of them. */
	readonly story: string;
	/** After this it is played once more. */
	readonly roundMs: number;
	/** What happens in a round, counted from 0. */
	readonly incidents: (places: Places, round: number, cast: Cast, random: Random) => readonly Incident[];
	/** What is different from the start in the system it is played in. */
	readonly prepare?: (cast: Cast) => Cast;
};

/** Three servers of each of two clusters, by which scenarios call them; the first of east is the one we are connected to. */
export type Places = {
	readonly east: readonly [string, string, string];
	readonly west: readonly [string, string, string];
};
