import {zeroUnlisted, reportShare} from '../model/accounts.ts';
import {can} from '../model/capabilities.ts';
import type {Model} from '../model/model.ts';
import {accountShareOf, type ShareFields} from '../wire/account-share.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {fields} from '../wire/fields.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';
import type {Request} from './request.ts';

const subject = '$SYS.REQ.ACCOUNT.PING.STATZ';

/**
 * Every server's share of every account with connections, `$G` included, which sends no events of its own. Servers
 * before 2.12.10 and 2.14.2 leave out accounts that have leafnodes alone, and servers without any account do not answer.
 */
const accountStatsOfUsed: Request = {subject, body: ''};
/** The same of every account, also of those that nobody uses. */
export const accountStatsOfAll: Request = {subject, body: '{"include_unused":true}'};

/** Of all accounts on all servers; at some 550 bytes each. With more, the list is too long to be asked for every 5 s. */
const mostListed = 1000;

/**
 * Which of both is right for what is known of the system. All are asked for where that costs little, and once when
 * nothing is known yet: then every server answers, so that it can be told when the answers are complete.
 */
export function accountStatsFor({servers, accounts}: Pick<Model, 'servers' | 'accounts'>): Request {
	return accounts.size * servers.size <= mostListed ? accountStatsOfAll : accountStatsOfUsed;
}

type AccountStats = {
	readonly shares: readonly ShareFields[];
	readonly sentAt: number | undefined;
	/** What an account that is not listed does not have; `not told` when only some accounts were asked for. */
	readonly unlisted: 'not told' | 'clients' | 'anything';
};

function unlistedIn({body}: Request, version: string): AccountStats['unlisted'] {
	const asked = openEnvelope(body)?.body ?? {};
	if (asked['accounts'] !== undefined) return 'not told';
	return asked['include_unused'] === true || can(version, 'leafnodeAccounts') ? 'anything' : 'clients';
}

function decode({envelope: {body, time, sender}, request}: OpenedAnswer): AccountStats | undefined {
	const entries = fields(body['data'])['account_statz'];
	if (!Array.isArray(entries)) return undefined;
	const shares = entries.map(entry => accountShareOf(fields(entry))).filter(share => share !== undefined);
	// What cannot be read may be any account.
	const isWhole = shares.length === entries.length;
	const unlisted = isWhole ? unlistedIn(request, sender?.version ?? '') : 'not told';
	return {shares, sentAt: timeOf(time), unlisted};
}

export const accountStatsRequest = defineRequest({
	subject,
	decode,
	apply(model, server, {shares, sentAt, unlisted}, {at, envelope: {sequence}}) {
		const told = {sentAt, sequence, eventId: '', at};
		for (const share of shares) {
			// That nobody uses an account on a server is news only where somebody did.
			const isUsed = share.connections !== 0 || share.leafs !== 0;
			const wasUsed = model.accounts.get(share.account)?.shares.has(server.id) === true;
			if (isUsed || wasUsed) reportShare(model, server, share, told);
		}
		if (unlisted === 'not told') return;
		zeroUnlisted(model, server, new Set(shares.map(({account}) => account)), unlisted === 'anything', told);
	},
});
