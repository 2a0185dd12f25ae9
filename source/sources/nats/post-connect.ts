// What is worth asking whenever we are connected, and nothing waits for: which accounts have to be listened to by name,
// and why the last connection ended.
import type {NatsConnection} from 'nats';
import {dottedAccounts, mostDottedAccounts} from '../../connection/login/dotted-accounts.ts';
import type {ConnectionSettings} from '../../connection/settings/settings.ts';
import {type EndedConnection, whyEnded} from '../../connection/diagnosis/why-ended.ts';
import type {Listening} from './listening.ts';

export type Afterwards = {
	/** `ended` is the connection before, when nobody has said why it ended. */
	connected(live: NatsConnection, ended: EndedConnection | undefined): void;
};

export type AfterwardsOptions = {
	readonly settings: ConnectionSettings;
	readonly listening: Listening;
	readonly note: (text: string) => void;
	/** Longest wait for an answer. */
	readonly waitMs: number;
	/** Whether it is still the connection that is used. */
	readonly isCurrent: (live: NatsConnection) => boolean;
};

export function createAfterwards({settings, listening, note, waitMs, isCurrent}: AfterwardsOptions): Afterwards {
	async function includeDotted(live: NatsConnection): Promise<void> {
		// Accounts of JWTs are keys, which have no dots.
		if (settings.creds || settings.jwt) return;
		const names = await dottedAccounts(live, waitMs);
		if (!isCurrent(live)) return;
		listening.includeAccounts(names.slice(0, mostDottedAccounts), live);
		const unheard = names.length - mostDottedAccounts;
		if (unheard > 0) note(`events of ${unheard} accounts with dots in their names do not arrive: there are too many`);
	}

	async function tellWhyEnded(live: NatsConnection, ended: EndedConnection): Promise<void> {
		const reason = await whyEnded(live, ended, waitMs);
		if (reason !== undefined && isCurrent(live)) note(reason);
	}

	return {
		connected(live, ended) {
			void includeDotted(live);
			if (ended) void tellWhyEnded(live, ended);
		},
	};
}
