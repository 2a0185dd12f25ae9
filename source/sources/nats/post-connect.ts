// What is asked after each connect, without anything waiting for it: which accounts must be subscribed to by name, why
// the last connection ended, and whether we are still in the system account.
import type {NatsConnection} from 'nats';
import {type EndedConnection, endedConnectionRequest, whyEnded} from '../../connection/diagnosis/ended-connection.ts';
import {accountNamesSubject, dottedAccountsIn, mostDottedAccounts} from '../../connection/login/dotted-accounts.ts';
import {type AskedConnection, membershipOf, whoAmI} from '../../connection/login/system-account.ts';
import type {ConnectionSettings} from '../../connection/settings/settings.ts';
import {fields} from '../../wire/fields.ts';
import type {Delivery} from './delivery.ts';
import type {Listening} from './listening.ts';
import type {RequestSender} from './request-sender.ts';

export type PostConnect = {
	/** `ended` is the previous connection, when the reason for its end is not known. */
	connected(live: NatsConnection, ended: EndedConnection | undefined): void;
	/** Tells when our user has come into another account, or back into the system account. */
	checkAccount(live: NatsConnection): Promise<void>;
	/** Asks who we are when nothing is heard any more; the answer is delivered like any other. */
	askWhoWeAre(live: NatsConnection): void;
};

export type PostConnectOptions = {
	readonly settings: ConnectionSettings;
	readonly listening: Listening;
	readonly delivery: Delivery;
	readonly sender: RequestSender;
	/** Whether it is still the connection that is used. */
	readonly isCurrent: (live: NatsConnection) => boolean;
};

export function createPostConnect({settings, listening, delivery, sender, isCurrent}: PostConnectOptions): PostConnect {
	const {answerTo} = sender;
	/** A source that is not in the system account does not start. */
	let inSystemAccount = true;

	async function includeDotted(live: NatsConnection): Promise<void> {
		// Accounts of JWTs are keys, which have no dots.
		if (settings.creds || settings.jwt) return;
		const answer = await answerTo(accountNamesSubject(live.info?.server_id ?? ''), '');
		if (answer === undefined || !isCurrent(live)) return;
		const names = dottedAccountsIn(answer);
		listening.includeAccounts(names.slice(0, mostDottedAccounts), live);
		const unheard = names.length - mostDottedAccounts;
		if (unheard <= 0) return;
		delivery.note(`events of ${unheard} accounts with dots in their names do not arrive: there are too many`);
	}

	async function tellWhyEnded(live: NatsConnection, ended: EndedConnection): Promise<void> {
		const {subject, body} = endedConnectionRequest(ended);
		const why = whyEnded((await answerTo(subject, body)) ?? '');
		if (why === undefined || !isCurrent(live)) return;
		delivery.report({state: 'note', text: why.text, lostBecause: why.reason});
	}

	async function checkAccount(live: NatsConnection): Promise<void> {
		const asked = askedOf(live, sender);
		const membership = await membershipOf(asked);
		if (membership === 'unknown' || !isCurrent(live)) return;
		const systemAccount = membership !== 'elsewhere';
		if (systemAccount === inSystemAccount) return;
		inSystemAccount = systemAccount;
		const {account} = await whoAmI(asked);
		if (isCurrent(live)) delivery.report({state: 'account', systemAccount, account});
	}

	return {
		connected(live, ended) {
			void includeDotted(live);
			if (ended) void tellWhyEnded(live, ended);
		},
		checkAccount,
		askWhoWeAre(live) {
			void whoAmI(askedOf(live, sender));
			void checkAccount(live);
		},
	};
}

/** The requests about ourselves on a live connection. */
export function askedOf(live: NatsConnection, {roundTrip, answerTo}: RequestSender): AskedConnection {
	return {info: () => fields(live.info), roundTrip, answerTo};
}
