import type {SettingsLayer} from './settings-layer.ts';
import {addressOf, type ConnectionSettings, type ContextFacts, type Origin, type Setting} from './settings.ts';

export type LabelFacts = {
	readonly layers: readonly SettingsLayer[];
	/** The settings that say who we are. */
	readonly login: Readonly<Record<string, Setting<string> | true | undefined>>;
	readonly servers: ConnectionSettings['servers'];
	readonly context: ContextFacts | undefined;
};

/**
 * The label of settings: the context's name and what overrides its values, as `prod (NATS_URL)`; without a context the
 * first address and how many more there are.
 */
export function labelOf({layers, login, servers, context}: LabelFacts): string {
	if (!context) {
		const [first, ...others] = servers.value;
		return others.length === 0 ? addressOf(first) : `${addressOf(first)} +${others.length}`;
	}
	const instead = new Set<string>();
	const beats = ({layer, name}: Origin) => {
		if (layer === 'flag' || layer === 'variable') instead.add(name);
	};
	// Servers and login are named even when the context has no values for them.
	beats(servers.from);
	for (const setting of Object.values(login)) if (typeof setting === 'object') beats(setting.from);
	const own = layers.find(({layer}) => layer === 'context')?.values;
	for (const field of ['tlsca', 'tlscert', 'tlskey', 'inboxPrefix'] as const) {
		const winner = own?.[field] && layers.find(({values}) => values[field]);
		const given = winner?.values[field];
		if (winner && given) beats({layer: winner.layer, name: given.name});
	}
	return instead.size === 0 ? context.name : `${context.name} (${[...instead].join(', ')})`;
}
