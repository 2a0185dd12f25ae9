// The answer to SUBSZ without its list. Source: nats-server, SublistStats.
import {amountOrNothing, fieldsOrNothing, measureOrNothing} from './fields.ts';

export type SubscriptionCountsFields = {
	readonly subscriptions: number | undefined;
	/** Subjects of which it remembers who is interested. */
	readonly cached: number | undefined;
	/** Counters: subscriptions made and ended, and messages for which the interested were looked up. */
	readonly inserts: number | undefined;
	readonly removes: number | undefined;
	readonly matches: number | undefined;
	/** Share of look-ups that the memory answered, from 0 to 1. */
	readonly hitRate: number | undefined;
	/** Subscriptions that one of the remembered subjects goes to. */
	readonly mostFanout: number | undefined;
	readonly averageFanout: number | undefined;
};

/** Undefined when it is no such answer. */
export function subscriptionCountsOf(data: unknown): SubscriptionCountsFields | undefined {
	const body = fieldsOrNothing(data);
	if (body === undefined || typeof body['server_id'] !== 'string') return undefined;
	return {
		subscriptions: amountOrNothing(body['num_subscriptions']),
		cached: amountOrNothing(body['num_cache']),
		inserts: amountOrNothing(body['num_inserts']),
		removes: amountOrNothing(body['num_removes']),
		matches: amountOrNothing(body['num_matches']),
		hitRate: measureOrNothing(body['cache_hit_rate']),
		mostFanout: amountOrNothing(body['max_fanout']),
		averageFanout: measureOrNothing(body['avg_fanout']),
	};
}
