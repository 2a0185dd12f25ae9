// Which commands apply to the row under the cursor, or to the open page; or why they do not.
import type {CommandTarget} from '../commands/command-target.ts';
import {precheck} from '../commands/precheck.ts';
import {listedConnection} from '../model/connection-list.ts';
import type {ConnectionEvent} from '../model/journal-entry.ts';
import {entryOf} from '../model/journal.ts';
import type {Model} from '../model/model.ts';
import type {PossibleCommand, Shown} from '../ui/shown.ts';
import {topLayer} from '../ui/ui.ts';
import type {Target} from '../ui/target.ts';
import type {Look} from './look.ts';

function eventAt({journals}: Model, target: Target | undefined): ConnectionEvent | undefined {
	return target?.kind === 'connection' ? entryOf(journals[target.journal], target.number)?.event : undefined;
}

const leafnodesStay = 'only clients can be asked to move, leafnodes cannot';

/** The open connection that an event is about, or why there is none. */
function connectionOf(model: Model, kind: 'kick' | 'move', event: ConnectionEvent): CommandTarget | string {
	const {cid, serverId, startedAt} = event;
	if (event.kind === 'refused' || event.kind === 'unfinished') return 'this login failed: there is no connection';
	if (cid === undefined) return 'the server does not report the connection id';
	// When all open connections are tracked, one that is not among them is closed.
	const isKept = model.forgotten.connections === 0 && model.servers.has(serverId);
	const isOpen = event.kind === 'connect' && (!isKept || model.servers.get(serverId)?.connections.has(cid) === true);
	if (!isOpen) return `connection ${cid} is closed`;
	if (kind === 'move' && event.connectionKind === 'Leafnode') return leafnodesStay;
	return {kind, serverId, cid, startedAt};
}

/** A connection that a server has listed, or why it is none to do anything to. */
function listedAt(
	model: Model,
	kind: 'kick' | 'move',
	target: Target & {readonly kind: 'listed'},
): CommandTarget | string {
	const {serverId, cid} = target;
	const connection = listedConnection(model, serverId, cid)?.connection;
	if (connection === undefined) return 'nothing is known of this connection yet';
	if (connection.stoppedAt !== undefined) return `connection ${cid} is closed`;
	if (kind === 'move' && connection.kind === 'Leafnode') return leafnodesStay;
	return {kind, serverId, cid, startedAt: connection.startedAt};
}

/** The commands that are possible here; undefined when commands are not allowed. */
export function commandsAt(look: Look, shown: Shown): Shown['commands'] {
	const {ui, link, travelled} = look;
	if (!ui.allowsCommands) return undefined;
	const layer = topLayer(ui);
	const target = layer?.kind === 'page' ? layer.target : shown.pane?.target;
	// The frozen model may be outdated; our own link is the current one.
	const model = {...look.model, link};
	const possible = (command: CommandTarget | string): PossibleCommand => {
		if (typeof command === 'string') return {why: command};
		if (travelled !== undefined) return {why: 'the past is looked at, which no command can change'};
		if (ui.frozenAt !== undefined) return {why: 'the display is frozen; Space resumes'};
		const why = precheck(model, command);
		return why === undefined ? {target: command} : {why};
	};
	const event = eventAt(model, target);
	const connection = (kind: 'kick' | 'move'): PossibleCommand => {
		if (target?.kind === 'listed') return possible(listedAt(model, kind, target));
		return possible(
			event === undefined ? 'only where a connection is shown: in Connects' : connectionOf(model, kind, event),
		);
	};
	const isServer = target?.kind === 'server';
	const isAccount = target?.kind === 'account';
	return {
		kick: connection('kick'),
		move: connection('move'),
		reload: possible(isServer ? {kind: 'reload', serverId: target.id} : 'only where a server is shown: in Servers'),
		push: possible(isAccount ? {kind: 'push', account: target.id} : 'only where an account is shown: in Accounts'),
	};
}
