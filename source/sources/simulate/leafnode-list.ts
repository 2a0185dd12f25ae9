// LEAFZ: the leafnode connections of a server.
import {portOf, roundTripText} from './connection-facts.ts';
import {floored, noTraffic, plus} from './flow.ts';
import {envelope, type Reply} from './reply.ts';
import {time} from './world.ts';

export const leafnodeList: Reply = (world, server) => {
	const leafs = [...server.clients].flatMap(({application, connection, host}) => {
		if (application.kind !== 'leafnode' || connection === undefined) return [];
		const seconds = (world.now - connection.startedAt) / 1000;
		const moved = floored(plus(noTraffic, application.traffic, seconds));
		return [
			{
				id: connection.cid,
				name: application.name,
				is_spoke: false,
				account: application.account,
				ip: host,
				port: portOf(connection),
				rtt: roundTripText(connection),
				in_msgs: moved.inMessages,
				out_msgs: moved.outMessages,
				in_bytes: moved.inBytes,
				out_bytes: moved.outBytes,
				subscriptions: application.subscriptions,
			},
		];
	});
	return envelope(world, server, {server_id: server.id, now: time(world, world.now), leafnodes: leafs.length, leafs});
};
