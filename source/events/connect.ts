import {connected} from '../model/connections.ts';
import {connectionEventOf} from '../wire/connection-event.ts';
import {senderOf} from '../wire/sender.ts';
import {timeOf} from '../wire/time.ts';
import {defineEvent} from './define-event.ts';

/** A client or leafnode has logged in; sent again for every live connection when a server reloads. */
export const connectEvent = defineEvent({
	subject: '$SYS.ACCOUNT.*.CONNECT',
	apply(model, {at, envelope, messageNumber}) {
		const server = senderOf(model, envelope, at);
		if (server === 'twice') return 'twice';
		if (server === 'nobody') return 'not understood';
		const connection = connectionEventOf('connect', envelope.body, server, at, messageNumber);
		if (connection === undefined) return 'not understood';
		connected(model, server, connection, timeOf(envelope.timestamp));
		return 'taken';
	},
});
