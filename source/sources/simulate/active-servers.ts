// How many servers each server counts, itself included: `active_servers` of STATSZ.
import type {SimulatedServer} from './simulated-server.ts';
import type {World} from './world.ts';

/** A server counts others for this long after their last message, and looks this often. */
const silenceMs = 150_000;
const checkEveryMs = 90_000;

/** All that are up, itself included, and those that crashed and whose silence it has not noticed yet. */
export function activeServers(world: World, server: SimulatedServer): number {
	let count = world.up;
	for (const {lastHeardAt} of world.missed) {
		const checks = Math.ceil((lastHeardAt + silenceMs - server.checkPhaseMs) / checkEveryMs);
		const noticedAt = server.checkPhaseMs + checks * checkEveryMs;
		if (server.startedAt < lastHeardAt && world.now < noticedAt) {
			count++;
		}
	}

	return count;
}
