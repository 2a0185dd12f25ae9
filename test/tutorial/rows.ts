// The rows of the system-account tutorial: for each, what must happen at real servers, and where the screen shows it.
import {claimsRow} from './claims-row.ts';
import {authErrorRow, connectRow, connsRow, disconnectRow} from './client-rows.ts';
import {leafConnectRow, leafDisconnectRow, leafDownRow, leafUpRow} from './leaf-rows.ts';
import type {Row} from './row.ts';
import {heartbeatRow, pingRow, serverStatsRow} from './server-rows.ts';

export const rows: readonly Row[] = [
	connectRow,
	disconnectRow,
	connsRow,
	authErrorRow,
	leafUpRow,
	leafDownRow,
	leafConnectRow,
	leafDisconnectRow,
	heartbeatRow,
	serverStatsRow,
	pingRow,
	claimsRow,
];
