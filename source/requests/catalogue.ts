import {accountInfoRequest} from './account-info.ts';
import {accountNamesRequest} from './account-names.ts';
import {accountStatsRequest} from './account-stats.ts';
import {connectionListRequest} from './connection-list.ts';
import type {RequestKind} from './define-request.ts';
import {identityRequest} from './identity.ts';
import {jetStreamRequest} from './jetstream.ts';
import {kickConnectionRequest} from './kick-connection.ts';
import {gatewaysRequest, routesRequest} from './link-connections.ts';
import {leafnodesRequest} from './leafnodes.ts';
import {moveConnectionRequest} from './move-connection.ts';
import {pingRequest} from './ping.ts';
import {pushClaimsRequest} from './push-claims.ts';
import {reloadServerRequest} from './reload-server.ts';
import {serverHealthRequest} from './server-health.ts';
import {serverStatsRequest} from './server-stats.ts';
import {serverVariablesRequest} from './server-variables.ts';
import {subscriptionCountsRequest} from './subscription-counts.ts';
import {whoAmIRequest} from './who-am-i.ts';

/** Every question this program asks; the last ones change something, and are asked when a person has confirmed them. */
export const requestKinds: readonly RequestKind[] = [
	pingRequest,
	serverStatsRequest,
	identityRequest,
	accountStatsRequest,
	accountInfoRequest,
	leafnodesRequest,
	routesRequest,
	gatewaysRequest,
	jetStreamRequest,
	serverHealthRequest,
	subscriptionCountsRequest,
	whoAmIRequest,
	accountNamesRequest,
	connectionListRequest,
	serverVariablesRequest,
	kickConnectionRequest,
	moveConnectionRequest,
	reloadServerRequest,
	pushClaimsRequest,
];
