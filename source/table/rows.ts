/** Rows of a table: an array, or a list that makes a row when it is looked at. */
export type Rows<Row> = Iterable<Row> & {
	readonly length: number;
	readonly at: (index: number) => Row | undefined;
	/** Those from a place on, up to but without another one. */
	readonly slice: (from: number, to: number) => readonly Row[];
};
