import {senderOf} from '../wire/sender.ts';
import {type Arrived, defineEvent, type Outcome} from './define-event.ts';
import type {Model} from '../model/model.ts';

// An internal signal between servers with gateways, sent for each leaf login and again for each server discovered: it
// names no client and counts nothing. Leafnodes are told from CONNECT and DISCONNECT with kind "Leafnode".
function apply(model: Model, {at, envelope}: Arrived): Outcome {
	const server = senderOf(model, envelope, at);
	if (server === 'twice') return 'twice';
	return server === 'nobody' ? 'not understood' : 'taken';
}

export const leafnodeConnectEvent = defineEvent({
	subject: '$SYS.ACCOUNT.*.LEAFNODE.CONNECT',
	apply,
});

/** Promised by the old documentation, sent by no known version; understood in case one does. */
export const leafnodeDisconnectEvent = defineEvent({
	subject: '$SYS.ACCOUNT.*.LEAFNODE.DISCONNECT',
	apply,
});
