// The filter line: `orders !SYS acc:APP reason:"slow" conns>100`. All parts must hold.

export type Condition =
	| {readonly kind: 'word'; readonly text: string; readonly not: boolean}
	| {readonly kind: 'field'; readonly field: string; readonly text: string; readonly not: boolean}
	| {
			readonly kind: 'number';
			readonly field: string;
			readonly than: '<' | '>';
			readonly value: number;
			readonly not: boolean;
	  };

/** What a row offers to a filter. */
export type Filterable = {
	/** Everything a word may be found in, in lower case. */
	readonly text: () => string;
	/** A named field: text in any case, a number for comparisons, undefined when the row has no such field. */
	readonly field: (name: string) => string | number | undefined;
};

/** A field of a record of fields; names come from the person and may be any word. */
export function fieldIn(
	record: Readonly<Record<string, string | number | undefined>>,
	name: string,
): string | number | undefined {
	return Object.hasOwn(record, name) ? record[name] : undefined;
}

const part = /(!?)(?:([a-z][\w/-]*)([:<>]))?(?:"([^"]*)"?|(\S*))/gi;
const scales: Readonly<Record<string, number>> = {k: 1e3, m: 1e6, g: 1e9};

function numberOf(text: string): number | undefined {
	const match = /^(-?\d+(?:\.\d+)?)([kmg]?)$/i.exec(text);
	if (match === null) return undefined;
	return Number(match[1]) * (scales[(match[2] ?? '').toLowerCase()] ?? 1);
}

/** The conditions a filter line means; never fails, an unfinished part is not a condition yet. */
export function conditionsOf(filter: string): readonly Condition[] {
	const conditions: Condition[] = [];
	for (const match of filter.matchAll(part)) {
		const [, bang = '', field = '', sign = '', quoted, bare = ''] = match;
		const text = quoted ?? bare;
		if (text === '') continue;
		const not = bang === '!';
		if (sign === '<' || sign === '>') {
			const value = numberOf(text);
			if (value !== undefined) conditions.push({kind: 'number', field: field.toLowerCase(), than: sign, value, not});
		} else if (sign === ':') {
			conditions.push({kind: 'field', field: field.toLowerCase(), text: text.toLowerCase(), not});
		} else {
			conditions.push({kind: 'word', text: text.toLowerCase(), not});
		}
	}
	return conditions;
}

function holds(condition: Condition, row: Filterable): boolean {
	switch (condition.kind) {
		case 'word':
			return row.text().includes(condition.text);
		case 'field': {
			const value = row.field(condition.field);
			return value !== undefined && String(value).toLowerCase().includes(condition.text);
		}
		case 'number': {
			const value = row.field(condition.field);
			if (typeof value !== 'number') return false;
			return condition.than === '<' ? value < condition.value : value > condition.value;
		}
	}
}

/** Whether a row passes all conditions. */
export function passes(conditions: readonly Condition[], row: Filterable): boolean {
	return conditions.every(condition => holds(condition, row) !== condition.not);
}
