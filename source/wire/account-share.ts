// One server's word about one account: the body of both CONNS events, and the entries of STATZ answers.
// Source: nats-server, AccountStat.
import type {Copies, ShareReport} from '../model/account.ts';
import type {Traffic} from '../model/stats.ts';
import {type Fields, fields, number, numberOrNothing, text} from './fields.ts';
import {trafficOrNothing} from './stats.ts';

export type NamedShare = {readonly account: string; readonly name: string; readonly report: ShareReport};

/** The parts of `{msgs, bytes, gateways, routes, leafs}` that stay between servers; leafnodes are somebody's clients. */
function betweenServers(value: unknown): Traffic | undefined {
	const routes = trafficOrNothing(fields(value)['routes']);
	const gateways = trafficOrNothing(fields(value)['gateways']);
	if (routes === undefined && gateways === undefined) return undefined;
	return {
		messages: (routes?.messages ?? 0) + (gateways?.messages ?? 0),
		bytes: (routes?.bytes ?? 0) + (gateways?.bytes ?? 0),
	};
}

function copiesOf(body: Fields): Copies | undefined {
	const sent = betweenServers(body['sent']);
	const received = betweenServers(body['received']);
	return sent === undefined || received === undefined ? undefined : {sent, received};
}

/** Undefined when the account is not named. */
export function accountShareOf(body: Fields): NamedShare | undefined {
	const account = text(body['acc']);
	if (account === '') return undefined;
	return {
		account,
		name: text(body['name']),
		report: {
			connections: number(body['conns']),
			leafs: number(body['leafnodes']),
			subscriptions: numberOrNothing(body['num_subscriptions']),
			sent: trafficOrNothing(body['sent']),
			received: trafficOrNothing(body['received']),
			copies: copiesOf(body),
			slowConsumers: numberOrNothing(body['slow_consumers']),
		},
	};
}
