// What the source says of its own connection arrives as a message like everything else, so that a recording shows the
// gaps it had.
import {notHeard} from '../model/blind-spans.ts';
import {noteLoss, noteOwn, noteWhyLost, rememberedRefusals} from '../model/link.ts';
import type {Model} from '../model/model.ts';
import {note} from '../model/notices.ts';
import {type LinkReportFields, linkReportOf} from '../wire/link-report.ts';
import {linkSubject} from '../wire/message.ts';
import {defineSenderlessEvent} from './define-event.ts';

type Report<State extends LinkReportFields['state']> = Extract<LinkReportFields, {readonly state: State}>;

function up(
	model: Model,
	{address, serverId, serverName, cid, systemAccount, loginUntil, continues}: Report<'up'>,
	at: number,
): void {
	const {link} = model;
	link.address = address;
	link.serverId = serverId;
	link.serverName = serverName;
	link.cid = cid;
	link.loginUntil = loginUntil;
	noteOwn(link, serverId, cid);
	if (systemAccount !== undefined) link.inSystemAccount = systemAccount;
	const again = link.losses > 0;
	if (link.state === 'down') notHeard(model, Math.min(link.since, model.nothingHeardSince ?? link.since), at);
	else if (!continues || model.startedAt === undefined) model.listeningSince = at;
	else model.listeningSince = Math.max(model.listeningSince, model.startedAt);
	model.nothingHeardSince = undefined;
	link.state = 'up';
	link.since = at;
	link.attempt = 0;
	link.trying = '';
	link.againAt = undefined;
	link.reason = '';
	// What was refused before may be granted now, and would be said again.
	link.refused.clear();
	if (again) note(model, 'link up', at, link.serverName || link.address, 'our connection is back');
}

function down(model: Model, {reason}: Report<'down'>, at: number): void {
	const {link} = model;
	link.reason = reason;
	if (link.state === 'down') return;
	link.state = 'down';
	link.since = at;
	noteLoss(link, at, reason);
	note(model, 'link down', at, link.serverName || link.address, link.reason);
	// We are connected to no server until we are told to which.
	link.serverId = '';
	link.serverName = '';
	link.cid = undefined;
}

function account(model: Model, {systemAccount, account: name}: Report<'account'>, at: number): void {
	const {link} = model;
	link.inSystemAccount = systemAccount;
	if (name !== '') link.account = name;
	const place = name === '' ? 'another account' : `account ${name}`;
	const told = systemAccount
		? 'our user is in the system account again'
		: `our user is in ${place} now, not in the system account: nothing is heard`;
	note(model, 'note', at, link.serverName || link.address, told);
}

function apply(model: Model, report: LinkReportFields, at: number): undefined {
	const {link} = model;
	switch (report.state) {
		case 'up':
			up(model, report, at);
			return;
		case 'down':
			down(model, report, at);
			return;
		case 'ended':
			link.state = 'ended';
			link.since = at;
			return;
		case 'trying':
			link.attempt = report.attempt;
			link.trying = report.address;
			link.againAt = report.againAt;
			if (report.reason !== '') link.reason = report.reason;
			return;
		case 'refused':
			if (link.refused.size < rememberedRefusals) link.refused.set(report.subject, report.operation);
			note(model, 'refused', at, report.subject, `not allowed to ${report.operation}`);
			return;
		case 'granted':
			link.refused.delete(report.subject);
			note(model, 'note', at, report.subject, `allowed to ${report.operation} again`);
			return;
		case 'account':
			account(model, report, at);
			return;
		case 'own':
			noteOwn(link, report.serverId, report.cid);
			return;
		case 'note':
			if (report.lostBecause !== '') noteWhyLost(link, report.lostBecause, at);
			note(model, 'note', at, link.serverName, report.text);
			return;
	}
}

export const linkReportEvent = defineSenderlessEvent({
	kind: 'link report',
	subject: linkSubject,
	decode: ({envelope}) => linkReportOf(envelope.body),
	apply: (model, report, {at}) => apply(model, report, at),
});
