// What a configuration file says, whichever language it is written in. Each value knows its line, so that an error can
// name it.

/** `line`: from 1, where its key stands. */
export type ConfigNode = {readonly line: number} & (
	| {readonly kind: 'table'; readonly entries: ReadonlyMap<string, ConfigNode>}
	| {readonly kind: 'list'; readonly items: readonly ConfigNode[]}
	| {readonly kind: 'text'; readonly value: string}
	| {readonly kind: 'number'; readonly value: number}
	| {readonly kind: 'switch'; readonly value: boolean}
	/** What no setting can be: a date, null, a list of tables. */
	| {readonly kind: 'other'; readonly what: string}
);

export type ConfigTable = Extract<ConfigNode, {kind: 'table'}>;

/** The text is not written in its language; `because` never quotes it, as it may hold a secret. */
export class BrokenConfig extends Error {
	readonly line: number | undefined;

	constructor(because: string, line: number | undefined) {
		super(because);
		this.name = 'BrokenConfig';
		this.line = line;
	}
}
