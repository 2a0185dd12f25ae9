// What becomes of answers about a server's health, configuration and subscriptions.
import type {Server} from './server.ts';
import type {ServerDetails, SubscriptionFigures} from './server-details.ts';
import {counterRate} from './stats.ts';

const noDetails: ServerDetails = {health: undefined, variables: undefined, subscriptions: undefined};

export function detailsTold(server: Server, told: Partial<ServerDetails>): void {
	server.details = {...(server.details ?? noDetails), ...told};
}

/** Answers closer than this give rates that jump. */
const shortestMs = 900;

/** Takes new counts; rates are measured by the server's own clock, unless it was set meanwhile. */
export function subscriptionsTold(
	server: Server,
	counts: SubscriptionFigures,
	serverTime: number | undefined,
	at: number,
): void {
	const before = server.details?.subscriptions;
	const {run} = server.clock;
	const isSameClock = before?.serverTime !== undefined && serverTime !== undefined && before.run === run;
	const elapsedMs = isSameClock ? serverTime - (before.serverTime ?? 0) : undefined;
	if (elapsedMs !== undefined && elapsedMs >= 0 && elapsedMs < shortestMs) return;
	const rate = (from: number | undefined, to: number | undefined): number | undefined =>
		elapsedMs === undefined || elapsedMs < 0 ? undefined : counterRate(from, to, elapsedMs / 1000);
	detailsTold(server, {
		subscriptions: {
			...counts,
			at,
			serverTime,
			run,
			insertsPerSecond: rate(before?.inserts, counts.inserts),
			removesPerSecond: rate(before?.removes, counts.removes),
			matchesPerSecond: rate(before?.matches, counts.matches),
		},
	});
}
