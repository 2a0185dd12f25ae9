import type {CommandKind, CommandTarget} from '../commands/command-target.ts';
import type {ConnectionOrder, Target} from './target.ts';

/** What a key means. */
export type Action =
	| {readonly kind: 'move'; readonly by: number; readonly unit: 'row' | 'half' | 'page'}
	| {readonly kind: 'edge'; readonly to: 'first' | 'last'}
	| {readonly kind: 'sideways'; readonly by: number}
	| {readonly kind: 'view'; readonly view: string}
	/** The view that has this digit. */
	| {readonly kind: 'numbered view'; readonly key: string}
	| {readonly kind: 'neighbour view'; readonly by: number}
	| {readonly kind: 'last view'}
	| {readonly kind: 'pane'; readonly by: number}
	| {readonly kind: 'open'}
	| {readonly kind: 'close'}
	| {readonly kind: 'filter'}
	| {readonly kind: 'match'; readonly by: number}
	| {readonly kind: 'only problems'}
	| {readonly kind: 'problems'}
	/** A wider or a narrower window of time. */
	| {readonly kind: 'window'; readonly by: number}
	/** Only what has moved since the baseline, or everything. */
	| {readonly kind: 'compare'}
	| {readonly kind: 'set baseline'}
	| {readonly kind: 'zoom'}
	| {readonly kind: 'narrow'}
	/** Somebody knows of the problem under the cursor; once more: it is told again. */
	| {readonly kind: 'acknowledge'}
	| {readonly kind: 'sort column'; readonly by: number}
	| {readonly kind: 'reverse'}
	| {readonly kind: 'sort menu'}
	| {readonly kind: 'column chooser'}
	| {readonly kind: 'totals'}
	| {readonly kind: 'units'}
	| {readonly kind: 'freeze'}
	/** Forward in the past, or back into it. */
	| {readonly kind: 'step'; readonly by: number}
	/** To a moment, epoch milliseconds. */
	| {readonly kind: 'to time'; readonly at: number}
	/** To the next moment of interest, or to the one before: a problem begins, or somebody has marked it. */
	| {readonly kind: 'to problem'; readonly by: number}
	/** Asks what to say of this moment. */
	| {readonly kind: 'begin marker'}
	/** Marks this moment; the note may be empty. */
	| {readonly kind: 'mark'; readonly note: string}
	| {readonly kind: 'follow'}
	| {readonly kind: 'raw'}
	/** The connections of what is under the cursor, or of the open page. */
	| {readonly kind: 'connections'; readonly first: ConnectionOrder}
	/** In a list of connections: of all servers, or only of those that know of them; open or closed ones. */
	| {readonly kind: 'everywhere'}
	| {readonly kind: 'open or closed'}
	| {readonly kind: 'copy'}
	/** Copies the command of the `nats` program that shows the same. */
	| {readonly kind: 'copy command'}
	| {readonly kind: 'ask now'}
	/** Writes the last messages to a file; `path` is one that was typed. */
	| {readonly kind: 'write recording'; readonly path?: string}
	/** Writes what is looked at, and how it came to that, for people and for programs; `path` is one that was typed. */
	| {readonly kind: 'write snapshot'; readonly path?: string}
	/** Writes how tables are sorted, and their columns, to the configuration file. */
	| {readonly kind: 'write tables'}
	| {readonly kind: 'redraw'}
	| {readonly kind: 'next theme'}
	| {readonly kind: 'suspend'}
	| {readonly kind: 'help'}
	| {readonly kind: 'command line'}
	| {readonly kind: 'complete'}
	/** What was typed before, or after that. */
	| {readonly kind: 'recall'; readonly by: number}
	| {readonly kind: 'go'; readonly target: Target}
	/** `missing`: a notice that is shown with the list. */
	| {readonly kind: 'contexts'; readonly missing?: string}
	| {readonly kind: 'switch context'; readonly name: string}
	/** To one of the systems that are watched at once. */
	| {readonly kind: 'to system'; readonly number: number}
	| {readonly kind: 'command'; readonly command: CommandKind}
	| {readonly kind: 'quit or close'}
	| {readonly kind: 'quit'}
	| {readonly kind: 'type'; readonly text: string}
	/** A text that was pasted. */
	| {readonly kind: 'paste'; readonly text: string}
	| {readonly kind: 'erase'; readonly all: boolean}
	| {readonly kind: 'accept'}
	| {readonly kind: 'cancel'}
	| {readonly kind: 'notice'; readonly text: string}
	| {readonly kind: 'nothing'};

/** What the runtime must do about an action. */
export type Effect =
	| {readonly kind: 'quit'}
	| {readonly kind: 'suspend'}
	| {readonly kind: 'redraw'}
	| {readonly kind: 'next theme'}
	| {readonly kind: 'ask now'}
	| {readonly kind: 'write recording'; readonly path?: string}
	| {readonly kind: 'write snapshot'; readonly path?: string}
	| {readonly kind: 'write tables'}
	| {readonly kind: 'mark'; readonly note: string}
	| {readonly kind: 'freeze'}
	| {readonly kind: 'thaw'}
	| {readonly kind: 'step'; readonly byMs: number}
	| {readonly kind: 'to problem'; readonly by: number}
	| {readonly kind: 'to time'; readonly at: number}
	| {readonly kind: 'play or pause'}
	| {readonly kind: 'to now'}
	/** What is looked at now is compared with from now on. */
	| {readonly kind: 'set baseline'}
	| {readonly kind: 'list contexts'}
	| {readonly kind: 'switch context'; readonly name: string}
	/** To one of the systems that are watched at once, or to the list of them. */
	| {readonly kind: 'to system'; readonly number: number}
	| {readonly kind: 'to systems'}
	/** Of several systems, those that are not connected are tried at once. */
	| {readonly kind: 'connect now'}
	/** `file`: the file with the new claims; empty when the command needs none. */
	| {readonly kind: 'begin command'; readonly target: CommandTarget; readonly file: string}
	| {readonly kind: 'confirm command'; readonly text: string}
	/** `what` names the text in a few words, for the notice about the result. */
	| {readonly kind: 'copy'; readonly what: string; readonly text: string};
