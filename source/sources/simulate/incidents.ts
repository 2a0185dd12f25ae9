// Carries out the incidents of a scenario.
import type {SimulatedClient} from './simulated-server.ts';
import {growApplication, shrinkApplication} from './client-growth.ts';
import {endConnection, planReturn} from './client-lifecycle.ts';
import {changeTraffic} from './traffic-growth.ts';
import {beginLeak} from './subscription-leak.ts';
import {cutRoutes, mendRoutes} from './partitions.ts';
import {crashServer, drainServer, elect, shutServerDown, startServer} from './server-lifecycle.ts';
import type {Random} from './randomness.ts';
import type {IncidentAction} from './incident.ts';
import {placesIn} from './places.ts';
import type {Scenario} from './scenarios/scenario.ts';
import {plan, type World} from './world.ts';

/** Plans one round after the other, for ever. */
export function planRounds(world: World, scenario: Scenario, random: Random, round = 0): void {
	const {cast} = world;
	const incidents = scenario.incidents(placesIn(cast), round, cast, random.fork(`round ${round}`));
	for (const {atMs, action} of incidents) {
		plan(world, atMs, () => perform(world, action));
	}

	plan(world, scenario.roundMs, () => planRounds(world, scenario, random, round + 1));
}

function perform(world: World, action: IncidentAction): void {
	switch (action.kind) {
		case 'refuse':
			world.refused.add(action.application);
			replaceClients(world, action.application, action.withinMs);
			return;
		case 'admit':
			world.refused.delete(action.application);
			return;
		case 'loop':
			world.loops.set(action.application, action);
			for (const client of clientsOf(world, action.application).slice(0, action.clients)) {
				endConnection(world, client, action.reason ?? 'Client Closed');
			}

			return;
		case 'calm':
			world.loops.delete(action.application);
			return;
		case 'crash':
			crashServer(world, action.server);
			return;
		case 'shut down':
			shutServerDown(world, action.server);
			return;
		case 'lame duck':
			drainServer(world, action.server, action.drainMs);
			return;
		case 'start':
			startServer(world, action.server, action.version);
			return;
		case 'lose': {
			const connected = clientsOf(world, action.application).filter(({connection}) => connection !== undefined);
			if (connected.length > 0) {
				endConnection(world, world.random.pick(connected), action.reason);
			}

			return;
		}

		case 'deploy': {
			const {application, version, withinMs, clients = Number.POSITIVE_INFINITY} = action;
			world.deployed.set(application, {version, clients});
			replaceClients(world, application, withinMs, clients);
			return;
		}

		case 'grow':
			growApplication(world, action.application, action.clients, action.withinMs);
			return;
		case 'shrink':
			shrinkApplication(world, action.application, action.withinMs);
			return;
		case 'limit':
			world.limits.set(action.account, action.connections);
			return;
		case 'lose meta leader':
			world.metaLeader = '';
			world.electionsFail = true;
			return;
		case 'elect meta leader':
			world.electionsFail = false;
			elect(world);
			return;
		case 'cut':
			cutRoutes(world, action.server, action.from);
			return;
		case 'mend':
			mendRoutes(world, action.server, action.from);
			return;
		case 'credentials':
			world.loginsUntil.set(action.application, world.startAt + world.now + action.validForMs);
			replaceClients(world, action.application, action.withinMs);
			return;
		case 'leak':
			beginLeak(world, action.application, action.perSecond);
			return;
		case 'stop leak':
			world.leaking.delete(action.application);
			replaceClients(world, action.application, action.withinMs);
			return;
		case 'traffic':
			changeTraffic(world, action.times, action.overMs);
	}
}

const clientsOf = (world: World, application: string): SimulatedClient[] =>
	world.clients.filter(client => client.application.name === application);

/** Disconnects the clients of an application one after the other; they connect again at once. */
function replaceClients(
	world: World,
	application: string,
	withinMs: number,
	many: number = Number.POSITIVE_INFINITY,
): void {
	for (const client of clientsOf(world, application).slice(0, many)) {
		plan(world, world.random.between(0, withinMs), () => {
			endConnection(world, client, 'Client Closed');
			if (client.connection === undefined) {
				planReturn(world, client, world.random.between(150, 700));
			}
		});
	}
}
