import {reportShare} from '../model/accounts.ts';
import {can} from '../model/capabilities.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {coveredByTwin} from '../model/servers.ts';
import {accountShareOf, type ShareFields} from '../wire/account-share.ts';
import {copyOf} from '../wire/own-text.ts';
import {timeOf} from '../wire/time.ts';
import {type ArrivedEvent, defineEvent, type OpenedEvent} from './define-event.ts';

function decode({envelope}: OpenedEvent): ShareFields | undefined {
	return accountShareOf(envelope.body);
}

function apply(
	model: Model,
	server: Server,
	share: ShareFields,
	{at, subject, envelope}: ArrivedEvent,
): 'twice' | undefined {
	// Every socket counts as one of `$G` until it has logged in, and is not counted out: the truth is in STATZ.
	if (share.account === '$G' && !can(server.version, 'quietDefaultAccount')) return undefined;
	const {id} = envelope;
	const eventId = typeof id === 'string' ? copyOf(id) : '';
	const {sequence, time} = envelope;
	const isNew = reportShare(model, server, share, {sentAt: timeOf(time), sequence, eventId, at});
	if (!isNew) return 'twice';
	// On the subject of old servers the same event was sent just before, under a number of its own.
	if (subject.endsWith('.SERVER.CONNS')) coveredByTwin(server);
	return undefined;
}

/** The connections of an account on one server, at each change and every 30 s. Never "somebody connected". */
export const accountConnectionsEvent = defineEvent({
	kind: 'account connections',
	subject: '$SYS.ACCOUNT.*.SERVER.CONNS',
	decode,
	apply,
});

/** The same event with the same id on the subject of old servers; whichever comes second is dropped. */
export const oldAccountConnectionsEvent = defineEvent({
	kind: 'account connections',
	subject: '$SYS.SERVER.ACCOUNT.*.CONNS',
	decode,
	apply,
});
