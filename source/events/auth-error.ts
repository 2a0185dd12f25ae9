import {can} from '../model/capabilities.ts';
import {loginRefused} from '../model/connections.ts';
import {coveredByTwin} from '../model/servers.ts';
import {connectionEventOf} from '../wire/connection-event.ts';
import {senderOf} from '../wire/sender.ts';
import {defineEvent} from './define-event.ts';

/** A login was refused: of a client, leafnode, route or gateway. Its `type` says "disconnect"; the subject decides. */
export const authErrorEvent = defineEvent({
	subject: '$SYS.SERVER.*.CLIENT.AUTH.ERR',
	apply(model, {at, envelope, messageNumber}) {
		const server = senderOf(model, envelope, at);
		if (server === 'twice') return 'twice';
		if (server === 'nobody') return 'not understood';
		const connection = connectionEventOf('refused', envelope.body, server, at, messageNumber);
		if (connection === undefined) return 'not understood';
		// The same was sent into the tenant's account just before, under a number of its own.
		if (can(server.version, 'tenantAuthErrors')) coveredByTwin(server);
		loginRefused(model, server, connection);
		return 'taken';
	},
});
