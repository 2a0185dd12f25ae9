// Writes what was chosen of tables on the screen to the configuration file.
import {existsSync} from 'node:fs';
import {CannotEdit, type ConfigChange} from '../configuration/config-change.ts';
import type {ConfigPlace} from '../configuration/config-file.ts';
import {editedConfig} from '../configuration/edited-config.ts';
import {replaceFile} from '../files/replace-file.ts';
import {tame} from '../format/tame.ts';
import {type ChosenTable, chosenTables} from '../output/chosen-tables.ts';
import {tableFacts} from '../output/table-facts.ts';
import type {RuntimeSettings} from '../runtime/runtime-settings.ts';

type KeepTables = NonNullable<RuntimeSettings['keepTables']>;

function changesOf({name, sort, columns}: ChosenTable): readonly ConfigChange[] {
	const table = ['view', name];
	return [
		...(sort === undefined ? [] : [{table, key: 'sort', value: sort}]),
		...(columns === undefined ? [] : [{table, key: 'columns', value: columns}]),
	];
}

function inWords(chosen: readonly ChosenTable[]): string {
	return chosen
		.map(
			({name, sort, columns}) =>
				[...(sort === undefined ? [] : ['sort']), ...(columns === undefined ? [] : ['columns'])].join(' and ') +
				` of ${name}`,
		)
		.join(', ');
}

/** The file that there is, or that would be read if it were there. */
function pathIn({paths}: ConfigPlace): string | undefined {
	return paths.find(path => existsSync(path)) ?? paths[0];
}

/** `place`: where the file is; undefined where none is to be used. */
export function keepTablesIn(place: ConfigPlace | undefined): KeepTables {
	return async ui => {
		const path = place === undefined ? undefined : pathIn(place);
		if (path === undefined) return {told: {text: 'not written: the program was started with --no-config'}, starts: []};
		const chosen = chosenTables(ui, tableFacts());
		if (chosen.length === 0) return {told: {text: 'nothing to write: all tables are as they begin'}, starts: []};
		const shown = tame(path);
		const failed = (why: string) => ({told: {text: `${shown} not written: ${why}`, path: shown}, starts: []});
		try {
			const trouble = await replaceFile(path, text => editedConfig(path, text, chosen.flatMap(changesOf)));
			if (trouble !== undefined) return failed(trouble.why);
		} catch (error) {
			if (error instanceof CannotEdit) return failed(error.message);
			throw error;
		}
		return {told: {text: `wrote ${inWords(chosen)} to ${shown}`, path: shown}, starts: chosen.map(({start}) => start)};
	};
}
