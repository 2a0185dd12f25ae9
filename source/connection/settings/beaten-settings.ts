// Values of settings that lost: to the same in a stronger layer, or to a login of another kind.
import {namesPlace, schemeOf} from './scheme.ts';
import {
	connectionFields,
	type ConnectionField,
	isConnectionField,
	secretFields,
	type SettingsLayer,
} from './settings-layer.ts';
import {isKept} from './settings.ts';
import {type ShownSetting, shownText} from './shown-settings.ts';

export type BeatenSetting = Omit<ShownSetting, 'beaten'>;

/** Whether the text of this field is a secret where it is meant as it stands. */
function isSecretAsIs(field: ConnectionField, {layer, values}: SettingsLayer): boolean {
	// Alone, what is called a user may be a token.
	if (field === 'user') return !isKept({layer}) && values.password === undefined;
	return secretFields.includes(field);
}

function shown(field: ConnectionField, given: {text: string; name: string}, source: SettingsLayer): BeatenSetting {
	const {text} = given;
	const name = connectionFields[field].flag.slice(2);
	const from = {layer: source.layer, name: given.name};
	const isLiteral = isSecretAsIs(field, source) && !namesPlace(text);
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
	for (const layer of layers) {
		for (const [field, given] of Object.entries(layer.values)) {
			if (!isConnectionField(field) || given === undefined || origins.has(`${layer.layer} ${given.name}`)) continue;
			const one = shown(field, given, layer);
			beaten.set(one.name, [...(beaten.get(one.name) ?? []), one]);
		}
	}
	return beaten;
}
