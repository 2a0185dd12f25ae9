// How many servers each server counts, itself included: `active_servers` of STATSZ.
import type {SimulatedServer} from './simulated-server.ts';
import type {World} from './world.ts';

/** A server counts others for this long after their last message, and looks this often. */
const silenceMs = 150_000;
const checkEveryMs = 90_000;

/** When a server notices, in one of its checks, that it has not heard another one since a moment. */
function noticedAt({checkPhaseMs}: SimulatedServer, lastHeardAt: number): number {
	const checks = Math.ceil((lastHeardAt + silenceMs - checkPhaseMs) / checkEveryMs);
	return checkPhaseMs + checks * checkEveryMs;
}

/** All that are up and heard, itself included, and those whose silence it has not noticed yet. */
export function activeServers(world: World, server: SimulatedServer): number {
	let count = world.up;
	for (const {lastHeardAt} of world.missed) {
		if (server.startedAt < lastHeardAt && world.now < noticedAt(server, lastHeardAt)) {
			count++;
		}
	}

	for (const {listener, lastHeardAt} of world.deaf) {
		if (listener === server.id && world.now >= noticedAt(server, lastHeardAt)) {
			count--;
		}
	}

	return count;
}
