// What the command line has to know of tables and their columns to say what is wrong with a name.

export type ColumnFacts = {
	readonly id: string;
	readonly aliases: readonly string[];
	/** It begins with the largest when it is sorted by. */
	readonly isDescending: boolean;
	/** It is on the screen, where text can show it. */
	readonly isShown: boolean;
	/** Programs are given it. */
	readonly isPrinted: boolean;
	/** It has a value to sort and filter by. */
	readonly hasValue: boolean;
};

export type TableFacts = {
	readonly name: string;
	/** The view on which it is the main table, or another one. */
	readonly view: string;
	readonly pane: string;
	readonly columns: readonly ColumnFacts[];
	/** Why its rows cannot be sorted. */
	readonly whyNotSorted?: string;
};
