import {detailsWith} from '../model/account-details.ts';
import {can} from '../model/capabilities.ts';
import type {JetStreamCounts, MetaView} from '../model/jetstream.ts';
import {learnMetaMembers} from '../model/meta-group.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {accountJetStreamOf} from '../wire/account-details.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {text} from '../wire/fields.ts';
import {jetStreamReportOf} from '../wire/jetstream.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';
import type {Request} from './request.ts';

// Without it streams and consumers are counted, but not those that the server leads.
const body = JSON.stringify({raft: true});

/** JetStream on every server in numbers, without its streams: about 1.3 KB of each, and 90 bytes for each of the group. */
export const jetStreamOfAll: Request = {subject: '$SYS.REQ.SERVER.PING.JSZ', body, isCompressed: true};

/** The same of the leader of each meta group alone, who knows how the others of the group are. */
export const jetStreamOfLeader: Request = {
	subject: '$SYS.REQ.SERVER.PING.JSZ',
	body: JSON.stringify({leader_only: true, raft: true}),
	isCompressed: true,
};

/** The same of one server. */
export function jetStreamOf(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.JSZ`, body, isCompressed: true};
}

/** The same of one server, and what JetStream uses of one account. An account it does not know is just not listed. */
export function jetStreamOfAccount(serverId: string, account: string): Request {
	const options = JSON.stringify({account, raft: true});
	return {subject: `$SYS.REQ.SERVER.${serverId}.JSZ`, body: options, isCompressed: true};
}

type Told = {
	readonly report: 'off' | (JetStreamCounts & MetaView);
	/** When an account was asked for; undefined as `use` when nothing is kept of it there. */
	readonly account: {readonly id: string; readonly use: ReturnType<typeof accountJetStreamOf>} | undefined;
};

function decode({envelope: {body: answer, sender}, request}: OpenedAnswer): Told | undefined {
	const data = answer['data'];
	const report = jetStreamReportOf(data, can(sender?.version ?? '', 'jetStreamLeaders'));
	if (report === undefined) return undefined;
	const id = text(openEnvelope(request.body)?.body['account']);
	return {report, account: id === '' ? undefined : {id, use: accountJetStreamOf(data, id)}};
}

function accountTold(model: Model, server: Server, {id, use}: NonNullable<Told['account']>, at: number): void {
	const account = model.accounts.get(id);
	if (account === undefined) return;
	const by = {serverId: server.id, at};
	const jetStream = use === undefined ? ({...by, isOff: true} as const) : {...use, ...by};
	account.details = detailsWith(account.details, {jetStream});
}

/** How much JetStream keeps on a server, and what that one knows of the meta group. */
export const jetStreamRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.JSZ',
	decode,
	apply(model, server, {report, account}, {at}) {
		if (account !== undefined) accountTold(model, server, account, at);
		if (report === 'off') {
			server.jetStreamReport = {at, counts: 'off', metaPeers: undefined};
			return;
		}
		learnMetaMembers(model, server, report);
		const {streams, consumers, messages, bytes, streamsLed, consumersLed, metaLeader, metaPeers} = report;
		server.jetStreamReport = {
			at,
			counts: {streams, consumers, messages, bytes, streamsLed, consumersLed},
			metaPeers: metaLeader === server.name ? metaPeers : undefined,
		};
	},
});
