// The rows of a table as a program gets them: the fields that are asked for, each in the type that was promised.
import type {Caveat} from '../table/column.ts';
import type {RowValue, TableRow} from '../views/panes/pane-table.ts';
import type {Look} from '../views/look.ts';
import {withoutControls, withoutSecrets} from '../format/tame.ts';
import {asHeard} from '../model/model.ts';
import type {Field} from './fields/field.ts';
import {instant, known} from './known.ts';
import {paneTableOf, type Table} from './tables.ts';

export type FieldValue = number | string | readonly string[] | null;

export type RowValues = {
	/** In the order of the fields. */
	readonly values: readonly FieldValue[];
	readonly caveats: readonly (readonly [id: string, caveat: string])[];
};

export type TableValues = {
	readonly fields: readonly Field[];
	readonly rows: readonly RowValues[];
	readonly matching: number;
	readonly total: number;
	readonly note: string;
};

const caveatNames: Readonly<Record<Caveat, string>> = {'at least': 'at_least', 'last known': 'last_known'};

function textOf(value: RowValue): string | null {
	if (value === undefined) return null;
	const text = typeof value === 'object' ? value.join(' ') : String(value);
	return text === '' ? null : withoutControls(withoutSecrets(text));
}

function valueOf({kind}: Field, value: RowValue): FieldValue {
	switch (kind) {
		case 'text':
			return textOf(value);
		case 'names':
			return typeof value === 'object' ? value.flatMap(name => textOf(name) ?? []) : null;
		case 'count':
		case 'number':
			return known(typeof value === 'number' ? value : undefined);
		case 'time':
			return typeof value === 'number' && Number.isFinite(value) ? instant(value) : null;
	}
}

function valuesOf({values, caveats}: TableRow, fields: readonly Field[]): RowValues {
	return {
		values: fields.map(field => valueOf(field, values.get(field.id))),
		caveats: fields.flatMap(({id}) => {
			const caveat = caveats.get(id);
			return caveat === undefined ? [] : [[id, caveatNames[caveat]] as const];
		}),
	};
}

/** The fields with these ids, in this order; all of the table when nothing is asked for. */
function chosenFields({fields}: Table, columns: readonly string[] | undefined): readonly Field[] {
	return columns === undefined ? fields : columns.flatMap(id => fields.find(field => field.id === id) ?? []);
}

export function tableValues(given: Look, table: Table, columns?: readonly string[]): TableValues {
	const look: Look = {...given, model: asHeard(given.model)};
	const fields = chosenFields(table, columns);
	const {rows, matching, total, note} = paneTableOf(table).rows(look);
	return {fields, rows: rows.map(row => valuesOf(row, fields)), matching, total, note};
}
