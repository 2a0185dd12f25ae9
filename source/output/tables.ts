// The tables that are printed for programs: the main table of each view by the name of the view, and others by their own.
import type {PaneTable} from '../views/panes/pane-table.ts';
import {views} from '../views/catalogue.ts';
import {accountFields} from './fields/account-fields.ts';
import {clientFields, refusedLoginFields, suspectFields} from './fields/client-fields.ts';
import {
	connectFields,
	endReasonFields,
	messageFields,
	newestEventFields,
	refusalFields,
} from './fields/event-fields.ts';
import type {Field} from './fields/field.ts';
import {jetStreamFields} from './fields/jetstream-fields.ts';
import {leafnodeFields, linkFields} from './fields/link-fields.ts';
import {serverFields} from './fields/server-fields.ts';

export type Table = {
	readonly name: string;
	/** Where it stands on the screen. */
	readonly view: string;
	readonly pane: string;
	/** In one line, what a row is. */
	readonly about: string;
	readonly fields: readonly Field[];
};

export const tables: readonly Table[] = [
	{name: 'overview', view: 'overview', pane: 'overview-servers', about: 'a server', fields: serverFields},
	{name: 'who', view: 'overview', pane: 'who', about: 'a client that causes trouble', fields: suspectFields},
	{name: 'events', view: 'overview', pane: 'events', about: 'unusual events, folded', fields: newestEventFields},
	{name: 'servers', view: 'servers', pane: 'servers', about: 'a server', fields: serverFields},
	{name: 'connects', view: 'connects', pane: 'connects', about: 'a connect or disconnect', fields: connectFields},
	{name: 'end-reasons', view: 'connects', pane: 'end-reasons', about: 'why connections end', fields: endReasonFields},
	{name: 'auth-errors', view: 'auth-errors', pane: 'refused', about: 'who is refused', fields: refusedLoginFields},
	{name: 'refusals', view: 'auth-errors', pane: 'refusals', about: 'a refused login', fields: refusalFields},
	{name: 'accounts', view: 'accounts', pane: 'accounts', about: 'an account', fields: accountFields},
	{name: 'clients', view: 'clients', pane: 'clients', about: 'an application', fields: clientFields},
	{name: 'leafs', view: 'leafs', pane: 'leafs', about: 'a leafnode connection', fields: leafnodeFields},
	{name: 'jetstream', view: 'jetstream', pane: 'jetstream', about: 'JetStream on a server', fields: jetStreamFields},
	{name: 'links', view: 'links', pane: 'links', about: 'a route or a gateway', fields: linkFields},
	{name: 'messages', view: 'messages', pane: 'messages', about: 'a message that servers sent', fields: messageFields},
];

export function tableNamed(name: string): Table {
	const found = tables.find(table => table.name === name);
	if (found === undefined) throw new Error(`there is no table ${name}`);
	return found;
}

/** What the pane of a table knows of its rows. */
export function paneTableOf({view, pane}: Table): PaneTable {
	const found = views.find(({id}) => id === view)?.panes.find(({id}) => id === pane)?.table;
	if (found === undefined) throw new Error(`the view ${view} has no table ${pane}`);
	return found;
}
