// The command in progress, if there is one: what it asks is sent, what is heard is told to it. Made only where something
// may be changed at all.
import {beginCommand} from '../commands/catalogue.ts';
import type {Command, Stepped} from '../commands/command.ts';
import type {CommandContext} from '../commands/command-context.ts';
import type {CommandTarget} from '../commands/command-target.ts';
import type {Message} from '../wire/message.ts';
import type {Model} from '../model/model.ts';
import type {Ask} from '../sources/source.ts';

/** What only the outside can do for a command. */
export type CommandTools = {
	/** The text of a file. @throws an error that says why it cannot be read */
	readonly readFile: (path: string) => string;
	/** Whether a token is signed by the issuer that it names. */
	readonly isSigned: (token: string) => boolean;
};

export type CommandSettings = CommandTools & {
	readonly ask: (ask: Ask) => void;
	readonly now: () => number;
	readonly utc: boolean;
	/** There is something new to be seen. */
	readonly changed: () => void;
};

export type CommandInProgress = {
	readonly current: () => Command | undefined;
	readonly begin: (model: Model, target: CommandTarget, file: string) => void;
	readonly confirm: (text: string) => void;
	readonly hear: (message: Message) => void;
	readonly tick: () => void;
	/** Whatever becomes of it, nothing more is asked for it. */
	readonly drop: () => void;
};

export function createCommandInProgress({
	ask,
	now,
	utc,
	changed,
	readFile,
	isSigned,
}: CommandSettings): CommandInProgress {
	let current: Command | undefined;

	function goOn({command, asks}: Stepped): void {
		if (command !== current) changed();
		// Sending is heard at once, as a message: by then it must be the new one that hears it.
		current = command;
		for (const one of asks) ask(one);
	}

	function fileOf(path: string): Pick<CommandContext, 'file' | 'fileText' | 'unreadable'> {
		try {
			return {file: path, fileText: path === '' ? '' : readFile(path), unreadable: ''};
		} catch (error) {
			return {file: path, fileText: '', unreadable: error instanceof Error ? error.message : String(error)};
		}
	}

	return {
		current: () => current,
		begin(model, target, file) {
			current = undefined;
			goOn(beginCommand(model, target, {now: now(), utc, isSigned, ...fileOf(file)}));
		},
		confirm(text) {
			if (current !== undefined) goOn(current.step({kind: 'confirm', text, now: now()}));
		},
		hear(message) {
			if (current !== undefined) goOn(current.step({kind: 'message', message}));
		},
		tick() {
			if (current !== undefined) goOn(current.step({kind: 'tick', now: now()}));
		},
		drop() {
			current = undefined;
		},
	};
}
