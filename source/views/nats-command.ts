// The command of the `nats` program that shows the same as a view or a row: to go on there, or to tell a colleague. It
// never holds a login: a context has one, and whoever has no context adds his own.
import {entryOf} from '../model/journal.ts';
import type {Shown} from '../ui/shown.ts';
import {type ConnectionsLayer, topLayer} from '../ui/ui.ts';
import type {ConnectionsOf, Target} from '../ui/target.ts';
import type {View} from './define-view.ts';
import type {Look} from './look.ts';

/** What comes after `nats`. */
type Words = readonly string[];

const authErrors: Words = ['events', '--subjects', '$SYS.SERVER.*.CLIENT.AUTH.ERR'];
const ofConnections: Words = ['server', 'report', 'connections'];

/** By view. */
const viewWords: Readonly<Record<string, Words>> = {
	overview: ['server', 'list'],
	servers: ['server', 'list'],
	connects: ['events', '--all'],
	'auth-errors': authErrors,
	accounts: ['server', 'report', 'accounts'],
	clients: ofConnections,
	leafs: ['server', 'report', 'leafnodes'],
	links: ['server', 'report', 'routes'],
	jetstream: ['server', 'report', 'jetstream'],
	messages: ['subscribe', '$SYS.>'],
};

function serverName({model}: Look, id: string): string {
	return model.servers.get(id)?.name ?? id;
}

/** The name of a server; its id where another one has the same name. */
function uniqueName(look: Look, id: string): string {
	const name = serverName(look, id);
	const isOnlyOne = look.model.serversByName.get(name)?.length === 1;
	return isOnlyOne && !name.startsWith('-') ? name : id;
}

/** A flag with what it is set to; nothing where that is not known. */
function flag(name: string, value: string | undefined): Words {
	if (value === undefined || value === '') return [];
	// It must not be read as another flag.
	return value.startsWith('-') ? [`${name}=${value}`] : [name, value];
}

function wordsOfConnections(look: Look, of: ConnectionsOf, layer?: ConnectionsLayer): Words {
	const state = layer?.state === 'closed' ? ['--state', 'closed'] : [];
	switch (of.kind) {
		case 'everything':
			return [...ofConnections, ...state];
		case 'server':
			return [...ofConnections, ...flag('--host', serverName(look, of.id)), ...state];
		case 'account':
			return [...ofConnections, ...flag('--account', of.id), ...state];
		case 'client': {
			const client = look.model.clients.get(of.key);
			const account = client?.accountId || client?.account;
			return [...ofConnections, ...flag('--account', account), ...flag('--username', client?.user), ...state];
		}
	}
}

/** A connection by its number, which the program asks all servers for. */
function oneConnection(cid: number | undefined, more: Words): Words | undefined {
	return cid === undefined ? undefined : ['server', 'request', 'connections', '--filter-cid', String(cid), ...more];
}

function wordsOfTarget(look: Look, target: Target): Words | undefined {
	switch (target.kind) {
		case 'server':
			return ['server', 'info', uniqueName(look, target.id)];
		case 'jetstream':
			return ['server', 'report', 'jetstream', ...flag('--host', serverName(look, target.id))];
		case 'account':
			return target.id.startsWith('-') ? undefined : ['server', 'account', 'info', target.id];
		case 'client':
			return wordsOfConnections(look, target);
		case 'refused':
			return authErrors;
		case 'connection': {
			const event = entryOf(look.model.journals[target.journal], target.number)?.event;
			return event?.kind === 'refused' ? authErrors : oneConnection(event?.cid, ['--filter-state', 'all']);
		}
		case 'connections':
			return wordsOfConnections(look, target.of);
		case 'listed':
			return oneConnection(target.cid, []);
		case 'subjects':
			return oneConnection(target.cid, ['--subscriptions']);
		case 'message': {
			const subject = entryOf(look.model.journals.messages, target.number)?.subject;
			return subject === undefined ? undefined : ['subscribe', subject];
		}
		case 'view':
			return viewWords[target.view];
		case 'context':
			return ['context', 'info', target.name];
		default:
			return undefined;
	}
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
	return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** With the context that is used, or the address; never with a login. */
function inFull({contextName, link}: Look, words: Words): string {
	const where = contextName === undefined ? flag('--server', link.address) : flag('--context', contextName);
	return ['nats', ...words, ...(words[0] === 'context' ? [] : where)].map(quoted).join(' ');
}

/** Of the view, or the list of connections that is open. */
function wordsOfPlace(look: Look, view: View): Words | undefined {
	const layer = topLayer(look.ui);
	if (layer === undefined) return viewWords[view.id];
	return layer.kind === 'connections' ? wordsOfConnections(look, layer.of, layer) : undefined;
}

/** What is shown: what an open page is about, otherwise the row under the cursor, otherwise the view. */
export function natsCommandAt(look: Look, view: View, {pane}: Shown): Pick<Shown, 'natsCommand'> {
	const layer = topLayer(look.ui);
	const target = layer?.kind === 'page' ? layer.target : pane?.target;
	const words = (target && wordsOfTarget(look, target)) ?? wordsOfPlace(look, view);
	return words === undefined ? {} : {natsCommand: inFull(look, words)};
}
