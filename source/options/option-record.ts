// What the program knows of an option besides how it is read: the help, the manual and the completions of shells are
// made from this.

/** Names of which a value is one, or some. */
export type NameKind =
	| 'columns'
	| 'conclusions'
	| 'context'
	| 'events'
	| 'file'
	| 'filter'
	| 'scenario'
	| 'sort'
	| 'table'
	| 'view';

export type OptionRecord = {
	/** As it is written, without dashes. */
	readonly name: string;
	readonly short?: string;
	/** What stands for its value; none of a switch. In brackets where it may be left out. */
	readonly value?: string;
	/** What the value can be, where that is known: names of a kind, or these words. */
	readonly values?: NameKind | readonly string[];
	/** The variable of the environment that says the same. */
	readonly variable?: string;
	/** It may have a default in the configuration file, which counts everywhere, or only for what opens a screen. */
	readonly inFile?: 'everywhere' | 'screen';
	readonly about: string;
};

export type OptionGroup = {
	readonly title: string;
	readonly options: readonly OptionRecord[];
	/** What holds for all of them. */
	readonly note?: string;
};
