// How one server answers one kind of request.
import type {SimulatedServer} from './simulated-server.ts';
import {nextServerInfo, type World} from './world.ts';

/** What a server answers, or undefined when it stays silent. */
export type Reply = (world: World, server: SimulatedServer, options: Options) => unknown;

/** The JSON object in the body of a request; empty for a body that holds none. */
export type Options = Readonly<Record<string, unknown>>;

export function optionsIn(body: string): Options {
	try {
		const options: unknown = JSON.parse(body);
		return typeof options === 'object' && options !== null && !Array.isArray(options)
			? Object.fromEntries(Object.entries(options))
			: {};
	} catch {
		return {};
	}
}

/** An answer in the envelope that all but IDZ have. */
export function envelope(world: World, server: SimulatedServer, data: unknown): unknown {
	return {server: nextServerInfo(world, server), data};
}
