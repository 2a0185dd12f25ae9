/** A key of a table, and what it is to be: `['view', 'servers']`, `sort`, `cpu`. */
export type ConfigChange = {
	readonly table: readonly string[];
	readonly key: string;
	readonly value: string | readonly string[];
};

/** The file cannot be changed without a risk for what else stands in it. */
export class CannotEdit extends Error {
	constructor(because: string) {
		super(because);
		this.name = 'CannotEdit';
	}
}
