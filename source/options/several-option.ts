// Several systems that are watched at once: `--context a,b,c`, `--demo server-crash,calm`.
import {contextSettings, isContext, shownName} from '../connection/contexts/contexts.ts';
import type {Machine} from '../connection/files/machine.ts';
import type {ConnectionSettings} from '../connection/settings/settings.ts';
import type {SettingsLayer} from '../connection/settings/settings-layer.ts';
import {CannotStart} from '../errors/cannot-start.ts';
import {
	type DemoFlags,
	type DemoOption,
	demoOption,
	requireDemo,
	type ScenarioFacts,
	usualSeed,
} from './demo-option.ts';
import {nameOf} from './flag-key.ts';
import {isGiven} from './is-given.ts';
import {refuseConnection} from './refuse-connection.ts';
import {requireReplay} from './replay-option.ts';
import {usage} from './usage.ts';

export type SystemOption = {
	/** What its line is called. */
	readonly label: string;
	readonly source:
		| DemoOption
		| {
				readonly kind: 'context';
				/** As it was given: a name, or the path of a file. */
				readonly name: string;
				readonly contextName: string;
				/** What flags and variables set, strongest first: the same for all of them. */
				readonly given: readonly SettingsLayer[];
		  };
};

type Given = DemoFlags & {
	readonly context?: string | undefined;
	readonly replay?: string | undefined;
	readonly [flag: string]: unknown;
};

/** Each has a connection and a model of its own. */
const mostSystems = 20;

/** What is of one system, and what is told of several instead. */
const ofOneSystem: Readonly<Record<string, string>> = {
	json: 'it tells of one system',
	csv: 'its rows are of one system',
	events: 'they are told of one system',
	plain: 'it tells of one system',
	metrics: 'they are of one system',
	record: 'a recording is of one system',
	history: 'a stream is of one system',
	format: 'several systems are checked in one line of text',
	count: 'the list of systems is printed once',
	every: 'the list of systems is printed once',
	filter: 'it is for the rows of one system',
	sort: 'it is for the rows of one system',
	limit: 'it is for the rows of one system',
	columns: 'it is for the rows of one system',
	printConfig: 'it prints the settings of one system',
};

function refuseOfOne(given: Given, flag: string): void {
	for (const [name, because] of Object.entries(ofOneSystem)) {
		if (!isGiven(given, name)) continue;
		const what = flag === '--demo' ? 'scenario' : 'context';
		throw usage(`--${nameOf(name)}`, because, `name one ${what} after ${flag}, or drop it`);
	}
	const {once, view} = given;
	if (once === undefined || (once === '' && view === undefined)) return;
	throw usage('--once', 'of several systems their list is printed', 'write it without a view');
}

/** The names in such a list. @throws CannotStart */
function namesIn(flag: string, text: string): readonly string[] {
	const names = text.split(',').map(name => name.trim());
	if (names.includes('')) throw usage(flag, 'a name between its commas is empty', `write ${flag} a,b`);
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice !== undefined) throw usage(flag, `${JSON.stringify(shownName(twice))} is named twice`, 'name each once');
	if (names.length <= mostSystems) return names;
	throw usage(flag, `${names.length} systems are named`, `name at most ${mostSystems}`);
}

function isList(text: string | undefined): text is string {
	return text?.includes(',') === true;
}

/** What the line is called; of a context that is broken now its name. @throws CannotStart where there is none */
function contextSystem(name: string, given: readonly SettingsLayer[], machine: Machine): SystemOption {
	const source = {kind: 'context', name, given} as const;
	let settings: ConnectionSettings;
	try {
		settings = contextSettings(name, given, machine);
	} catch (error) {
		// What is not right in its file can be corrected while the program runs.
		if (!(error instanceof CannotStart) || error.exitCode === 2) throw error;
		return {label: shownName(name), source: {...source, contextName: shownName(name)}};
	}
	const {label, context, servers} = settings;
	const {layer, name: from} = servers.from;
	if (layer !== 'flag' && layer !== 'variable') {
		return {label, source: {...source, contextName: context?.name ?? name}};
	}
	throw usage('--context', `${from} would be the server of all that it names`, `drop ${from}, or name one context`);
}

type Facts = {readonly machine?: Machine | undefined; readonly scenarios?: readonly ScenarioFacts[] | undefined};

function demosOf(names: readonly string[], given: Given, scenarios: Facts['scenarios']): readonly SystemOption[] {
	return names.map((name, index) => {
		const {seed = usualSeed, ...option} = demoOption({...given, demo: name}, scenarios);
		// They are different systems.
		return {label: name, source: {...option, seed: seed + index}};
	});
}

/** Empty when one system is asked for. `layers`: what flags and variables set. @throws CannotStart */
export function severalOption(
	given: Given,
	layers: readonly [SettingsLayer, ...SettingsLayer[]],
	noContext: boolean,
	{machine, scenarios}: Facts,
): readonly SystemOption[] {
	const {demo, context, replay} = given;
	if (replay !== undefined) return [];
	if (isList(demo)) {
		refuseOfOne(given, '--demo');
		const {seed: _, ...values} = layers[0].values;
		refuseConnection(values, context, 'a demo', '--demo');
		return demosOf(namesIn('--demo', demo), given, scenarios);
	}
	if (demo !== undefined || !isList(context) || machine === undefined || isContext(context, machine)) return [];
	refuseOfOne(given, '--context');
	requireReplay(given);
	requireDemo(given);
	if (noContext) throw usage('--context', '--no-context was given too', 'give one of them');
	return namesIn('--context', context).map(name => contextSystem(name, layers, machine));
}
