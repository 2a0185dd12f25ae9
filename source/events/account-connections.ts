import {reportShare} from '../model/accounts.ts';
import {accountShareOf} from '../wire/account-share.ts';
import {fields} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {type Arrived, defineEvent, type Outcome} from './define-event.ts';
import type {Model} from '../model/model.ts';

function apply(model: Model, {at, body}: Arrived): Outcome {
	const event = fields(body);
	const sender = senderOf(model, event['server'], at);
	if (sender === 'twice') return 'twice';
	const share = accountShareOf(event);
	if (sender === 'nobody' || share === undefined) return 'not understood';
	const {id} = event;
	const eventId = typeof id === 'string' ? id : '';
	const isNew = reportShare(
		model,
		sender.server,
		share.account,
		share.name,
		share.report,
		sender.serverTime,
		eventId,
		at,
	);
	return isNew ? 'taken' : 'twice';
}

/** The connections of an account on one server, at each change and every 30 s. Never "somebody connected". */
export const accountConnectionsEvent = defineEvent({subject: '$SYS.ACCOUNT.*.SERVER.CONNS', payload: 'json', apply});

/** The same event with the same id on the subject of old servers; whichever comes second is dropped. */
export const oldAccountConnectionsEvent = defineEvent({
	subject: '$SYS.SERVER.ACCOUNT.*.CONNS',
	payload: 'json',
	apply,
});
