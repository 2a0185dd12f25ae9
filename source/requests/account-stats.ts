import {zeroUnlisted, reportShare} from '../model/accounts.ts';
import {accountShareOf} from '../wire/account-share.ts';
import {fields} from '../wire/fields.ts';
import {timeOf} from '../wire/time.ts';
import {answeredBy, defineRequest} from './define-request.ts';

/** Every server's share of every account with connections, `$G` included, which sends no events of its own. */
export const accountStatsSubject = '$SYS.REQ.ACCOUNT.PING.STATZ';

export const accountStatsRequest = defineRequest({
	subject: accountStatsSubject,
	answered: answeredBy((model, server, answer, at) => {
		const entries = fields(answer.body['data'])['account_statz'];
		if (!Array.isArray(entries)) return 'not understood';
		const listed = new Set<string>();
		for (const entry of entries) {
			const share = accountShareOf(fields(entry));
			if (share === undefined) continue;
			listed.add(share.account);
			reportShare(model, server, share.account, share.name, share.report, timeOf(answer.time) ?? at, '', at);
		}
		zeroUnlisted(model, server, listed, at);
		return 'taken';
	}),
});
