import {disconnected} from '../model/connections.ts';
import {connectionEventOf} from '../wire/connection-event.ts';
import {fields} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {defineEvent} from './define-event.ts';

/** A client or leafnode has gone; from 2.12 on also, under `$G`, every socket that ended before its login. */
export const disconnectEvent = defineEvent({
	subject: '$SYS.ACCOUNT.*.DISCONNECT',
	payload: 'json',
	apply(model, {at, body, messageNumber}) {
		const event = fields(body);
		const sender = senderOf(model, event['server'], at);
		if (sender === 'twice') return 'twice';
		if (sender === 'nobody') return 'not understood';
		const connection = connectionEventOf('disconnect', event, sender.server, at, messageNumber);
		if (connection === undefined) return 'not understood';
		disconnected(model, sender.server, connection);
		return 'taken';
	},
});
