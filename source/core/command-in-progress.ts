// The command in progress, if there is one: it is told what is heard, and says what is to be sent.
import {beginCommand} from '../commands/catalogue.ts';
import type {Command, Stepped} from '../commands/command.ts';
import type {CommandTarget} from '../commands/command-target.ts';
import type {Model} from '../model/model.ts';
import type {Message} from '../wire/message.ts';
import {both, newsOnly, nothing, type Outcome, requesting} from './outcome.ts';

/** What a command must be able to find out without asking anybody. */
export type CommandTools = {
	/** Whether a token is signed by the issuer that it names. */
	readonly isSigned: (token: string) => boolean;
};

/** The text of a file, or why it cannot be read. */
export type FileRead = {readonly text: string} | {readonly unreadable: string};

export type CommandInProgress = {
	readonly current: () => Command | undefined;
	/** `file` is empty where none is needed; otherwise it begins when that has been read. */
	readonly begin: (target: CommandTarget, file: string, now: number) => Outcome;
	readonly fileRead: (path: string, read: FileRead, now: number) => Outcome;
	readonly confirm: (text: string, now: number) => Outcome;
	readonly hear: (message: Message) => Outcome;
	readonly tick: (now: number) => Outcome;
	/** Whatever becomes of it, nothing more is asked for it. */
	readonly drop: () => void;
};

/** Without `tools` nothing may be changed, and nothing ever begins. */
export function createCommandInProgress(
	model: Model,
	tools: CommandTools | undefined,
	utc: boolean,
): CommandInProgress {
	let current: Command | undefined;
	let toBegin: {readonly target: CommandTarget; readonly file: string} | undefined;

	function goOn({command, asks}: Stepped): Outcome {
		const isNew = command !== current;
		current = command;
		return isNew ? both(newsOnly('event'), requesting(asks)) : requesting(asks);
	}

	function start(target: CommandTarget, file: string, read: FileRead, now: number): Outcome {
		if (tools === undefined) return nothing;
		const {isSigned} = tools;
		const fileText = 'text' in read ? read.text : '';
		const unreadable = 'unreadable' in read ? read.unreadable : '';
		return goOn(beginCommand(model, target, {now, utc, isSigned, file, fileText, unreadable}));
	}

	return {
		current: () => current,
		begin(target, file, now) {
			current = undefined;
			toBegin = undefined;
			if (file === '') return start(target, file, {text: ''}, now);
			toBegin = {target, file};
			return {...nothing, effects: [{kind: 'read file', path: file}]};
		},
		fileRead(path, read, now) {
			if (toBegin?.file !== path) return nothing;
			const {target} = toBegin;
			toBegin = undefined;
			return both(newsOnly('turn'), start(target, path, read, now));
		},
		confirm: (text, now) => (current === undefined ? nothing : goOn(current.step({kind: 'confirm', text, now}))),
		hear: message => (current === undefined ? nothing : goOn(current.step({kind: 'message', message}))),
		tick: now => (current === undefined ? nothing : goOn(current.step({kind: 'tick', now}))),
		drop() {
			current = undefined;
			toBegin = undefined;
		},
	};
}
