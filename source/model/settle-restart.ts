import {spanMs} from '../format/time.ts';
import type {Server} from './server.ts';

const restartSettlesMs = 60_000;

/**
 * When its process began, by our clock: its uptime before now. What waited on the way tells too late a time, so that the
 * earliest of the first minute is believed.
 */
export function settleRestart(server: Server, startedAt: number, at: number): void {
	const {restart} = server;
	const upMs = spanMs(startedAt, server.statsServerTime);
	if (restart === undefined || upMs === undefined || at - server.firstSeenAt > restartSettlesMs) return;
	const beganAt = Math.max(restart.notBefore, at - upMs);
	if (beganAt < restart.at) server.restart = {...restart, at: beganAt};
}
