// What a key is: its names, its words, and where it does nothing.
import type {Action} from './action.ts';
import type {Shown} from './shown.ts';
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
		readonly text: string | ((ui: Ui, shown: Shown) => string);
		readonly rank: number;
		/** Said in the footer where the key could be expected to work and does not. */
		readonly lacks?: (shown: Shown) => string | undefined;
	};
	/** What it changes in the system: `kicks a connection`. It is bound only where that is allowed. */
	readonly commands?: string;
	/** Why it does nothing here; undefined when it does. */
	readonly refuses?: (ui: Ui, shown: Shown) => string | undefined;
};

/** Whether its keys are bound at all. */
export function isBound({commands}: Binding, {allowsCommands}: Ui): boolean {
	return commands === undefined || allowsCommands;
}

/** Whether a binding does something here. */
export function worksHere(binding: Binding, ui: Ui, shown: Shown): boolean {
	return isBound(binding, ui) && binding.refuses?.(ui, shown) === undefined;
}
