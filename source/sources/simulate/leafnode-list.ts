// LEAFZ: the leafnode connections of a server.
import {movedBy, portOf, roundTripText} from './connection-facts.ts';
import {envelope, type Reply} from './reply.ts';
import {time} from './world.ts';

export const leafnodeList: Reply = (world, server) => {
	const leafs = [...server.clients].flatMap(({application, connection, host}) => {
		if (application.kind !== 'leafnode' || connection === undefined) return [];
		const moved = movedBy(world, application, connection.startedAt, world.now);
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
				compression: 's2_fast',
			},
		];
	});
	return envelope(world, server, {server_id: server.id, now: time(world, world.now), leafnodes: leafs.length, leafs});
};
