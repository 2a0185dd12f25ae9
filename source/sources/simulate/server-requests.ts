// Requests to one server or to all of them: figures, identity, health, connections, configuration, and what an
// administrator orders.
import {accountList} from './account-requests.ts';
import {endConnection} from './client-lifecycle.ts';
import {connectionList, connectionNamed} from './connection-list.ts';
import {jetStreamReport} from './jetstream-report.ts';
import {leafnodeList} from './leafnode-list.ts';
import {gatewayList, routeList} from './link-connections.ts';
import {envelope, type Reply} from './reply.ts';
import {serverVariables} from './server-variables.ts';
import type {SimulatedServer} from './simulated-server.ts';
import {subscriptionCounts} from './subscription-counts.ts';
import {metaGroup, statszOf} from './statsz.ts';
import {nextServerInfo, plan, type World} from './world.ts';

/** How long a client that was asked to move takes. */
const moveMs = {shortest: 200, longest: 1500} as const;

const failed = (world: World, server: SimulatedServer, description: string) => ({
	server: nextServerInfo(world, server),
	error: {code: 500, description},
});

const done = (world: World, server: SimulatedServer) => ({server: nextServerInfo(world, server)});

const kick: Reply = (world, server, options) => {
	const open = connectionNamed(server, options);
	if (open === undefined) return failed(world, server, 'no such client or leafnode id');
	endConnection(world, open.client, 'Kicked');
	return done(world, server);
};

const move: Reply = (world, server, options) => {
	const open = connectionNamed(server, options);
	if (open === undefined || open.client.application.kind === 'leafnode') {
		return failed(world, server, 'no such client id');
	}
	const {client} = open;
	const {generation} = client;
	plan(world, world.random.between(moveMs.shortest, moveMs.longest), () => {
		if (client.generation === generation) endConnection(world, client, 'Client Closed');
	});
	return done(world, server);
};

const reload: Reply = (world, server) => {
	server.configuredAt = world.now;
	return done(world, server);
};

/** The lightest one; it has no envelope. */
const identity: Reply = (_world, {id, role}) => ({name: role.name, host: '0.0.0.0', id});

const health: Reply = (world, server) =>
	envelope(
		world,
		server,
		server.role.cluster.jetStream && metaGroup(world).names.length > 0 && world.metaLeader === ''
			? {status: 'unavailable', status_code: 503, error: 'JetStream has not established contact with a meta leader'}
			: {status: 'ok', status_code: 200},
	);

/** By the last word of the subject: `$SYS.REQ.SERVER.<id>.<verb>`, or `PING` for all of them. */
export const serverRequests: ReadonlyMap<string, Reply> = new Map([
	['STATSZ', statszOf],
	['IDZ', identity],
	['HEALTHZ', health],
	['CONNZ', connectionList],
	['LEAFZ', leafnodeList],
	['ROUTEZ', routeList],
	['GATEWAYZ', gatewayList],
	['JSZ', jetStreamReport],
	['VARZ', serverVariables],
	['SUBSZ', subscriptionCounts],
	['ACCOUNTZ', accountList],
]);

/** Those that one server does, never all at once. */
export const commandRequests: ReadonlyMap<string, Reply> = new Map([
	['KICK', kick],
	['LDM', move],
	['RELOAD', reload],
]);
