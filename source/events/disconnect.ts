import {disconnected} from '../model/connections.ts';
import {connectionEventOf} from '../wire/connection-event.ts';
import {senderOf} from '../wire/sender.ts';
import {defineEvent} from './define-event.ts';

/** A client or leafnode has gone; from 2.12 on also, under `$G`, every socket that ended before its login. */
export const disconnectEvent = defineEvent({
	subject: '$SYS.ACCOUNT.*.DISCONNECT',
	apply(model, {at, envelope, messageNumber}) {
		const server = senderOf(model, envelope, at);
		if (server === 'twice') return 'twice';
		if (server === 'nobody') return 'not understood';
		const connection = connectionEventOf('disconnect', envelope.body, server, at, messageNumber);
		if (connection === undefined) return 'not understood';
		disconnected(model, server, connection);
		return 'taken';
	},
});
