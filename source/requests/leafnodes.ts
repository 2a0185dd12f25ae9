import {leafnodesTold} from '../model/leafnodes.ts';
import {leafnodesOf} from '../wire/leafnodes.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest} from './define-request.ts';

/** Every server's leafnode connections: one answer of each server, about 300 bytes for each of its leafnodes. */
export const leafnodesSubject = '$SYS.REQ.SERVER.PING.LEAFZ';

export const leafnodesRequest = defineRequest({
	subject: leafnodesSubject,
	decode: ({envelope: {body}}) => leafnodesOf(body['data']),
	apply(_model, server, leafnodes, {at, envelope: {time}}) {
		leafnodesTold(server, leafnodes, timeOf(time), at);
	},
});
