import {takeLinkConnections} from '../model/link-connections.ts';
import {gatewaysTold, routesTold} from '../wire/link-connections.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest} from './define-request.ts';
import {keyOf, type Request} from './request.ts';

/** Asks one server for all connections of its routes, without subscriptions: some 430 bytes each, much less compressed. */
export function routesOfServer(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.ROUTEZ`, body: '', isCompressed: true};
}

/** Asks one server for its gateway to a cluster and those that come from there: some 500 bytes each. */
export function gatewaysOfServer(serverId: string, cluster: string): Request {
	return {
		subject: `$SYS.REQ.SERVER.${serverId}.GATEWAYZ`,
		body: JSON.stringify({name: cluster}),
		isCompressed: true,
	};
}

export const routesRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.ROUTEZ',
	decode({envelope: {body, time}}) {
		const told = routesTold(body['data']);
		return told && {...told, serverTime: told.serverTime ?? timeOf(time)};
	},
	apply(model, server, told, {at, request}) {
		takeLinkConnections(model, keyOf(request), server, told, at);
	},
});

export const gatewaysRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.GATEWAYZ',
	decode({envelope: {body, time}}) {
		const told = gatewaysTold(body['data']);
		return told && {...told, serverTime: told.serverTime ?? timeOf(time)};
	},
	apply(model, server, told, {at, request}) {
		takeLinkConnections(model, keyOf(request), server, told, at);
	},
});
