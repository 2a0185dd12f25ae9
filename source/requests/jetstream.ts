import {can} from '../model/capabilities.ts';
import type {JetStreamCounts, MetaView} from '../model/jetstream.ts';
import {learnMetaMembers} from '../model/meta-group.ts';
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

function decode({envelope: {body: answer, sender}}: OpenedAnswer): 'off' | (JetStreamCounts & MetaView) | undefined {
	return jetStreamReportOf(answer['data'], can(sender?.version ?? '', 'jetStreamLeaders'));
}

/** How much JetStream keeps on a server, and what that one knows of the meta group. */
export const jetStreamRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.JSZ',
	decode,
	apply(model, server, report, {at}) {
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
