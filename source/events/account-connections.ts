import {reportShare} from '../model/accounts.ts';
import {can} from '../model/capabilities.ts';
import {coveredByTwin} from '../model/servers.ts';
import {accountShareOf} from '../wire/account-share.ts';
import {copyOf} from '../wire/own-text.ts';
import {senderOf} from '../wire/sender.ts';
import {timeOf} from '../wire/time.ts';
import {type Arrived, defineEvent, type Outcome} from './define-event.ts';
import type {Model} from '../model/model.ts';

function apply(model: Model, {at, subject, envelope}: Arrived): Outcome {
	const server = senderOf(model, envelope, at);
	if (server === 'twice') return 'twice';
	const share = accountShareOf(envelope.body);
	if (server === 'nobody' || share === undefined) return 'not understood';
	// Every socket counts as one of `$G` until it has logged in, and is not counted out: the truth is in STATZ.
	if (share.account === '$G' && !can(server.version, 'quietDefaultAccount')) return 'taken';
	const {id} = envelope;
	const eventId = typeof id === 'string' ? copyOf(id) : '';
	const isNew = reportShare(
		model,
		server,
		share.account,
		share.name,
		share.report,
		timeOf(envelope.time) ?? at,
		eventId,
		at,
	);
	// On the subject of old servers the same event was sent just before, under a number of its own.
	if (isNew && subject.endsWith('.SERVER.CONNS')) coveredByTwin(server);
	return isNew ? 'taken' : 'twice';
}

/** The connections of an account on one server, at each change and every 30 s. Never "somebody connected". */
export const accountConnectionsEvent = defineEvent({subject: '$SYS.ACCOUNT.*.SERVER.CONNS', apply});

/** The same event with the same id on the subject of old servers; whichever comes second is dropped. */
export const oldAccountConnectionsEvent = defineEvent({
	subject: '$SYS.SERVER.ACCOUNT.*.CONNS',
	apply,
});
