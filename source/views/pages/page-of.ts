import type {Target} from '../../ui/target.ts';
import type {Look} from '../look.ts';
import {connectionPage} from './connection-page.ts';
import {accountGraphsPage, serverGraphsPage} from './graphs-page.ts';
import {accountPage, clientPage, refusedPage} from './identity-pages.ts';
import {jetStreamPage} from './jetstream-page.ts';
import {leafnodePage} from './leafnode-page.ts';
import {gatewayPage, routePage} from './link-page.ts';
import {listedConnectionPage, subjectsPage} from './listed-connection-page.ts';
import {messagePage} from './message-page.ts';
import {noticePage} from './notice-page.ts';
import {blank, type Page, paragraph} from './page.ts';
import {serverPage} from './server-page.ts';

function found(look: Look, target: Target): Page | undefined {
	switch (target.kind) {
		case 'server':
			return serverPage(look, target.id);
		case 'jetstream':
			return jetStreamPage(look, target.id);
		case 'account':
			return accountPage(look, target.id);
		case 'graphs':
			return target.of === 'server' ? serverGraphsPage(look, target.id) : accountGraphsPage(look, target.id);
		case 'route':
			return routePage(look, target.one, target.other);
		case 'gateway':
			return gatewayPage(look, target.from, target.to);
		case 'client':
			return clientPage(look, target.key);
		case 'leafnode':
			return leafnodePage(look, target.serverId, target.key);
		case 'refused':
			return refusedPage(look, target.key);
		case 'connection':
			return connectionPage(look, target.journal, target.number);
		case 'notable':
			return noticePage(look, target.number);
		case 'message':
			return messagePage(look, target.number);
		case 'listed':
			return listedConnectionPage(look, target.serverId, target.cid);
		case 'subjects':
			return subjectsPage(look, target.serverId, target.cid);
		case 'connections':
		case 'ask':
		case 'context':
		case 'system':
		case 'view':
		case 'sort':
		case 'column':
			return undefined;
	}
}

/** The page a target opens; when it is no longer known, one that says so. */
export function pageOf(look: Look, target: Target): Page {
	return (
		found(look, target) ?? {
			title: 'No longer known',
			lines: [
				blank,
				paragraph('This was dropped to save memory: only the newest events, messages and clients are kept.'),
			],
		}
	);
}
