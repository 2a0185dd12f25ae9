// In which state a server is, told from what was heard of it and when. A crash says nothing, so silence is measured
// against the interval at which the server was last heard to speak.
import type {Model} from './model.ts';
import type {Server} from './server.ts';

export type ServerState = 'up' | 'restarted' | 'silent' | 'lame duck' | 'stopped';

/** How many of its own intervals a server may be quiet. */
const patience = 2.5;
/** Shorter silence is never an alarm, however fast we ask. */
const shortestLimitMs = 5000;
/** A restart is news for this long. */
export const restartIsNewsMs = 10 * 60_000;

/** Whether the answers to our PINGs tell who is there: when nobody answers them, it is not because of one server. */
function isAnswered({askEveryMs, pingAnsweredAt, now}: Model): boolean {
	return askEveryMs !== undefined && pingAnsweredAt !== undefined && now - pingAnsweredAt < askEveryMs * 1.75;
}

/** How often this server should be heard: by its heartbeat, or by our asking when that is more often. */
export function expectedEveryMs(model: Model, server: Server): number {
	const {askEveryMs} = model;
	if (askEveryMs === undefined || server.roundTripMs === undefined || !isAnswered(model)) return server.heartbeatMs;
	return Math.min(askEveryMs, server.heartbeatMs);
}

/** How long this server may be quiet before that is called silence, milliseconds. */
export function silenceLimitMs(model: Model, server: Server): number {
	return Math.max(shortestLimitMs, expectedEveryMs(model, server) * patience);
}

/** How long nothing has been heard of it, leaving out the time in which nothing could have been heard. */
export function quietMs(model: Model, server: Server): number {
	return Math.max(0, model.now - Math.max(server.lastSeenAt, model.listeningSince));
}

/** Silent now: quiet for longer than its limit while something can be heard. */
export function isSilent(model: Model, server: Server): boolean {
	const isUnknown = model.link.state === 'down' || model.nothingHeardSince !== undefined;
	if (server.goodbye !== undefined || isUnknown || server.silentSince !== undefined) {
		return server.silentSince !== undefined;
	}
	return quietMs(model, server) > silenceLimitMs(model, server);
}

/** The last whole second that the model was told: what counts up before one's eyes is the same everywhere until the next. */
export function toldAt({now, lastTickAt}: Model): number {
	return lastTickAt === 0 ? now : Math.min(now, lastTickAt);
}

/** How long it is in its state, or was not heard when it is silent, milliseconds; the same for a second. */
export function stateSinceMs(model: Model, server: Server): number {
	return Math.max(
		0,
		toldAt(model) - (server.goodbye?.at ?? server.silentSince ?? server.restart?.at ?? server.lastSeenAt),
	);
}

export function stateOf(model: Model, server: Server): ServerState {
	if (server.goodbye !== undefined) return server.goodbye.kind;
	if (server.silentSince !== undefined) return 'silent';
	if (server.restart !== undefined && model.now - server.restart.at < restartIsNewsMs) return 'restarted';
	return 'up';
}

/** Whether its numbers, if it has given any, are of now. */
export function isSpeaking(server: Server): boolean {
	return server.goodbye === undefined && server.silentSince === undefined;
}

/** Whether it has given numbers, and they are of now. */
export function hasNumbers(server: Server): boolean {
	return isSpeaking(server) && server.stats !== undefined;
}
