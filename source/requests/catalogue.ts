import {accountInfoRequest} from './account-info.ts';
import {accountStatsRequest} from './account-stats.ts';
import type {RequestKind} from './define-request.ts';
import {identityRequest} from './identity.ts';
import {pingRequest} from './ping.ts';
import {serverStatsRequest} from './server-stats.ts';
import {whoAmIRequest} from './who-am-i.ts';

/** Every question this program asks. */
export const requestKinds: readonly RequestKind[] = [
	pingRequest,
	serverStatsRequest,
	identityRequest,
	accountStatsRequest,
	accountInfoRequest,
	whoAmIRequest,
];
