import type {Command} from '../commands/command.ts';
import type {CommandKind, CommandTarget} from '../commands/command-target.ts';
import type {Cursor, Needs, Sort} from '../table/table.ts';
import type {Action} from './action.ts';
import type {Target} from './ui.ts';

/** What is on the screen, as far as a key needs to know it. */
export type Shown = {
	readonly views: readonly {readonly id: string; readonly title: string; readonly key: string}[];
	/** Panes of the view that keys can go to, in the order of Tab: those with rows, and the one that has the keys. */
	readonly panes: readonly string[];
	/** The pane that has the keys; undefined when a page is open. */
	readonly pane: ShownPane | undefined;
	/** The open page, scrolled as far as its `top`. */
	readonly page: {readonly lines: number; readonly height: number; readonly matches: readonly number[]} | undefined;
	/** Its raw message, when what is under the cursor has one. */
	readonly message: number | undefined;
	/** It had one, which is no longer kept. */
	readonly messageDropped?: true;
	readonly copy: string;
	/** What is being typed after `:`, understood. */
	readonly typedCommand?: TypedCommand;
	/** What can be done to what is under the cursor, or open; absent where nothing may be changed. */
	readonly commands?: Readonly<Record<CommandKind, PossibleCommand>>;
	/** The command that is open. */
	readonly command?: Pick<Command, 'stage' | 'confirmation' | 'conclusion' | 'reasons'>;
	/** Why nothing can be asked of the servers now. */
	readonly whyNotAsk?: string;
};

export type PossibleCommand = {readonly target: CommandTarget} | {readonly why: string};

export type TypedCommand = {
	/** What it could become, in the order of the alphabet. */
	readonly completions: readonly string[];
	/** The text as far as all of those agree. */
	readonly completed: string;
	/** What it does as it stands; a notice when it does nothing. */
	readonly action: Action;
};

/** A column that sorts; texts ascend first, numbers descend. */
export type Sortable = {readonly id: string; readonly title: string; readonly descending: boolean};

export type ShownPane = {
	readonly id: string;
	readonly stream: boolean;
	readonly cursor: Cursor;
	readonly top: number;
	readonly rows: number;
	readonly height: number;
	readonly columnOffset: number;
	/** To both sides. */
	readonly hiddenColumns: number;
	/** What its columns hold, in cells. */
	readonly needs: Needs;
	/** Has the keys. */
	readonly focused: boolean;
	readonly sort: Sort | undefined;
	/** Columns that sort, in order. */
	readonly sorts: readonly Sortable[];
	/** Shows rates, for which totals can be had. */
	readonly totals: boolean;
	/** Shows numbers shortened, which can be had in full. */
	readonly units: boolean;
	readonly target: Target | undefined;
};
