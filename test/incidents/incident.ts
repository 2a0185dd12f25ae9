// An incident that is made to happen on real servers, and what the program must say of it.
import type {NatsServer} from '../helpers/nats-server.ts';

/** What must appear among the problems, and with which names in it. */
export type Expected = {
	/** The rules of which one must speak. */
	readonly rules: readonly string[];
	/** All of these must stand in the problem's words, who it is about included. */
	readonly names: readonly (string | RegExp)[];
	/** How long after `Stage.knowable` it may take until the wire tells enough, and why. */
	readonly toldAfter?: {readonly ms: number; readonly because: string};
	/** It must be over so soon after `Stage.ended`; absent where it lasts beyond the incident. */
	readonly endsWithinMs?: number;
};

/** What an incident has at hand while it happens. */
export type Stage = {
	/** Waits by the clock. */
	readonly wait: (ms: number) => Promise<void>;
	/** From this moment on it has happened, for all that is not told later; the last call counts. */
	readonly knowable: () => void;
	/** From this moment on it is over. */
	readonly ended: () => void;
};

/** Servers and clients that are there before it happens. */
export type Scene = {
	/** The server, or what stands before it, that the program connects to, as user `sys` of the system account. */
	readonly watched: Pick<NatsServer, 'url'>;
	/** What is on the screen; the first screen when absent. */
	readonly view?: string;
	/** Options of the command line by which it logs in; as user `sys` when absent. */
	readonly login?: readonly string[];
	/** Makes it happen. */
	readonly happen: (stage: Stage) => Promise<void>;
	/** Ends what is neither a server nor a client of `connectAs`. */
	readonly stop?: () => Promise<void>;
};

export type Incident = {
	readonly name: string;
	/** One sentence: what is done. */
	readonly story: string;
	readonly expected: readonly Expected[];
	/** It takes many minutes: it happens when it is asked for by its name, and not in a row with all others. */
	readonly isLong?: true;
	/** Rules that may speak besides, as they tell a true consequence. */
	readonly alsoTrue: readonly string[];
	readonly prepare: () => Promise<Scene>;
};

export function defineIncident(incident: Incident): Incident {
	return incident;
}
