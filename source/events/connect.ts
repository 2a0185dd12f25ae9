import {connected} from '../model/connections.ts';
import {timeOf} from '../wire/time.ts';
import {defineEvent} from './define-event.ts';
import {decodeConnection, journaledEvent} from './journaled-event.ts';

/** A client or leafnode has logged in; sent again for every live connection when a server reloads. */
export const connectEvent = defineEvent({
	kind: 'connect',
	subject: '$SYS.ACCOUNT.*.CONNECT',
	decode: decodeConnection,
	apply(model, server, fields, event) {
		connected(model, server, journaledEvent('connect', server, fields, event), timeOf(event.envelope.timestamp));
	},
});
