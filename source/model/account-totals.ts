// What went into an account and out of it in all, as the servers that are heard have counted it since they started.
import type {Account, AccountShare} from './account.ts';
import type {Model} from './model.ts';
import {isSpeaking} from './server-state.ts';
import type {TrafficRates} from './stats.ts';

/** In all, where rates are a second. Undefined where a server does not tell. */
export type AccountTotals = TrafficRates;

function less(all: number | undefined, copies: number | undefined): number {
	return (all ?? Number.NaN) - (copies ?? Number.NaN);
}

/** Without the copies between servers, where they are told apart. */
function countedOf({sent, received, copies}: AccountShare): readonly number[] | undefined {
	if (sent === undefined || received === undefined) return undefined;
	const of = copies ?? {sent: {messages: 0, bytes: 0}, received: {messages: 0, bytes: 0}};
	return [
		less(received.messages, of.received.messages),
		less(sent.messages, of.sent.messages),
		less(received.bytes, of.received.bytes),
		less(sent.bytes, of.sent.bytes),
	];
}

/** Over all servers that are heard. */
export function totalsOf({servers}: Model, {shares}: Account): AccountTotals {
	const sums = [0, 0, 0, 0];
	let isTold = false;
	for (const share of shares.values()) {
		const server = servers.get(share.serverId);
		if (server === undefined || !isSpeaking(server)) continue;
		const counted = countedOf(share);
		isTold ||= counted !== undefined;
		// A server that has connections of it and does not tell has counted something.
		const isSilent = counted === undefined && share.connections !== 0;
		for (let which = 0; which < sums.length; which++) {
			sums[which] = (sums[which] ?? 0) + (isSilent ? Number.NaN : (counted?.[which] ?? 0));
		}
	}
	const known = (which: number): number | undefined => {
		const sum = sums[which] ?? Number.NaN;
		return !isTold || Number.isNaN(sum) ? undefined : sum;
	};
	return {messagesIn: known(0), messagesOut: known(1), bytesIn: known(2), bytesOut: known(3)};
}
