import {accountsView} from './accounts.ts';
import {authErrorsView} from './auth-errors.ts';
import {clientsView} from './clients.ts';
import {connectsView} from './connects.ts';
import type {View} from './define-view.ts';
import {jetStreamView} from './jetstream.ts';
import {leafsView} from './leafs.ts';
import {linksView} from './links.ts';
import {messagesView} from './messages.ts';
import {overviewView} from './overview.ts';
import {serversView} from './servers.ts';

/** Every view, in the order of the tabs. */
export const views: readonly View[] = [
	overviewView,
	serversView,
	connectsView,
	authErrorsView,
	accountsView,
	clientsView,
	leafsView,
	jetStreamView,
	linksView,
	messagesView,
];
