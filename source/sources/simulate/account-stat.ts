// What an account does on one server, as CONNS and STATZ tell it.
import {countedAt, floored, noVolume, type Traffic, type Volume} from './flow.ts';
import {gatewayedShare, routedShare} from './links.ts';
import {accountStat, type Carried} from './payloads.ts';
import type {AccountHere, SimulatedServer} from './simulated-server.ts';
import {accountSubscriptions} from './statsz.ts';
import type {World} from './world.ts';

/** Of what is delivered to clients, this share came from servers of the cluster and this from other clusters. */
const deliveredFromRoutes = 0.55;
const deliveredFromGateways = 0.15;

export function accountStatOf(
	world: World,
	server: SimulatedServer,
	account: AccountHere,
): Readonly<Record<string, unknown>> {
	const traffic = floored(countedAt(account.flow, world.now / 1000));
	return accountStat({
		account: account.role.id,
		name: account.role.name,
		clients: account.clients,
		leafnodes: account.leafnodes,
		subscriptions: accountSubscriptions(world, server, account),
		traffic,
		sentOn: carried(part(traffic, 'in', routedShare), part(traffic, 'in', gatewayedShare)),
		receivedFrom: carried(part(traffic, 'out', deliveredFromRoutes), part(traffic, 'out', deliveredFromGateways)),
		slowConsumers: account.slowConsumers,
	});
}

const part = (traffic: Traffic, direction: 'in' | 'out', share: number): Volume => ({
	messages: Math.floor((direction === 'in' ? traffic.inMessages : traffic.outMessages) * share),
	bytes: Math.floor((direction === 'in' ? traffic.inBytes : traffic.outBytes) * share),
});

const carried = (routes: Volume, gateways: Volume): Carried => ({routes, gateways, leafs: noVolume});
