import {leafnodeListAfter} from '../model/leafnodes.ts';
import {type LeafnodeFields, leafnodesOf} from '../wire/leafnodes.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';

/** Every server's leafnode connections: one answer of each server, about 300 bytes for each of its leafnodes. */
export const leafnodesSubject = '$SYS.REQ.SERVER.PING.LEAFZ';

type Leafnodes = {readonly leafnodes: readonly LeafnodeFields[]; readonly sentAt: number | undefined};

function decode({envelope: {body, time}}: OpenedAnswer): Leafnodes | undefined {
	const leafnodes = leafnodesOf(body['data']);
	return leafnodes === undefined ? undefined : {leafnodes, sentAt: timeOf(time)};
}

export const leafnodesRequest = defineRequest({
	subject: leafnodesSubject,
	decode,
	apply(_model, server, {leafnodes, sentAt}, {at}) {
		const moment = {serverTime: sentAt, run: server.clock.run};
		server.leafnodes = leafnodeListAfter(server.leafnodes, leafnodes, moment, at);
		return undefined;
	},
});
