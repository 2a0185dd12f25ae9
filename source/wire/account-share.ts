// One server's word about one account: the body of both CONNS events, and the entries of STATZ answers.
// Source: nats-server, AccountStat.
import {amountOrNothing, type Fields, fields, text} from './fields.ts';
import {type TrafficFields, trafficOrNothing} from './stats.ts';

type CopyFields = {readonly sent: TrafficFields; readonly received: TrafficFields};

export type ShareFields = {
	/** Id of the account. */
	readonly account: string;
	/** Its display name; empty when the server does not tell it. */
	readonly name: string;
	/** Undefined where the number cannot be read. */
	readonly connections: number | undefined;
	readonly leafs: number | undefined;
	readonly subscriptions: number | undefined;
	/** From the server's side, since the account was loaded. */
	readonly sent: TrafficFields | undefined;
	readonly received: TrafficFields | undefined;
	/** The part of both that is copies between servers. */
	readonly copies: CopyFields | undefined;
	readonly slowConsumers: number | undefined;
};

function sumOf(one: number | undefined, other: number | undefined): number | undefined {
	return one === undefined || other === undefined ? undefined : one + other;
}

/** The parts of `{msgs, bytes, gateways, routes, leafs}` that stay between servers; leafnodes are somebody's clients. */
function betweenServers(value: unknown): TrafficFields | undefined {
	const routes = trafficOrNothing(fields(value)['routes']);
	const gateways = trafficOrNothing(fields(value)['gateways']);
	if (routes === undefined || gateways === undefined) return routes ?? gateways;
	return {messages: sumOf(routes.messages, gateways.messages), bytes: sumOf(routes.bytes, gateways.bytes)};
}

function copiesOf(body: Fields): CopyFields | undefined {
	const sent = betweenServers(body['sent']);
	const received = betweenServers(body['received']);
	return sent === undefined || received === undefined ? undefined : {sent, received};
}

/** Undefined when the account is not named. */
export function accountShareOf(body: Fields): ShareFields | undefined {
	const account = text(body['acc']);
	if (account === '') return undefined;
	return {
		account,
		name: text(body['name']),
		connections: amountOrNothing(body['conns']),
		leafs: amountOrNothing(body['leafnodes']),
		subscriptions: amountOrNothing(body['num_subscriptions']),
		sent: trafficOrNothing(body['sent']),
		received: trafficOrNothing(body['received']),
		copies: copiesOf(body),
		slowConsumers: amountOrNothing(body['slow_consumers']),
	};
}
