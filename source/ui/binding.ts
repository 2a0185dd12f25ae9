// A key: its names, its texts, and the places where it does nothing.
import type {Action} from './action.ts';
import {isInSystemList, type Shown} from './shown.ts';
import type {Ui} from './ui.ts';

type Group = 'Move' | 'Views' | 'Find' | 'Table' | 'Time' | 'Row' | 'Program' | 'Command';

export type Binding = {
	/** As a person reads it: `↑ ↓ j k`. */
	readonly label: string;
	/** What it does, in few words. */
	readonly help: string;
	readonly group: Group;
	/** Key names, as `keyNames` gives them, and what each does. */
	readonly keys: Readonly<Record<string, Action>>;
	/** Short form for the footer, and its place there; lower comes first. */
	readonly footer?: {
		readonly label: string;
		/** Empty where it is not worth a place. */
		readonly text: string | ((ui: Ui, shown: Shown) => string);
		readonly rank: number | ((ui: Ui, shown: Shown) => number);
		/** Shown in the footer where one would expect the key to work and it does not. */
		readonly lacks?: (shown: Shown) => string | undefined;
	};
	/** Which command it begins: `kicks a connection`. It is bound only when commands are allowed. */
	readonly commands?: string;
	/** Whether what it does is about one system: then it does nothing in the list of several. */
	readonly ofSystem?: true | ((ui: Ui) => boolean);
	/** Why it does nothing here; undefined when it does. */
	readonly refuses?: (ui: Ui, shown: Shown) => string | undefined;
};

/** Whether its keys are bound at all. */
export function isBound({commands}: Binding, {allowsCommands}: Ui): boolean {
	return commands === undefined || allowsCommands;
}

/** Why a binding does nothing here; undefined when it does. */
export function whyNotHere({ofSystem, refuses}: Binding, ui: Ui, shown: Shown): string | undefined {
	const isOfSystem = typeof ofSystem === 'function' ? ofSystem(ui) : ofSystem === true;
	if (isOfSystem && isInSystemList(shown)) return 'only in a system; Enter goes into one';
	return refuses?.(ui, shown);
}

/** Whether a binding does something here. */
export function worksHere(binding: Binding, ui: Ui, shown: Shown): boolean {
	return isBound(binding, ui) && whyNotHere(binding, ui, shown) === undefined;
}
