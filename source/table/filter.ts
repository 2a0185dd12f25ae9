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

/** Beside columns, what rows may be asked for by name; each view has some of them. */
const usualFields =
	'acc user name host server cluster kind reason state version tag subject size lived cid lib sent received total conns leafs subs slow mem cpu in out age'.split(
		' ',
	);
/** Enough rows to see what they have. */
const mostLookedAt = 200;

/**
 * In words, that a condition asks for what none of the rows has: a field, or a number under that name; with those that
 * there are, of the usual ones and of `columns`. Undefined when there is no such condition.
 */
export function fieldNobodyHas(
	conditions: readonly Condition[],
	rows: readonly Filterable[],
	columns: readonly string[],
): string | undefined {
	const has = (some: readonly Filterable[], name: string, kind: Condition['kind']): boolean =>
		some.some(row => {
			const value = row.field(name);
			return kind === 'number' ? typeof value === 'number' : value !== undefined;
		});
	for (const condition of conditions) {
		if (condition.kind === 'word' || condition.not || has(rows, condition.field, condition.kind)) continue;
		const {field, kind} = condition;
		const newest = rows.slice(-mostLookedAt);
		const known = [...new Set([...usualFields, ...columns])].filter(name => has(newest, name, kind));
		const others = known.length === 0 ? 'there is none' : `there are ${known.join(' ')}`;
		return `nothing here has a ${kind} "${field}"; ${others}`;
	}
	return undefined;
}
