// What the source says of its own connection arrives as a message like everything else, so that a recording shows the
// gaps it had.
import {linkSubject} from '../wire/message.ts';
import {notHeard} from '../model/blind-spans.ts';
import {rememberedRefusals} from '../model/link.ts';
import type {Model} from '../model/model.ts';
import {note} from '../model/notices.ts';
import {type Fields, number, text, wholeOrNothing} from '../wire/fields.ts';
import {defineEvent} from './define-event.ts';

function up(model: Model, report: Fields, at: number): void {
	const {link} = model;
	link.address = text(report['address']);
	link.serverId = text(report['serverId']);
	link.serverName = text(report['serverName']);
	link.cid = wholeOrNothing(report['cid']);
	const again = link.losses > 0;
	if (link.state === 'down') notHeard(model, link.since, at);
	else model.listeningSince = at;
	link.state = 'up';
	link.since = at;
	link.attempt = 0;
	link.trying = '';
	link.reason = '';
	// What was refused before may be granted now, and would be said again.
	link.refused.clear();
	if (again) note(model, 'link up', at, link.serverName || link.address, 'our connection is back');
}

function down(model: Model, report: Fields, at: number): void {
	const {link} = model;
	link.reason = text(report['reason']);
	if (link.state === 'down') return;
	link.state = 'down';
	link.since = at;
	link.losses++;
	note(model, 'link down', at, link.serverName || link.address, link.reason);
	// We hang on no server until we are told on which.
	link.serverId = '';
	link.serverName = '';
	link.cid = undefined;
}

export const linkReportEvent = defineEvent({
	subject: linkSubject,
	apply(model, {at, envelope}) {
		const report = envelope.body;
		const {link} = model;
		switch (report['state']) {
			case 'up':
				up(model, report, at);
				return 'taken';
			case 'down':
				down(model, report, at);
				return 'taken';
			case 'ended':
				link.state = 'ended';
				link.since = at;
				return 'taken';
			case 'trying':
				link.attempt = number(report['attempt']);
				link.trying = text(report['address']);
				if (text(report['reason']) !== '') link.reason = text(report['reason']);
				return 'taken';
			case 'refused': {
				const subject = text(report['subject']);
				const operation = report['operation'] === 'publish' ? 'publish' : 'subscribe';
				if (link.refused.size < rememberedRefusals) link.refused.set(subject, operation);
				note(model, 'refused', at, subject, `not allowed to ${operation}`);
				return 'taken';
			}
			case 'note':
				note(model, 'note', at, link.serverName, text(report['text']));
				return 'taken';
			default:
				return 'not understood';
		}
	},
});
