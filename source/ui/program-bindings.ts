// The keys that show what is behind a row, command servers and clients, and run the program itself.
import type {CommandKind} from '../commands/command-target.ts';
import {whyNoNatsCommand} from './arranging.ts';
import type {Binding} from './binding.ts';
import {whyNoConnections} from './connections.ts';
import {isInSystemList} from './shown.ts';
import {topLayer} from './ui.ts';

/** A key that begins a command: its page opens, and the target's name has to be typed. */
function commanding(key: string, command: CommandKind, help: string, commands: string): Binding {
	return {
		label: key,
		help: `${help}; only with --allow-actions`,
		group: 'Command',
		commands,
		keys: {[key]: {kind: 'command', command}},
		// After the keys that only read.
		footer: {label: key, text: command, rank: 20},
		refuses(_ui, {commands: allowed}) {
			const possible = allowed?.[command];
			if (possible === undefined) return 'no command applies to this row';
			return 'why' in possible ? possible.why : undefined;
		},
	};
}

export const programBindings: readonly Binding[] = [
	{
		label: 'J',
		help: 'raw message of the row',
		group: 'Row',
		keys: {J: {kind: 'raw'}},
		refuses: (ui, {message, messageDropped}) => {
			if (messageDropped === true) return 'this message was dropped: only the newest ones are kept';
			if (message === undefined) return 'this row has no single message';
			const layer = topLayer(ui);
			const isRaw = layer?.kind === 'page' && layer.target.kind === 'message' && layer.target.number === message;
			return isRaw ? 'this is the raw message' : undefined;
		},
		footer: {
			label: 'J',
			text: 'raw',
			rank: 5.7,
			lacks: ({messageDropped}) => (messageDropped === true ? 'message dropped' : undefined),
		},
	},
	{
		label: 'C U',
		help: 'connections of the row: busiest, most subscriptions',
		group: 'Row',
		keys: {C: {kind: 'connections', first: 'traffic'}, U: {kind: 'connections', first: 'subs'}},
		refuses: whyNoConnections,
		footer: {label: 'C', text: 'connections', rank: 5.6},
	},
	{
		label: 'A',
		help: 'connections on all servers, or only where they are known',
		group: 'Row',
		ofSystem: true,
		keys: {A: {kind: 'everywhere'}},
		refuses(ui) {
			const layer = topLayer(ui);
			if (layer?.kind !== 'connections') return undefined;
			if (layer.of.kind === 'server') return 'these are of one server';
			return layer.of.kind === 'everything' ? 'these are of all servers' : undefined;
		},
		footer: {
			label: 'A',
			text: ui => (topLayer(ui)?.kind === 'connections' ? 'all servers' : ''),
			rank: 5.3,
		},
	},
	{
		label: 'o',
		help: 'open or closed connections',
		group: 'Row',
		keys: {o: {kind: 'open or closed'}},
		refuses: ui => (topLayer(ui)?.kind === 'connections' ? undefined : 'only in a list of connections'),
		footer: {label: 'o', text: 'open/closed', rank: 5.4},
	},
	{label: 'y', help: 'copy the row, or the page', group: 'Row', keys: {y: {kind: 'copy'}}},
	{
		label: 'Y',
		help: 'copy the command of the nats program that shows the same',
		group: 'Row',
		ofSystem: true,
		keys: {Y: {kind: 'copy command'}},
		refuses: (_ui, {natsCommand}) => (natsCommand === undefined ? whyNoNatsCommand : undefined),
	},
	{
		label: ':',
		help: 'command line: :servers, :server n4, :back 2m, :at 12:03:10',
		group: 'Find',
		keys: {':': {kind: 'command line'}},
	},
	{
		label: 'x',
		help: 'list of contexts, or of systems; Enter goes there',
		group: 'Program',
		keys: {x: {kind: 'contexts'}},
		refuses: (_ui, shown) => (isInSystemList(shown) ? 'this is the list of systems' : undefined),
	},
	{
		label: 'r',
		help: 'ask all servers now; of systems, try what is lost',
		group: 'Program',
		keys: {r: {kind: 'ask now'}},
		refuses: (_ui, {whyNotAsk}) => whyNotAsk,
	},
	{
		label: 'W',
		help: 'write the last minutes as a recording',
		group: 'Program',
		ofSystem: true,
		keys: {W: {kind: 'write recording'}},
	},
	{
		label: 'S',
		help: 'write an incident snapshot of this moment: Markdown and JSON',
		group: 'Program',
		ofSystem: true,
		keys: {S: {kind: 'write snapshot'}},
	},
	{label: 'T', help: 'the next theme, until the program ends', group: 'Program', keys: {T: {kind: 'next theme'}}},
	{
		label: 'D',
		help: 'write order and columns of tables to the configuration file',
		group: 'Program',
		ofSystem: true,
		keys: {D: {kind: 'write tables'}},
	},
	{label: '^L', help: 'redraw the screen', group: 'Program', keys: {'ctrl-l': {kind: 'redraw'}}},
	{
		label: '? F1',
		help: 'help',
		group: 'Program',
		keys: {'?': {kind: 'help'}, f1: {kind: 'help'}},
	},
	commanding('K', 'kick', 'kick the connection', 'kicks a connection'),
	commanding('L', 'move', 'ask the connection to move', 'asks a connection to move'),
	commanding('R', 'reload', 'reload the configuration', 'reloads a server’s configuration'),
	commanding('P', 'push', 'push the account’s claims', 'pushes an account’s claims'),
	{label: 'q', help: 'close, quit', group: 'Program', keys: {q: {kind: 'quit or close'}}},
	{label: 'Q ^C', help: 'quit', group: 'Program', keys: {Q: {kind: 'quit'}, 'ctrl-c': {kind: 'quit'}}},
	{label: '^Z', help: 'suspend', group: 'Program', keys: {'ctrl-z': {kind: 'suspend'}}},
];
