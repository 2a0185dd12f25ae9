// The change in progress, if there is one: what it asks is sent, what is heard is told to it. Made only where something
// may be changed at all.
import {beginChange} from './changes/catalogue.ts';
import type {Change, Stepped} from './changes/change.ts';
import type {Surroundings} from './changes/surroundings.ts';
import type {ChangeTarget} from './changes/target.ts';
import type {Message} from './message.ts';
import type {Model} from './model/model.ts';
import type {Ask} from './sources/source.ts';

/** What only the outside can do for a change. */
export type ChangeTools = {
	/** The text of a file. @throws an error that says why it cannot be read */
	readonly readFile: (path: string) => string;
	/** Whether a token is signed by the issuer that it names. */
	readonly isSigned: (token: string) => boolean;
};

export type ChangingSettings = ChangeTools & {
	readonly ask: (ask: Ask) => void;
	readonly now: () => number;
	readonly utc: boolean;
	/** There is something new to be seen. */
	readonly changed: () => void;
};

export type Changing = {
	readonly current: () => Change | undefined;
	readonly begin: (model: Model, target: ChangeTarget, file: string) => void;
	readonly confirm: (text: string) => void;
	readonly hear: (message: Message) => void;
	readonly tick: () => void;
	/** Whatever becomes of it, nothing more is asked for it. */
	readonly drop: () => void;
};

export function createChanging({ask, now, utc, changed, readFile, isSigned}: ChangingSettings): Changing {
	let current: Change | undefined;

	function goOn({change, asks}: Stepped): void {
		if (change !== current) changed();
		// Sending is heard at once, as a message: by then it must be the new one that hears it.
		current = change;
		for (const one of asks) ask(one);
	}

	function fileOf(path: string): Pick<Surroundings, 'file' | 'fileText' | 'unreadable'> {
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
			goOn(beginChange(model, target, {now: now(), utc, isSigned, ...fileOf(file)}));
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
