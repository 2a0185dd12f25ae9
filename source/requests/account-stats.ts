import {reportShare} from '../model/accounts.ts';
import {accountShareOf} from '../wire/account-share.ts';
import {fields, list} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {defineRequest} from './define-request.ts';

/** Every server's share of every account with connections, `$G` included, which sends no events of its own. */
export const accountStatsSubject = '$SYS.REQ.ACCOUNT.PING.STATZ';

export const accountStatsRequest = defineRequest({
	subject: accountStatsSubject,
	answered(model, body, at) {
		if (body === undefined) return 'nobody there';
		const answer = fields(body);
		const sender = senderOf(model, answer['server'], at);
		if (sender === 'twice') return 'twice';
		if (sender === 'nobody') return 'not understood';
		for (const entry of list(fields(answer['data'])['account_statz'])) {
			const share = accountShareOf(fields(entry));
			if (share === undefined) continue;
			reportShare(model, sender.server, share.account, share.name, share.report, sender.serverTime, '', at);
		}
		return 'taken';
	},
});
