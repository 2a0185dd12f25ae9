// What becomes of answers about a server's health, configuration and subscriptions.
import type {Server} from './server.ts';
import {sampleMs, type ServerMoment, shortestSampleMs} from './server-clock.ts';
import type {ServerDetails, SubscriptionFigures} from './server-details.ts';
import {counterRate} from './stats.ts';

const noDetails: ServerDetails = {health: undefined, variables: undefined, subscriptions: undefined};

export function detailsTold(server: Server, told: Partial<ServerDetails>): void {
	server.details = {...(server.details ?? noDetails), ...told};
}

/** Takes new counts; rates are measured by the server's own clock, unless it was set meanwhile. */
export function subscriptionsTold(
	server: Server,
	counts: SubscriptionFigures,
	serverTime: number | undefined,
	at: number,
): void {
	const before = server.details?.subscriptions;
	const moment: ServerMoment = {serverTime, run: server.clock.run};
	const elapsedMs = sampleMs(before, moment);
	if (elapsedMs !== undefined && elapsedMs < shortestSampleMs) return;
	const rate = (from: number | undefined, to: number | undefined): number | undefined =>
		elapsedMs === undefined ? undefined : counterRate(from, to, elapsedMs / 1000);
	detailsTold(server, {
		subscriptions: {
			...counts,
			at,
			...moment,
			insertsPerSecond: rate(before?.inserts, counts.inserts),
			removesPerSecond: rate(before?.removes, counts.removes),
			matchesPerSecond: rate(before?.matches, counts.matches),
		},
	});
}
