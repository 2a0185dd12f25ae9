import {fields, text} from '../wire/fields.ts';
import {answeredBy, defineRequest} from './define-request.ts';

/** Who we are and in which account; answered by the server we hang on. */
export const whoAmISubject = '$SYS.REQ.USER.INFO';

export const whoAmIRequest = defineRequest({
	subject: whoAmISubject,
	answered: answeredBy((model, _server, answer) => {
		const data = fields(answer.body['data']);
		if (typeof data['account'] !== 'string') return 'not understood';
		// JWT users and accounts are keys; the names stand beside them.
		model.link.user = text(data['user_name']) || text(data['user']);
		model.link.account = text(data['account_name']) || text(data['account']);
		return 'taken';
	}),
});
