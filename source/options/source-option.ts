// Which system, demo or recording is shown, as the command line, the environment and the `nats` contexts say.
import type meow from 'meow';
import {type Context, defaultContext, readContext, settingsWith} from '../connection/contexts/contexts.ts';
import type {Machine} from '../connection/files/machine.ts';
import type {SettingsLayer} from '../connection/settings/settings-layer.ts';
import type {ConnectionSettings} from '../connection/settings/settings.ts';
import {type DemoOption, demoOption, requireDemo, type ScenarioFacts} from './demo-option.ts';
import type {FileSettings} from './file-settings.ts';
import type {flags} from './flags.ts';
import {type HistoryOption, historyOption, refuseHistory} from './history-option.ts';
import {flagLayer, variableLayer} from './layers.ts';
import {refuseConnection} from './refuse-connection.ts';
import {type ReplayOption, replayOption, requireReplay} from './replay-option.ts';
import {usage} from './usage.ts';

export type SourceOption =
	| {
			readonly kind: 'nats';
			readonly settings: ConnectionSettings;
			/** What flags and variables set, strongest first; used again when another context is chosen later. */
			readonly given: readonly SettingsLayer[];
			/** Weaker than these. */
			readonly context?: Context;
			/** The stream that events from before are read from. */
			readonly history?: HistoryOption;
	  }
	| DemoOption
	| ReplayOption;

type Given = ReturnType<typeof meow<typeof flags>>['flags'];

type Facts = {readonly machine?: Machine; readonly scenarios?: readonly ScenarioFacts[]};

export type Started = {
	/** What was given, completed from the file. */
	readonly given: Given;
	readonly words: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly facts: Facts;
	readonly file: FileSettings | undefined;
};

/** The context, or the contexts with commas between them, where they are named; not the selected one. */
export function contextGiven({given, words, env, file}: Started): string | undefined {
	if (given.context !== undefined || words.includes('--no-context')) return given.context;
	return env['NATS_CONTEXT'] || (file?.context?.value ?? undefined);
}

/** What says how to connect, the strongest first. */
export function layersOf({given, env, file}: Started): readonly [SettingsLayer, ...SettingsLayer[]] {
	return [flagLayer(given), variableLayer(env), ...(file ? [file.connection] : [])];
}

export function sourceOf(started: Started): SourceOption {
	const {
		given,
		words,
		facts: {machine, scenarios},
		file,
	} = started;
	const noContext = words.includes('--no-context');
	refuseHistory(given);
	if (given.replay !== undefined) {
		refuseConnection(flagLayer(given).values, given.context, 'a replay', '--replay');
		return replayOption(given.replay, given);
	}
	if (given.demo === undefined) {
		requireReplay(given);
		requireDemo(given);
		// The nats program has a flag of the same name, for the seed of a user.
		if (given.seed !== undefined && /^\d+$/.test(given.seed)) {
			throw usage('--seed', 'it chooses a simulated system', 'add --demo');
		}
		if (given.context !== undefined && noContext) {
			throw usage('--context', '--no-context was given too', 'give one of them');
		}
		const layers = layersOf(started);
		const history = historyOption(given);
		const context = noContext || !machine ? undefined : contextOf(given.context, machine, file);
		return {
			kind: 'nats',
			settings: settingsWith(layers, context, machine),
			given: layers,
			...(context && {context}),
			...(history && {history}),
		};
	}
	const {seed: _, ...values} = flagLayer(given).values;
	refuseConnection(values, given.context, 'a demo', '--demo');
	return demoOption(given, scenarios);
}

function contextOf(name: string | undefined, machine: Machine, file: FileSettings | undefined): Context | undefined {
	if (name !== undefined) return readContext(name, {layer: 'flag', name: '--context'}, machine);
	const inFile = machine.env['NATS_CONTEXT'] ? undefined : file?.context;
	if (inFile === undefined) return defaultContext(machine);
	return inFile.value === null ? undefined : readContext(inFile.value, inFile.from, machine);
}
