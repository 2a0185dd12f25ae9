// Which server is tried next, and how soon: quickly at first, then every few seconds, and slowly when the login is
// refused, since each refused login is an event for all other operators.
import type {Server} from 'nats';
import type {DialHooks} from './connect-plan.ts';

export type Pace = {
	readonly hooks: DialHooks;
	/** The server that was chosen last, as `host:port`. */
	readonly chosen: string | undefined;
	/** Tries since the link was lost. */
	readonly attempt: number;
	/** Whether a login was refused since the link was lost. */
	readonly isRefused: boolean;
	tried(): void;
	refused(): void;
	connected(): void;
	/** Prefers any other server than this one for the next try. */
	avoid(address: string): void;
};

const firstDelayMs = 250;
const longestDelayMs = 5000;
const refusedDelayMs = 15_000;
/** A login may be refused once while credentials are being renewed. */
const patientRefusals = 2;
const jitterMs = 300;

/** 0 ≤ `random()` < 1 spreads the tries of many clients; `now` gives milliseconds since any fixed time. */
export function createPace(random: () => number, now: () => number): Pace {
	let attempt = 0;
	let refusals = 0;
	let chosen: string | undefined;
	let avoided: string | undefined;
	let dialledAt = Number.NEGATIVE_INFINITY;

	return {
		hooks: {
			choose(pool) {
				const [next] = pool;
				const other = next?.listen === avoided ? pool.find(server => server.listen !== avoided) : undefined;
				const server: Server | undefined = other ?? next;
				chosen = server?.listen;
				return server;
			},
			pauseMs() {
				const pause = refusals >= patientRefusals ? Math.max(0, dialledAt + refusedDelayMs - now()) : 0;
				dialledAt = now() + pause;
				return pause;
			},
			delayMs() {
				if (refusals >= patientRefusals) return refusedDelayMs;
				return Math.min(longestDelayMs, firstDelayMs * 1.5 ** Math.min(attempt, 20)) + Math.floor(random() * jitterMs);
			},
		},
		get chosen() {
			return chosen;
		},
		get attempt() {
			return attempt;
		},
		get isRefused() {
			return refusals > 0;
		},
		tried() {
			attempt += 1;
		},
		refused() {
			refusals += 1;
		},
		connected() {
			attempt = 0;
			refusals = 0;
			avoided = undefined;
		},
		avoid(address) {
			avoided = address;
		},
	};
}
