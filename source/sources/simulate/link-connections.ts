// ROUTEZ and GATEWAYZ: the connections of a server to others, with the figures that its statistics have of them.
import {noVolume} from './flow.ts';
import {gatewayEnd, gatewaySent, inboundFrom, lanesWithPool, type LinkFigures, routesOf} from './links.ts';
import {envelope, type Reply} from './reply.ts';
import type {SimulatedServer} from './simulated-server.ts';
import {time, type World} from './world.ts';

function figuresOf({sent, received}: LinkFigures) {
	return {
		in_msgs: received.messages,
		out_msgs: sent.messages,
		in_bytes: received.bytes,
		out_bytes: sent.bytes,
	};
}

// A connection lasts as long as both of its ends.
function lasting(world: World, here: SimulatedServer, there: SimulatedServer) {
	// Made some time after the younger one was started, and never later than now.
	const startedAt = Math.min(world.now, Math.max(here.startedAt, there.startedAt) + 800);
	return {
		ip: `10.1.${there.role.cluster.name.charCodeAt(0)}.${there.role.index + 1}`,
		port: 6222,
		start: time(world, startedAt),
		last_activity: time(world, world.now),
		uptime: `${Math.floor((world.now - startedAt) / 1000)}s`,
		idle: '0s',
	};
}

export const routeList: Reply = (world, server) => {
	const all = routesOf(world, server, world.now);
	const routes = all.flatMap(route => {
		const peer = world.servers.get(route.name);
		if (peer === undefined) return [];
		const pool = all.filter(({name}) => name === route.name);
		const isOfSystem = pool.length === lanesWithPool && route === pool.at(-1);
		return [
			{
				rid: route.rid,
				remote_id: peer.id,
				remote_name: route.name,
				did_solicit: server.role.index > peer.role.index,
				is_configured: true,
				...lasting(world, server, peer),
				rtt: `${190 + peer.role.index * 23 + (route.rid % 7) * 11}µs`,
				pending_size: 0,
				...figuresOf(route),
				subscriptions: isOfSystem ? 70 : 4,
				...(isOfSystem ? {account: world.cast.systemAccount} : {}),
				compression: 'off',
			},
		];
	});
	return envelope(world, server, {
		server_id: server.id,
		server_name: server.role.name,
		now: time(world, world.now),
		num_routes: routes.length,
		routes,
	});
};

function connection(world: World, here: SimulatedServer, there: SimulatedServer, cid: number, figures: LinkFigures) {
	const roundTripMs = 2 * (here.role.cluster.oneWayMs + there.role.cluster.oneWayMs);
	return {
		cid,
		kind: 'Gateway',
		...lasting(world, here, there),
		port: 7222,
		rtt: `${roundTripMs.toFixed(3)}ms`,
		pending_bytes: 0,
		...figuresOf(figures),
		subscriptions: 0,
		name: there.id,
	};
}

/** Numbers of connections that came from other clusters; smaller than those of any client. */
const firstInbound = 24;

export const gatewayList: Reply = (world, server, {name: only}) => {
	const outbound: Record<string, unknown> = {};
	const inbound: Record<string, unknown> = {};
	for (const cluster of server.role.cluster.gatewaysTo) {
		if (typeof only === 'string' && only !== '' && only !== cluster) continue;
		const end = gatewayEnd(world, server, cluster);
		const target = end && world.servers.get(end.target);
		if (end !== undefined && target !== undefined) {
			const figures = {sent: gatewaySent(server, end, world.now), received: noVolume};
			outbound[cluster] = {configured: true, connection: connection(world, server, target, end.firstCid, figures)};
		}
		const from = inboundFrom(world, server, cluster);
		if (from.length === 0) continue;
		inbound[cluster] = from.map(({from: dialler, end: dialled}, index) => {
			const figures = {sent: noVolume, received: gatewaySent(dialler, dialled, world.now)};
			return {configured: false, connection: connection(world, server, dialler, firstInbound + index, figures)};
		});
	}
	return envelope(world, server, {
		server_id: server.id,
		now: time(world, world.now),
		name: server.role.cluster.name,
		host: '0.0.0.0',
		port: 7222,
		outbound_gateways: outbound,
		inbound_gateways: inbound,
	});
};
