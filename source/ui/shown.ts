import type {Command} from '../commands/command.ts';
import type {CommandKind, CommandTarget} from '../commands/command-target.ts';
import type {Cursor, Needs, Sort} from '../table/table.ts';
import type {Action} from './action.ts';
import type {Grid} from './grid.ts';
import type {ProblemHere} from './problem-here.ts';
import type {ConnectionsOf, Target} from './target.ts';

/** What is on the screen, as far as a key needs to know it. */
export type Shown = {
	readonly views: readonly {readonly id: string; readonly title: string; readonly key: string}[];
	/** Panes of the view that keys can go to, in the order of Tab: those with rows, and the one that has the keys. */
	readonly panes: readonly string[];
	/** The pane that has the keys; undefined when a page is open. */
	readonly pane: ShownPane | undefined;
	/** The open page, scrolled as far as its `top`. */
	readonly page: ShownPage | undefined;
	/** Its raw message, when what is under the cursor has one. */
	readonly message: number | undefined;
	/** Its message was dropped. */
	readonly messageDropped?: true;
	/** The problem under the cursor. */
	readonly problem?: ProblemHere;
	/** There is a moment to compare with. */
	readonly hasBaseline?: boolean;
	/** What can be copied: the row under the cursor, the open page. */
	readonly copy: {readonly what: string; readonly text: string} | undefined;
	/** The command of the `nats` program that shows the same. */
	readonly natsCommand?: string;
	/** What is being typed after `:`, parsed. */
	readonly typedCommand?: TypedCommand;
	/** The commands for the row under the cursor or the open page; absent when commands are not allowed. */
	readonly commands?: Readonly<Record<CommandKind, PossibleCommand>>;
	/** The command that is open. */
	readonly command?: Pick<Command, 'stage' | 'confirmation' | 'conclusion' | 'reasons'>;
	/** The past is looked at; of a recording there is nothing else. */
	readonly past?: {readonly isReplay: boolean; readonly isPlaying: boolean};
	/** Why the past cannot be looked at. */
	readonly whyNoPast?: string;
	/** Why nothing can be asked of the servers now. */
	readonly whyNotAsk?: string;
	/** How many systems are watched at once, where there are several, and which one this is; undefined in their list. */
	readonly systems?: {readonly many: number; readonly here: number | undefined};
};

type ShownPage = {
	readonly lines: number;
	readonly height: number;
	/** Numbers of the lines that hold what is searched for. */
	readonly matches: readonly number[];
	/** The lines that open something, in order. */
	readonly openable: readonly {readonly line: number; readonly target: Target}[];
	/** The one of them that is chosen. */
	readonly chosen: number | undefined;
};

export type PossibleCommand = {readonly target: CommandTarget} | {readonly why: string};

export type TypedCommand = {
	/** Possible completions, sorted. */
	readonly completions: readonly string[];
	/** The longest common prefix of them. */
	readonly completed: string;
	/** The action of the command as typed so far; a notice when it does nothing. */
	readonly action: Action;
};

/** A column as it can be chosen: `always` there, on the screen, without room, or taken out. */
export type Choosable = {
	readonly id: string;
	readonly title: string;
	readonly state: 'always' | 'shown' | 'no room' | 'out';
};

/** A column that sorts; texts ascend first, numbers descend. */
export type Sortable = {readonly id: string; readonly title: string; readonly descending: boolean};

/** Whether this is the list of several systems, and no system. */
export function isInSystemList({systems}: Shown): boolean {
	return systems !== undefined && systems.here === undefined;
}

/** What Enter opens: the row under the cursor, or the chosen line of a page. */
export function targetOf({pane, page}: Shown): Target | undefined {
	if (page === undefined) return pane?.target;
	return page.chosen === undefined ? undefined : page.openable[page.chosen]?.target;
}

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
	readonly hiddenRight: number;
	/** What its columns hold, in cells. */
	readonly needs: Needs;
	/** Has columns that a narrow screen has no room for. */
	readonly canNarrow?: boolean;
	/** Its columns, in order. */
	readonly columns?: readonly Choosable[];
	/** Can be compared with the baseline. */
	readonly compares?: boolean;
	/** Has the keys. */
	readonly focused: boolean;
	readonly sort: Sort | undefined;
	/** Columns that sort, in order. */
	readonly sorts: readonly Sortable[];
	/** Has rates that can be switched to totals. */
	readonly totals: boolean;
	/** Has shortened numbers that can be switched to full ones. */
	readonly units: boolean;
	readonly target: Target | undefined;
	/** It has no rows: the cursor goes from cell to cell of these matrices. */
	readonly grid?: Grid;
	/** Whose connections are asked for, and of whom, where it stands below the table what that costs. */
	readonly asks?: {readonly of: ConnectionsOf; readonly servers: readonly string[]};
	/** There are more rows, which PgDn asks for at the last one. */
	readonly hasMore?: boolean;
};
