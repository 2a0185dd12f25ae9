import {zeroUnlisted, reportShare} from '../model/accounts.ts';
import {accountShareOf, type ShareFields} from '../wire/account-share.ts';
import {fields} from '../wire/fields.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';

/** Every server's share of every account with connections, `$G` included, which sends no events of its own. */
export const accountStatsSubject = '$SYS.REQ.ACCOUNT.PING.STATZ';

type AccountStats = {readonly shares: readonly ShareFields[]; readonly sentAt: number | undefined};

function decode({envelope: {body, time}}: OpenedAnswer): AccountStats | undefined {
	const entries = fields(body['data'])['account_statz'];
	if (!Array.isArray(entries)) return undefined;
	const shares = entries.map(entry => accountShareOf(fields(entry))).filter(share => share !== undefined);
	return {shares, sentAt: timeOf(time)};
}

export const accountStatsRequest = defineRequest({
	subject: accountStatsSubject,
	decode,
	apply(model, server, {shares, sentAt}, {at}) {
		for (const share of shares) {
			reportShare(model, server, share.account, share.name, share, sentAt ?? at, '', at);
		}
		zeroUnlisted(model, server, new Set(shares.map(({account}) => account)), at);
	},
});
