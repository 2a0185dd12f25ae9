// Makes the incidents of a timeline happen.
import type {SimulatedClient} from './simulated-server.ts';
import {endConnection, planReturn} from './client-lifecycle.ts';
import {crashServer, drainServer, shutServerDown, startServer} from './server-lifecycle.ts';
import type {Random} from './randomness.ts';
import {type Happening, roundMs, timelineOf} from './timeline.ts';
import {plan, type World} from './world.ts';

/** Plans one round after the other, for ever. */
export function planRounds(world: World, random: Random, round = 0): void {
	for (const {atMs, what} of timelineOf(world.cast, round, random.fork(`round ${round}`))) {
		plan(world, atMs, () => happen(world, what));
	}

	plan(world, roundMs, () => planRounds(world, random, round + 1));
}

function happen(world: World, what: Happening): void {
	switch (what.kind) {
		case 'refuse':
			world.refused.add(what.application);
			replaceClients(world, what.application, what.withinMs);
			return;
		case 'admit':
			world.refused.delete(what.application);
			return;
		case 'loop':
			world.loops.set(what.application, what);
			for (const client of clientsOf(world, what.application).slice(0, what.clients)) {
				endConnection(world, client, 'Client Closed');
			}

			return;
		case 'calm':
			world.loops.delete(what.application);
			return;
		case 'crash':
			crashServer(world, what.server);
			return;
		case 'shut down':
			shutServerDown(world, what.server);
			return;
		case 'lame duck':
			drainServer(world, what.server);
			return;
		case 'start':
			startServer(world, what.server);
			return;
		case 'lose': {
			const connected = clientsOf(world, what.application).filter(({connection}) => connection !== undefined);
			if (connected.length > 0) {
				endConnection(world, world.random.pick(connected), what.reason);
			}

			return;
		}

		case 'deploy':
			world.deployed.set(what.application, what.version);
			replaceClients(world, what.application, what.withinMs);
	}
}

const clientsOf = (world: World, application: string): SimulatedClient[] =>
	world.clients.filter(client => client.application.name === application);

/** Puts the clients of an application out one after the other; they come back at once. */
function replaceClients(world: World, application: string, withinMs: number): void {
	for (const client of clientsOf(world, application)) {
		plan(world, world.random.between(0, withinMs), () => {
			endConnection(world, client, 'Client Closed');
			if (client.connection === undefined) {
				planReturn(world, client, world.random.between(150, 700));
			}
		});
	}
}
