// Turns the client library's status events into reports about our own link: lost, trying, there again, refused. Also
// decides where and how soon to try again.
import {
	AuthorizationError,
	PermissionViolationError,
	type Server,
	type Status,
	UserAuthenticationExpiredError,
} from 'nats';
import type {DialHooks} from './connect-plan.ts';
import {loginInWords, type ConnectionSettings} from '../settings/settings.ts';
import {tame} from '../../format/tame.ts';
import type {LinkReport} from '../../wire/message.ts';

type Up = Omit<Extract<LinkReport, {state: 'up'}>, 'state'>;

export type LinkOptions = {
	readonly settings: ConnectionSettings;
	readonly report: (report: LinkReport) => void;
	/** 0 ≤ n < 1, to spread tries of many clients. */
	readonly random: () => number;
	/** Why an address does not answer, in words; undefined when it does. */
	readonly findOut: (address: string) => Promise<string | undefined>;
	/** Why the login is refused, in words. */
	readonly whyRefused: () => string;
	/** Milliseconds of any beginning. */
	readonly now: () => number;
};

export type Link = {
	readonly hooks: DialHooks;
	readonly isUp: boolean;
	up(up: Up): void;
	/** The link is gone; the reason is used unless one is known already. */
	down(reason?: string): void;
	/** What will be the reason when the link is lost next. */
	expect(reason: string): void;
	/** A try begins. */
	trying(address?: string): void;
	/** The last try failed. */
	failed(reason: string): void;
	/** An event while nothing is changing: errors, a loss, a new try; everything else is ignored. */
	status(status: Status): void;
	/** Tries another server than this one next, when there is another. */
	avoid(address: string): void;
	/** Whether the server has lately refused to take this subject from us, or to give us answers. */
	mayNotAsk(subject: string): boolean;
};

/** The reason of a loss that nobody gave a reason for. */
export const closedByServer = 'connection closed by the server';

const firstDelayMs = 250;
const longestDelayMs = 5000;
/** Every refused login is an event for all other operators. */
const refusedDelayMs = 15_000;
const jitterMs = 300;
/** Something that was refused may be granted meanwhile; it is tried again after so long. */
const refusedForMs = 60_000;
/** More refusals than this in one connection tell nothing new. */
const mostRefusals = 200;
/** Tries without a known reason before one is looked for, and between looks. */
const triesBeforeProbe = 2;

export function createLink({settings, report, random, findOut, whyRefused, now}: LinkOptions): Link {
	const inbox = `${settings.inboxPrefix?.value ?? '_INBOX'}.`;
	let isUp = false;
	let expected = '';
	let attempt = 0;
	let refusals = 0;
	let failure = '';
	let chosen: string | undefined;
	let dialledAt = Number.NEGATIVE_INFINITY;
	let avoided: string | undefined;
	let probedAt = 0;
	/** What this connection was refused, told once each, and when. */
	let refused = new Map<string, number>();

	function refuse(operation: 'subscribe' | 'publish', exact: string): void {
		// Inboxes have a name of their own in each connection; what is missing is the right to all of them.
		const subject = tame(exact.startsWith(inbox) ? `${inbox}>` : exact);
		const key = `${operation} ${subject}`;
		const known = refused.has(key);
		if (!known && refused.size >= mostRefusals) return;
		refused.set(key, now());
		if (!known) report({state: 'refused', operation, subject});
	}

	async function lookCloser(address: string): Promise<void> {
		const found = await findOut(address);
		if (isUp || found === undefined || found === failure) return;
		failure = found;
		reportTry(address);
	}

	function reportTry(address: string | undefined): void {
		report({
			state: 'trying',
			attempt,
			...(address === undefined ? {} : {address}),
			...(failure === '' ? {} : {reason: failure}),
		});
	}

	function errorWhileUp(error: Error): string {
		const {message} = error;
		if (error instanceof UserAuthenticationExpiredError) return 'the credentials have expired';
		if (/account authentication expired/i.test(message)) return 'the account was deleted or has expired';
		if (/revoked/i.test(message)) return 'the user was revoked';
		if (error instanceof AuthorizationError) return `the login of ${loginInWords(settings)} is no longer valid`;
		if (/stale connection/i.test(message)) return 'this program was too busy and the server cut it off';
		return `the server said ${JSON.stringify(tame(message))}`;
	}

	function error(error: Error): void {
		if (error instanceof PermissionViolationError) {
			refuse(error.operation === 'subscription' ? 'subscribe' : 'publish', error.subject);
			return;
		}
		const aboutLogin =
			error instanceof AuthorizationError ||
			error instanceof UserAuthenticationExpiredError ||
			/revoked/i.test(error.message);
		if (aboutLogin) refusals += 1;
		if (!isUp) {
			const found = aboutLogin ? whyRefused() : `the server said ${JSON.stringify(tame(error.message))}`;
			if (found === failure) return;
			failure = found;
			// The next try may be a while off.
			if (attempt > 0) reportTry(chosen);
		} else if (/maximum subscriptions exceeded/i.test(error.message)) {
			// The connection lives on without the subscription.
			report({state: 'note', text: 'this user may have no more subscriptions: some events do not arrive'});
		} else {
			expected ||= errorWhileUp(error);
		}
	}

	const link: Link = {
		hooks: {
			choose(pool) {
				const [next] = pool;
				const other = next?.listen === avoided ? pool.find(server => server.listen !== avoided) : undefined;
				const server: Server | undefined = other ?? next;
				chosen = server?.listen;
				return server;
			},
			pauseMs() {
				const pause = refusals >= 2 ? Math.max(0, dialledAt + refusedDelayMs - now()) : 0;
				dialledAt = now() + pause;
				return pause;
			},
			delayMs() {
				if (refusals >= 2) return refusedDelayMs;
				return Math.min(longestDelayMs, firstDelayMs * 1.5 ** Math.min(attempt, 20)) + Math.floor(random() * jitterMs);
			},
		},
		get isUp() {
			return isUp;
		},
		up(up) {
			isUp = true;
			expected = '';
			attempt = 0;
			refusals = 0;
			failure = '';
			avoided = undefined;
			probedAt = 0;
			refused = new Map();
			report({state: 'up', ...up});
		},
		down(reason = closedByServer) {
			if (!isUp) return;
			isUp = false;
			report({state: 'down', reason: expected || reason});
			expected = '';
		},
		expect(reason) {
			expected = reason;
		},
		trying(address) {
			attempt += 1;
			reportTry(address);
		},
		failed(reason) {
			failure = reason;
		},
		status(status) {
			switch (status.type) {
				case 'error':
					error(status.error);
					break;
				case 'staleConnection':
					// Also said after a refused login, which then is the reason.
					expected ||= 'no sign of life for 15 s';
					break;
				case 'disconnect':
					link.down();
					break;
				case 'reconnecting': {
					const last = chosen;
					link.trying(last);
					if (last !== undefined && refusals === 0 && attempt > probedAt + triesBeforeProbe) {
						probedAt = attempt;
						void lookCloser(last);
					}
					break;
				}
				default:
					break;
			}
		},
		avoid(address) {
			avoided = address;
		},
		mayNotAsk(subject) {
			// A question whose answers cannot be received only makes work for others.
			return [`publish ${tame(subject)}`, `subscribe ${inbox}>`].some(key => {
				const at = refused.get(key);
				return at !== undefined && now() - at < refusedForMs;
			});
		},
	};
	return link;
}
