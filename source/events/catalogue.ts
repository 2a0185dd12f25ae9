import {accountConnectionsEvent, oldAccountConnectionsEvent} from './account-connections.ts';
import {authErrorEvent} from './auth-error.ts';
import {claimsUpdateEvent} from './claims-update.ts';
import {clockReportEvent} from './clock-report.ts';
import {connectEvent} from './connect.ts';
import {disconnectEvent} from './disconnect.ts';
import {lameDuckEvent, shutdownEvent} from './goodbye.ts';
import {heartbeatEvent} from './heartbeat.ts';
import {leafnodeConnectEvent, leafnodeDisconnectEvent} from './leafnode.ts';
import {linkReportEvent} from './link-report.ts';
import {markerEvent} from './marker.ts';

/** Every event this program understands; the ones that come in storms first, longer subjects before those they end in. */
export const eventKinds = [
	leafnodeConnectEvent,
	leafnodeDisconnectEvent,
	connectEvent,
	disconnectEvent,
	authErrorEvent,
	accountConnectionsEvent,
	oldAccountConnectionsEvent,
	heartbeatEvent,
	shutdownEvent,
	lameDuckEvent,
	claimsUpdateEvent,
	linkReportEvent,
	clockReportEvent,
	markerEvent,
];
