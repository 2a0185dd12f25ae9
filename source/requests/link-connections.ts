import {takeLinkConnections} from '../model/link-connections.ts';
import {gatewaysTold, routesTold} from '../wire/link-connections.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest, type RequestKind} from './define-request.ts';
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

function linkConnectionsRequest(verb: 'ROUTEZ' | 'GATEWAYZ', toldIn: typeof routesTold): RequestKind {
	return defineRequest({
		subject: `$SYS.REQ.SERVER.*.${verb}`,
		decode({envelope: {body, time}}) {
			const told = toldIn(body['data']);
			return told && {...told, serverTime: told.serverTime ?? timeOf(time)};
		},
		apply(model, server, told, {at, request}) {
			takeLinkConnections(model, keyOf(request), server, told, at);
		},
	});
}

export const routesRequest = linkConnectionsRequest('ROUTEZ', routesTold);
export const gatewaysRequest = linkConnectionsRequest('GATEWAYZ', gatewaysTold);
