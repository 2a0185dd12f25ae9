import {connected} from '../model/connections.ts';
import {connectionEventOf} from '../wire/connection-event.ts';
import {fields} from '../wire/fields.ts';
import {senderOf} from '../wire/sender.ts';
import {timeOf} from '../wire/time.ts';
import {defineEvent} from './define-event.ts';

/** A client or leafnode has logged in; sent again for every live connection when a server reloads. */
export const connectEvent = defineEvent({
	subject: '$SYS.ACCOUNT.*.CONNECT',
	payload: 'json',
	apply(model, {at, body, messageNumber}) {
		const event = fields(body);
		const sender = senderOf(model, event['server'], at);
		if (sender === 'twice') return 'twice';
		if (sender === 'nobody') return 'not understood';
		const connection = connectionEventOf('connect', event, sender.server, at, messageNumber);
		if (connection === undefined) return 'not understood';
		connected(model, sender.server, connection, timeOf(event['timestamp']));
		return 'taken';
	},
});
