import {disconnected} from '../model/connections.ts';
import {defineEvent} from './define-event.ts';
import {decodeConnection, journaledEvent} from './journaled-event.ts';

/** A client or leafnode has gone; from 2.12 on also, under `$G`, every socket that ended before its login. */
export const disconnectEvent = defineEvent({
	kind: 'disconnect',
	subject: '$SYS.ACCOUNT.*.DISCONNECT',
	decode: decodeConnection,
	apply(model, server, fields, event) {
		disconnected(model, server, journaledEvent('disconnect', server, fields, event));
	},
});
