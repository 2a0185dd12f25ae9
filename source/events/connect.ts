import {connected} from '../model/connections.ts';
import {fields} from '../wire/fields.ts';
import {timeOf} from '../wire/time.ts';
import {userTokenUntil} from '../wire/user-token.ts';
import {defineEvent} from './define-event.ts';
import {decodeConnection, journaledEvent} from './journaled-event.ts';

/** A client or leafnode has logged in; sent again for every live connection when a server reloads. */
export const connectEvent = defineEvent({
	kind: 'connect',
	subject: '$SYS.ACCOUNT.*.CONNECT',
	decode(opened) {
		const connection = decodeConnection(opened);
		if (connection === undefined) return undefined;
		return {connection, loginUntil: userTokenUntil(fields(opened.envelope.body['client'])['jwt'])};
	},
	apply(model, server, {connection, loginUntil}, event) {
		const journaled = journaledEvent('connect', server, connection, event);
		connected(model, server, journaled, {toldAt: timeOf(event.envelope.timestamp), loginUntil});
	},
});
