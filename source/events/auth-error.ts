import {can} from '../model/capabilities.ts';
import {loginRefused} from '../model/connections.ts';
import {coveredByTwin} from '../model/servers.ts';
import {defineEvent} from './define-event.ts';
import {decodeConnection, journaledEvent} from './journaled-event.ts';

/** A login was refused: of a client, leafnode, route or gateway. Its `type` says "disconnect"; the subject decides. */
export const authErrorEvent = defineEvent({
	kind: 'auth error',
	subject: '$SYS.SERVER.*.CLIENT.AUTH.ERR',
	decode: decodeConnection,
	apply(model, server, fields, event) {
		// The same was sent into the tenant's account just before, under a number of its own.
		if (can(server.version, 'tenantAuthErrors')) coveredByTwin(server);
		loginRefused(model, server, journaledEvent('refused', server, fields, event));
	},
});
