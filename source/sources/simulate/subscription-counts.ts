// SUBSZ without its list: how a server looks up who is interested in a subject.
import {envelope, type Reply} from './reply.ts';
import {figuresOf} from './statsz.ts';
import {time} from './world.ts';

/** Subscriptions that come and go, for each connection that was ever accepted. */
const madePerConnection = 3;

export const subscriptionCounts: Reply = (world, server) => {
	const {subscriptions, total_connections: accepted, received} = figuresOf(world, server);
	const inserts = subscriptions + accepted * madePerConnection;
	return envelope(world, server, {
		server_id: server.id,
		now: time(world, world.now),
		num_subscriptions: subscriptions,
		num_cache: Math.min(1024, Math.ceil(subscriptions * 0.6)),
		num_inserts: inserts,
		num_removes: accepted * madePerConnection,
		num_matches: received.msgs,
		cache_hit_rate: 0.973_5 + server.role.index * 0.004,
		max_fanout: 4 + Math.ceil(subscriptions / 40),
		avg_fanout: 1.6 + server.role.index * 0.1,
		total: 0,
		offset: 0,
		limit: 1024,
	});
};
