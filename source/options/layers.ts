// What the command line and the environment say of a connection, field by field.
import {
	type ConnectionField,
	connectionFieldNames,
	connectionFields,
	type SettingsLayer,
} from '../connection/settings/settings-layer.ts';

/** What flags say of a connection. */
export function flagLayer(given: Readonly<Partial<Record<ConnectionField, unknown>>>): SettingsLayer {
	const values: {-readonly [Name in keyof SettingsLayer['values']]: SettingsLayer['values'][Name]} = {};
	for (const field of connectionFieldNames) {
		const value = given[field];
		const text = Array.isArray(value) ? value.join(',') : value === true ? 'true' : value;
		if (typeof text === 'string' && text !== '') values[field] = {text, name: connectionFields[field].flag};
	}
	return {layer: 'flag', values};
}

/** What variables of the environment say of it. */
export function variableLayer(env: Readonly<Record<string, string | undefined>>): SettingsLayer {
	const values: {-readonly [Name in keyof SettingsLayer['values']]: SettingsLayer['values'][Name]} = {};
	for (const field of connectionFieldNames) {
		const name = connectionFields[field].variable;
		const text = name === '' ? '' : (env[name] ?? '');
		if (text !== '') values[field] = {text, name};
	}
	return {layer: 'variable', values};
}
