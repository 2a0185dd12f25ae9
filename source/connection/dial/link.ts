// Turns the client library's status events into reports about our own link: up, down, trying, refused.
import {AuthorizationError, PermissionViolationError, type Status, UserAuthenticationExpiredError} from 'nats';
import {tame} from '../../format/tame.ts';
import type {LinkReport} from '../../wire/message.ts';
import {type ConnectionSettings, loginInWords} from '../settings/settings.ts';
import type {DialHooks} from './connect-plan.ts';
import {createPace} from './pace.ts';
import {staleMs} from './waits.ts';
import {createRefusals, type Refusals} from './refusals.ts';

export type LinkUp = Omit<Extract<LinkReport, {state: 'up'}>, 'state'>;

export type LinkOptions = {
	readonly settings: ConnectionSettings;
	readonly report: (report: LinkReport) => void;
	/** 0 ≤ n < 1, to spread tries of many clients. */
	readonly random: () => number;
	/** Why an address does not answer, in words; undefined when it does. */
	readonly findOut: (address: string) => Promise<string | undefined>;
	/** Why the login is refused, in words. */
	readonly whyRefused: () => string;
	/** Milliseconds since any fixed time. */
	readonly now: () => number;
};

export type Link = {
	readonly hooks: DialHooks;
	readonly isUp: boolean;
	/** What the server does not let us do. */
	readonly refusals: Refusals;
	up(up: LinkUp): void;
	/** The link is lost. `reason` is used unless `expect` or an error of the server gave one. */
	down(reason?: string): void;
	/** Sets the reason to report when the link is lost next. */
	expect(reason: string): void;
	/** A try begins. */
	trying(address?: string): void;
	/** The last try failed. */
	failed(reason: string): void;
	/** Takes a status event of the library: errors, a loss, a new try; all others are ignored. */
	status(status: Status): void;
	/** Prefers any other server than this one for the next try. */
	avoid(address: string): void;
};

/** The reason that is reported when none is known. */
export const closedByServer = 'connection closed by the server';

/** Failed tries before a probe looks for the reason, and between two probes. */
const triesBeforeProbe = 2;

export function createLink({settings, report, random, findOut, whyRefused, now}: LinkOptions): Link {
	const refusals = createRefusals(`${settings.inboxPrefix?.value ?? '_INBOX'}.`, report, now);
	const pace = createPace(random, now);
	let isUp = false;
	let expected = '';
	/** Why the last try failed, as far as is known. */
	let failure = '';
	/** The try at which the last probe was made. */
	let probedAt = 0;

	async function lookCloser(address: string): Promise<void> {
		const found = await findOut(address);
		if (isUp || found === undefined || found === failure) return;
		failure = found;
		reportTry(address);
	}

	function reportTry(address: string | undefined): void {
		report({
			state: 'trying',
			attempt: pace.attempt,
			...(address === undefined ? {} : {address}),
			...(failure === '' ? {} : {reason: failure}),
		});
	}

	function error(error: Error): void {
		if (error instanceof PermissionViolationError) {
			refusals.refuse(error.operation === 'subscription' ? 'subscribe' : 'publish', error.subject);
			return;
		}
		const isAboutLogin = refusesLogin(error);
		if (isAboutLogin) pace.refused();
		if (!isUp) {
			const found = isAboutLogin ? whyRefused() : saidByServer(error);
			if (found === failure) return;
			failure = found;
			// Reported at once, as the next try may come much later.
			if (pace.attempt > 0) reportTry(pace.chosen);
		} else if (/maximum subscriptions exceeded/i.test(error.message)) {
			// The connection lives on without the subscription.
			report({state: 'note', text: 'this user may have no more subscriptions: some events do not arrive'});
		} else {
			expected ||= reasonOfLoss(error, settings);
		}
	}

	function trying(address: string | undefined): void {
		pace.tried();
		reportTry(address);
	}

	function reconnecting(): void {
		const {chosen} = pace;
		trying(chosen);
		if (chosen === undefined || pace.isRefused || pace.attempt <= probedAt + triesBeforeProbe) return;
		probedAt = pace.attempt;
		void lookCloser(chosen);
	}

	function down(reason = closedByServer): void {
		if (!isUp) return;
		isUp = false;
		report({state: 'down', reason: expected || reason});
		expected = '';
	}

	return {
		hooks: pace.hooks,
		refusals,
		get isUp() {
			return isUp;
		},
		up(up) {
			isUp = true;
			expected = '';
			failure = '';
			probedAt = 0;
			pace.connected();
			refusals.clear();
			report({state: 'up', ...up});
		},
		down,
		expect(reason) {
			expected = reason;
		},
		trying,
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
					expected ||= `no sign of life for ${staleMs(settings) / 1000} s`;
					break;
				case 'disconnect':
					down();
					break;
				case 'reconnecting':
					reconnecting();
					break;
				default:
					break;
			}
		},
		avoid: pace.avoid,
	};
}

function refusesLogin(error: Error): boolean {
	return (
		error instanceof AuthorizationError ||
		error instanceof UserAuthenticationExpiredError ||
		/revoked/i.test(error.message)
	);
}

/** Why a connection will be lost that the server told this error. */
function reasonOfLoss(error: Error, settings: ConnectionSettings): string {
	const {message} = error;
	if (error instanceof UserAuthenticationExpiredError) return 'the credentials have expired';
	if (/account authentication expired/i.test(message)) return 'the account was deleted or has expired';
	if (/revoked/i.test(message)) return 'the user was revoked';
	if (error instanceof AuthorizationError) return `the login of ${loginInWords(settings)} is no longer valid`;
	if (/stale connection/i.test(message)) return 'this program was too busy and the server cut it off';
	return saidByServer(error);
}

function saidByServer({message}: Error): string {
	return `the server said ${JSON.stringify(tame(message))}`;
}
