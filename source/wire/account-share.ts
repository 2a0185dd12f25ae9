// One server's word about one account: the body of both CONNS events, and the entries of STATZ answers.
// Source: nats-server, AccountStat.
import type {ShareReport} from '../model/account.ts';
import {type Fields, number, numberOrNothing, text} from './fields.ts';
import {trafficOrNothing} from './stats.ts';

export type NamedShare = {readonly account: string; readonly name: string; readonly report: ShareReport};

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
			slowConsumers: numberOrNothing(body['slow_consumers']),
		},
	};
}
