// Values of settings that lost: to the same in a stronger layer, or to a login of another kind.
import {namesPlace, schemeOf} from './scheme.ts';
import {
	connectionFields,
	type ConnectionField,
	isConnectionField,
	secretFields,
	type SettingsLayer,
} from './settings-layer.ts';
import {type ShownSetting, shownText} from './shown-settings.ts';

export type BeatenSetting = Omit<ShownSetting, 'beaten'>;

function shown(field: ConnectionField, name: string, text: string, from: BeatenSetting['from']): BeatenSetting {
	const isLiteral = secretFields.includes(field) && !namesPlace(text);
	// An address may have a login in it.
	const isSecret = isLiteral || schemeOf(text) === 'data' || (field === 'server' && text.includes('@'));
	return isSecret ? {name, value: null, isHidden: true, from} : shownText(name, text, from);
}

/** By the names of options: what the layers, strongest first, say of a connection and nothing in `used` comes from. */
export function beatenSettings(
	layers: readonly SettingsLayer[],
	used: readonly ShownSetting[],
): ReadonlyMap<string, readonly BeatenSetting[]> {
	const origins = new Set(used.map(({from}) => `${from.layer} ${from.name}`));
	const beaten = new Map<string, BeatenSetting[]>();
	for (const {layer, values} of layers) {
		for (const [field, given] of Object.entries(values)) {
			if (!isConnectionField(field) || given === undefined || origins.has(`${layer} ${given.name}`)) continue;
			const name = connectionFields[field].flag.slice(2);
			const one = shown(field, name, given.text, {layer, name: given.name});
			beaten.set(name, [...(beaten.get(name) ?? []), one]);
		}
	}
	return beaten;
}
