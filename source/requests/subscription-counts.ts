import {subscriptionsTold} from '../model/details-told.ts';
import {subscriptionCountsOf} from '../wire/subscription-counts.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest} from './define-request.ts';
import type {Request} from './request.ts';

/** Asks one server how its subscriptions are looked up, without listing any. About 700 bytes. */
export function subscriptionCounts(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.SUBSZ`, body: ''};
}

export const subscriptionCountsRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.SUBSZ',
	decode: ({envelope: {body}}) => subscriptionCountsOf(body['data']),
	apply(_model, server, counts, {at, envelope: {time}}) {
		subscriptionsTold(server, counts, timeOf(time), at);
	},
});
