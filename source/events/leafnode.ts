import {text} from '../wire/fields.ts';
import {defineEvent, type OpenedEvent} from './define-event.ts';

// An internal signal between servers with gateways, sent for each leaf login and again for each server discovered: it
// names no client and counts nothing. Leafnodes are told from CONNECT and DISCONNECT with kind "Leafnode".
function decode({envelope}: OpenedEvent): {readonly account: string} {
	return {account: text(envelope.body['acc'])};
}

function apply(): undefined {}

export const leafnodeConnectEvent = defineEvent({
	kind: 'leafnode connect',
	subject: '$SYS.ACCOUNT.*.LEAFNODE.CONNECT',
	decode,
	apply,
});

/** Promised by the old documentation, sent by no known version; understood in case one does. */
export const leafnodeDisconnectEvent = defineEvent({
	kind: 'leafnode disconnect',
	subject: '$SYS.ACCOUNT.*.LEAFNODE.DISCONNECT',
	decode,
	apply,
});
