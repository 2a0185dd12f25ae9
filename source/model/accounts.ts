import {type Account, type AccountShare, createAccount, type ShareReport, takeShare} from './account.ts';
import {makeRoom} from './make-room.ts';
import {limits, type Model} from './model.ts';
import type {Server} from './server.ts';
import {lookAtClock} from './server-clock.ts';
import {count} from './tally.ts';

/** The account of this id, made when it is new. */
export function accountOf(model: Model, id: string, at: number): Account {
	const known = model.accounts.get(id);
	if (known !== undefined) {
		known.lastSeenAt = at;
		return known;
	}
	model.forgotten.accounts += makeRoom(model.accounts, limits.accounts);
	const account = createAccount(id, at);
	model.accounts.set(id, account);
	return account;
}

function shareOf(account: Account, server: Server, at: number): AccountShare {
	const known = account.shares.get(server.id);
	if (known !== undefined) return known;
	const share: AccountShare = {
		serverId: server.id,
		connections: undefined,
		leafs: undefined,
		subscriptions: undefined,
		sent: undefined,
		received: undefined,
		copies: undefined,
		slowConsumers: undefined,
		at,
		sequence: 0,
		rates: undefined,
		copyRates: undefined,
		base: undefined,
		eventId: '',
	};
	account.shares.set(server.id, share);
	return share;
}

export type SharesTold = {
	/** The server's clock at sending. */
	readonly sentAt: number | undefined;
	/** The server's number of the message; 0 for none. */
	readonly sequence: number;
	/** Tells the same event on two subjects apart from two events; empty for answers. */
	readonly eventId: string;
	readonly at: number;
};

/** One server's word about its share of an account. False when it was known already. */
export function reportShare(
	model: Model,
	server: Server,
	report: ShareReport & {readonly account: string; readonly name: string},
	{sentAt, sequence, eventId, at}: SharesTold,
): boolean {
	const account = accountOf(model, report.account, at);
	if (report.name !== '') account.name = report.name;
	const share = shareOf(account, server, at);
	if (eventId !== '') {
		if (share.eventId === eventId) return false;
		share.eventId = eventId;
	}
	// Two paths can reorder.
	if (isOvertaken(share, sequence)) return true;
	share.sequence = sequence;
	share.at = at;
	if (sentAt !== undefined) lookAtClock(server.clock, sentAt, at, sequence);
	const slow = takeShare(share, report, sentAt, server.clock.run);
	if (slow > 0) count(account.slow, at, slow);
	return true;
}

function isOvertaken(share: AccountShare, sequence: number): boolean {
	return sequence > 0 && sequence < share.sequence;
}

/**
 * A server has listed its accounts: those that are not listed have no clients, and where accounts with leafnodes alone
 * would be listed too, no leafnodes either.
 */
export function zeroUnlisted(
	model: Model,
	server: Server,
	listed: ReadonlySet<string>,
	listsLeafnodes: boolean,
	{sequence, at}: Pick<SharesTold, 'sequence' | 'at'>,
): void {
	for (const account of model.accounts.values()) {
		const share = account.shares.get(server.id);
		if (share === undefined || listed.has(account.id) || isOvertaken(share, sequence)) continue;
		share.sequence = sequence;
		share.connections = 0;
		if (listsLeafnodes) share.leafs = 0;
		// Of its leafnodes, if it has any, this tells nothing new.
		if (share.leafs === 0) share.at = at;
	}
}
