import {loginRefused} from '../model/connections.ts';
import {connectionEventOf} from '../wire/connection-event.ts';
import {fields} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {defineEvent} from './define-event.ts';

/** A login was refused: of a client, leafnode, route or gateway. Its `type` says "disconnect"; the subject decides. */
export const authErrorEvent = defineEvent({
	subject: '$SYS.SERVER.*.CLIENT.AUTH.ERR',
	payload: 'json',
	apply(model, {at, body, messageNumber}) {
		const event = fields(body);
		const sender = senderOf(model, event['server'], at);
		if (sender === 'twice') return 'twice';
		if (sender === 'nobody') return 'not understood';
		const connection = connectionEventOf('refused', event, sender.server, at, messageNumber);
		if (connection === undefined) return 'not understood';
		loginRefused(model, sender.server, connection);
		return 'taken';
	},
});
