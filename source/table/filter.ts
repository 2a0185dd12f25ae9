// The filter line: `orders !SYS acc:APP reason:"slow" server:=n1 conns>100`. All parts must hold. The fields are the
// columns.
import type {Column, Value} from './column.ts';

export type Condition =
	| {readonly kind: 'word'; readonly text: string; readonly not: boolean}
	| {readonly kind: 'field'; readonly field: string; readonly text: string; readonly not: boolean}
	/** `server:=n1`, which n10 does not pass. */
	| {readonly kind: 'exact'; readonly field: string; readonly text: string; readonly not: boolean}
	| {
			readonly kind: 'number';
			readonly field: string;
			readonly than: '<' | '>';
			readonly value: number;
			readonly not: boolean;
	  };

/** What a filter needs to know of a column. */
export type Field<Row> = Pick<Column<Row>, 'id' | 'aliases' | 'value' | 'values' | 'searched'>;

const part = /(!?)(?:([a-z][\w/-]*)(:=|[:<>]))?(?:"([^"]*)"?|(\S*))/gi;
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
		} else if (sign === ':=') {
			conditions.push({kind: 'exact', field: field.toLowerCase(), text, not});
		} else if (sign === ':') {
			conditions.push({kind: 'field', field: field.toLowerCase(), text: text.toLowerCase(), not});
		} else {
			conditions.push({kind: 'word', text: text.toLowerCase(), not});
		}
	}
	return conditions;
}

/** What is wrong with a filter that nobody goes on typing: a part of it that is no condition. Undefined when nothing is. */
export function faultInFilter(filter: string): string | undefined {
	for (const match of filter.matchAll(part)) {
		const [whole, bang = '', field = '', sign = '', quoted, bare = ''] = match;
		const text = quoted ?? bare;
		const isNumber = sign === '<' || sign === '>';
		if (text === '' ? `${bang}${field}` === '' : !isNumber) continue;
		const shown = JSON.stringify(whole.slice(0, 40));
		if (text === '') return `nothing follows in ${shown}`;
		if (numberOf(text) === undefined) return `in ${shown} no number follows ${sign}`;
	}
	return undefined;
}

type ValueOf<Row> = (row: Row) => Value;

function named<Row>(fields: readonly Field<Row>[], name: string): readonly Field<Row>[] {
	return fields.filter(({id, aliases = []}) => id === name || aliases.includes(name));
}

function valuesNamed<Row>(fields: readonly Field<Row>[], name: string): readonly ValueOf<Row>[] {
	return named(fields, name).flatMap(({value}) => (value === undefined ? [] : [value]));
}

/** Upper and lower case are told apart: two servers may differ in nothing else. */
function exactTest<Row>(text: string, fields: readonly Field<Row>[]): (row: Row) => boolean {
	return row =>
		fields.some(({value, values}) =>
			values === undefined ? value !== undefined && String(value(row) ?? '') === text : values(row).includes(text),
		);
}

function testOf<Row>(condition: Condition, fields: readonly Field<Row>[]): (row: Row) => boolean {
	const {kind} = condition;
	if (kind === 'number') {
		const values = valuesNamed(fields, condition.field);
		const {than, value: bound} = condition;
		return row =>
			values.some(valueOf => {
				const value = valueOf(row);
				if (typeof value !== 'number') return false;
				return than === '<' ? value < bound : value > bound;
			});
	}
	const {text} = condition;
	if (kind === 'exact') return exactTest(text, named(fields, condition.field));
	if (kind === 'field') {
		const values = valuesNamed(fields, condition.field);
		return row =>
			values.some(valueOf =>
				String(valueOf(row) ?? '')
					.toLowerCase()
					.includes(text),
			);
	}
	const values = fields.flatMap(({value, searched}) => (value === undefined || searched === false ? [] : [value]));
	return row =>
		values.some(valueOf => {
			const value = valueOf(row);
			return typeof value === 'string' && value.toLowerCase().includes(text);
		});
}

/** Whether a row passes all conditions. A word is looked for in every text of the row. */
export function matcherOf<Row>(conditions: readonly Condition[], fields: readonly Field<Row>[]): (row: Row) => boolean {
	const tests = conditions.map(condition => ({not: condition.not, test: testOf(condition, fields)}));
	return row => tests.every(({not, test}) => test(row) !== not);
}

/** As many rows are searched for the fields that exist. */
const mostLookedAt = 200;

/**
 * Says in words that a condition asks for a field that no row has, or for a number where none has one, and which fields
 * there are. Undefined when there is no such condition.
 */
export function fieldNobodyHas<Row>(
	conditions: readonly Condition[],
	rows: readonly Row[],
	fields: readonly Field<Row>[],
): string | undefined {
	const has = (some: readonly Row[], name: string, kind: Condition['kind']): boolean => {
		const values = valuesNamed(fields, name);
		return some.some(row =>
			values.some(valueOf => (kind === 'number' ? typeof valueOf(row) === 'number' : valueOf(row) !== undefined)),
		);
	};
	for (const condition of conditions) {
		if (condition.kind === 'word' || condition.not || has(rows, condition.field, condition.kind)) continue;
		const {field} = condition;
		const kind = condition.kind === 'number' ? 'number' : 'field';
		const newest = rows.slice(-mostLookedAt);
		const known = fields.map(({id}) => id).filter(name => has(newest, name, kind));
		const others = known.length === 0 ? 'there is none' : `there are ${known.join(' ')}`;
		return `nothing here has a ${kind} "${field}"; ${others}`;
	}
	return undefined;
}
