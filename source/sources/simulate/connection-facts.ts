// What a server tells of a connection in more than one place: in lists, and when it ends.
import type {Application} from './cast.ts';
import {floored, noTraffic, plus, type Traffic} from './flow.ts';
import type {Connection} from './simulated-server.ts';
import type {World} from './world.ts';

/** What a connection has moved since it began. */
export function movedBy(world: World, application: Application, startedAt: number, until: number): Traffic {
	const wave = world.waveOf(application.account);
	return floored(plus(noTraffic, application.traffic, wave.until(until / 1000) - wave.until(startedAt / 1000)));
}

/** The port at the other end. */
export function portOf({cid}: Pick<Connection, 'cid'>): number {
	return 32_768 + (cid % 28_000);
}

export function roundTripText({roundTripNanoseconds}: Pick<Connection, 'roundTripNanoseconds'>): string {
	return `${Math.round(roundTripNanoseconds / 1000)}µs`;
}
