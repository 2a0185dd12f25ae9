// Samples of a server's statistics, and the rates between two of them.
import {record} from './history.ts';
import {withKnownLinks} from './known-links.ts';
import {countAccepted} from './login-attempts.ts';
import type {Rates, Server} from './server.ts';
import {shortestSampleMs} from './server-clock.ts';
import {counterRate, grownBy, slowLinksOf, type Stats, sumOrNothing, trafficRates} from './stats.ts';
import {count} from './tally.ts';

/** The change of a gauge per second. */
function changeRate(from: number | undefined, to: number | undefined, seconds: number): number | undefined {
	return from === undefined || to === undefined ? undefined : (to - from) / seconds;
}

function ratesBetween(before: Stats, after: Stats, seconds: number): Rates {
	return {
		...trafficRates(before, after, seconds),
		accepted: counterRate(before.accepted, after.accepted, seconds),
		connections: changeRate(before.connections, after.connections, seconds),
		apiRequests: counterRate(before.jetStream?.apiRequests, after.jetStream?.apiRequests, seconds),
		apiErrors: counterRate(before.jetStream?.apiErrors, after.jetStream?.apiErrors, seconds),
	};
}

/**
 * Takes one sample of a server's statistics. Rates come from the difference of the server's own clock, never from
 * arrival times; within one process counters never fall, so there are no negative rates.
 */
export function takeSample(server: Server, told: Stats, sentAt: number | undefined, at: number): void {
	const {stats: before, statsAt} = server;
	const stats = withKnownLinks(told, before);
	if (statsAt !== undefined) countAccepted(server, before?.accepted, stats.accepted, statsAt, at);
	server.stats = stats;
	server.statsAt = at;
	server.statsServerTime = sentAt;
	const slow = grownBy(before?.slowConsumers, stats.slowConsumers);
	if (slow > 0) count(server.slow, at, slow);
	const links = grownBy(slowLinksOf(before), slowLinksOf(stats));
	if (links > 0) count(server.slowLinks, at, links);
	const {base, clock} = server;
	const next = sentAt === undefined ? undefined : {serverTime: sentAt, run: clock.run, at, stats};
	if (base === undefined || next === undefined || base.run !== next.run) {
		// Measured anew from here: between the two no time can be vouched for.
		server.base = next;
		server.rates = undefined;
		recordGauges(server, stats, at, at);
		return;
	}
	const elapsedMs = next.serverTime - base.serverTime;
	if (elapsedMs < shortestSampleMs) return;
	const rates = ratesBetween(base.stats, stats, elapsedMs / 1000);
	server.rates = rates;
	server.base = next;
	record(server.histories.messages, base.at, at, sumOrNothing(rates.messagesIn, rates.messagesOut));
	recordGauges(server, stats, base.at, at);
}

function recordGauges(
	{histories}: Server,
	{connections, cpuPercent, memoryBytes, subscriptions}: Stats,
	from: number,
	to: number,
): void {
	record(histories.connections, from, to, connections);
	record(histories.cpu, from, to, cpuPercent);
	record(histories.memory, from, to, memoryBytes);
	record(histories.subscriptions, from, to, subscriptions);
}
