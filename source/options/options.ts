// The command line, the environment and the `nats` contexts, read into plain data. Nothing is printed here, and files
// are read only through the machine that is passed in.
import meow from 'meow';
import {layersWith, listContexts} from '../connection/contexts/contexts.ts';
import type {ConfigRead} from '../configuration/config-file.ts';
import type {Machine} from '../connection/files/machine.ts';
import {type AnonymizeOption, anonymizeOption} from './anonymize-option.ts';
import {type CheckOption, checkOption} from './check-option.ts';
import {type ColorChoice, colorChoices} from './color-choice.ts';
import {completionText} from './completion/completion-text.ts';
import {shells} from './completion/shells.ts';
import {checkedWords} from './command-line.ts';
import type {ConclusionFacts} from './conclusion-facts.ts';
import {type ScenarioFacts, scenarioList} from './demo-option.ts';
import {type DoctorOption, doctorOption, doctorWord, refuseBesideDoctor, withoutDoctor} from './doctor-option.ts';
import {type EventKindFacts, type EventsOption, eventsOption, usualKinds} from './events-option.ts';
import {keptIn, type KeptSettings, settingsIn} from './file-settings.ts';
import {flagKinds, flags, shortNames, withoutNegations} from './flags.ts';
import {helpText} from './help-text.ts';
import {type MetricsOption, metricsOption} from './metrics-option.ts';
import {manPage} from './man-page.ts';
import {optionGroups} from './option-records.ts';
import {type OutputOption, outputOption} from './output-option.ts';
import {permissionsOption} from './permissions-option.ts';
import {flightRecorderBytes} from './flight-recorder-option.ts';
import {isPlain} from './plain-option.ts';
import {configText} from './print-config.ts';
import {type RepeatOption, repeatOption} from './repeat-option.ts';
import {severalOption, type SystemOption} from './several-option.ts';
import {contextGiven, layersOf, type SourceOption, sourceOf, type Started} from './source-option.ts';
import type {TableFacts} from './table-facts.ts';
import {type ThemeChoice, themeChoice} from './theme-choice.ts';
import {oneOf, usage} from './usage.ts';
import {namesFromFile, namingTheFile, withDefaults} from './with-defaults.ts';

export type Options = OutputOption &
	RepeatOption &
	KeptSettings & {
		/** The events that are printed as they come. */
		readonly events?: EventsOption;
		readonly source: SourceOption;
		/** What is judged instead of shown. */
		readonly check?: CheckOption;
		/** Where metrics are served instead. */
		readonly metrics?: MetricsOption;
		/** The file that all messages are written to. */
		readonly record?: string;
		/** What the last messages may take in memory, in bytes; 0 when none are kept. */
		readonly flightRecorderBytes: number;
		/** Whether commands may be sent to the system. */
		readonly allowsCommands: boolean;
		readonly utc: boolean;
		readonly ascii: boolean;
		readonly color: ColorChoice;
		readonly theme: ThemeChoice;
	};

export type CommandLine =
	| {readonly kind: 'help'; readonly text: string}
	| {readonly kind: 'version'; readonly text: string}
	| {readonly kind: 'permissions'; readonly text: string}
	| {readonly kind: 'config'; readonly text: string}
	| {readonly kind: 'man page'; readonly text: string}
	| {readonly kind: 'completion'; readonly text: string}
	| {readonly kind: 'scenarios'; readonly text: string}
	| {readonly kind: 'schema'}
	| {readonly kind: 'anonymize'; readonly files: AnonymizeOption}
	| {readonly kind: 'doctor'; readonly doctor: DoctorOption}
	| RunOne
	| RunSeveral;

export type RunOne = {readonly kind: 'run'; readonly options: Options};

/** Several systems are watched at once. */
export type RunSeveral = {
	readonly kind: 'run several';
	readonly options: OptionsOfSeveral;
	readonly systems: readonly [SystemOption, ...SystemOption[]];
};

/** What is the same for all of several systems. */
export type OptionsOfSeveral = Omit<Options, 'source'>;

export type ProgramFacts = {
	readonly version: string;
	/** The views there are; any name is accepted when absent. */
	readonly views?: readonly string[];
	/** The tables whose rows can be printed. */
	readonly tables?: readonly TableFacts[];
	/** The columns that CSV has besides those of a table. */
	readonly csvExtras?: readonly string[];
	/** The kinds of events there are. */
	readonly eventKinds?: readonly EventKindFacts[];
	/** What is known of a line of events. */
	readonly eventTable?: TableFacts;
	/** The conclusions there are. */
	readonly conclusions?: readonly ConclusionFacts[];
	/** The scenarios of the demo there are; any name is accepted when absent. */
	readonly scenarios?: readonly ScenarioFacts[];
	/** Where contexts are read; there are none when it is absent. */
	readonly machine?: Machine;
	/** Width of the terminal that is printed on; undefined where there is none. */
	readonly terminalColumns?: number;
	/** What reading the configuration file gave; there is none when it is absent. */
	readonly config?: ConfigRead;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the command line (without the program's name) and the environment ask for.
 * @throws CannotStart (exit code 2) naming the option or variable that is wrong, without any value that may be secret
 */
export function parseOptions(argv: readonly string[], env: Environment, facts: ProgramFacts): CommandLine {
	const isDoctor = argv[0] === doctorWord;
	const words = checkedWords(withoutDoctor(argv), flagKinds, shortNames);
	const certificateStore = words.find(word => word.startsWith('--certstore'))?.split('=', 1)[0];
	if (certificateStore !== undefined) {
		const because = 'the NATS client library cannot read the certificate store of Windows';
		throw usage(certificateStore, because, 'export certificate and key to PEM files: --tlscert, --tlskey');
	}
	const {flags: read} = meow(helpText, {
		importMeta: import.meta,
		argv: withoutNegations(words).map(word => (word === '--tlsfirst' ? '--tls-first' : word)),
		// With a name given, meow does not look for package.json; it also sets the name of the process.
		pkg: {name: 'nats-top-sys'},
		description: false,
		autoHelp: false,
		autoVersion: false,
		flags,
	});
	// With these --json says how they are printed.
	const given = read.printConfig || isDoctor ? {...read, json: undefined} : read;
	if (given.help) return {kind: 'help', text: helpText};
	if (given.version) return {kind: 'version', text: facts.version};
	const permissions = permissionsOption(given);
	if (permissions !== undefined) return {kind: 'permissions', text: permissions};
	const anonymize = anonymizeOption(given);
	if (anonymize !== undefined) return {kind: 'anonymize', files: anonymize};
	if (given.manPage) return {kind: 'man page', text: manPage(optionGroups, facts.version)};
	if (given.completion !== undefined) {
		const shell = oneOf('--completion', given.completion, shells);
		return {kind: 'completion', text: completionText(shell, optionGroups, facts)};
	}
	if (given.demo === 'list') return {kind: 'scenarios', text: scenarioList(facts.scenarios ?? [])};

	if (given.jsonSchema) return {kind: 'schema'};

	if (isDoctor) refuseBesideDoctor(read);
	const file = settingsIn(facts, words);
	const fromFile = namesFromFile(given, words, env, file);
	const started = {given: withDefaults(given, fromFile, file), words, env, facts, file};
	const run = namingTheFile(fromFile, file, () => runOf(started));
	if (isDoctor) return {kind: 'doctor', doctor: doctorOption(run, read.json !== undefined)};
	if (!given.printConfig || run.kind === 'run several') return run;
	const {options} = run;
	const live = options.source.kind === 'nats' ? options.source : undefined;
	const {machine, views = [], eventKinds = [], terminalColumns} = facts;
	const text = configText({
		given,
		env,
		words,
		file,
		fromFile,
		settings: live?.settings,
		layers: layersWith(live?.given ?? [], live?.context),
		selectedContext: machine && listContexts(machine).find(({selected}) => selected)?.name,
		effective: {given: started.given, firstView: views[0] ?? '', usualKinds: usualKinds(eventKinds), terminalColumns},
		asJson: read.json !== undefined,
	});
	return {kind: 'config', text};
}

type Starting = Started & {readonly facts: ProgramFacts};

function runOf(started: Starting): RunOne | RunSeveral {
	const {given, words, facts} = started;
	const noContext = words.includes('--no-context');
	const options = startOptions(started);
	const [first, ...others] = severalOption(
		{...given, context: contextGiven(started)},
		layersOf(started),
		noContext,
		facts,
	);
	if (first !== undefined) return {kind: 'run several', options, systems: [first, ...others]};
	return {kind: 'run', options: {...options, source: sourceOf(started)}};
}

function startOptions(started: Starting): OptionsOfSeveral {
	const {given, facts} = started;
	const metrics = metricsOption(given);
	const check = checkOption(given, facts.conclusions ?? []);
	const events = eventsOption(given, facts.eventKinds ?? [], facts.eventTable);
	const shown = outputOf(given, facts, {metrics, check});
	if (given.allowActions && shown.output !== 'screen') {
		const because = 'each action is confirmed by typing, and nothing can be typed then';
		const flag = shown.output === 'text' ? 'once' : shown.output;
		throw usage('--allow-actions', because, `drop it or --${flag}`);
	}
	return {
		...shown,
		...(check && {check}),
		...(metrics && {metrics}),
		...repeatOption(given),
		...(events && {events}),
		color: given.color === undefined ? 'auto' : oneOf('--color', given.color, colorChoices),
		theme: themeChoice(given.theme),
		allowsCommands: given.allowActions === true,
		flightRecorderBytes: flightRecorderBytes(given.flightRecorder),
		...(given.record === undefined ? {} : {record: given.record}),
		...keptIn(started.file),
		utc: given.utc === true,
		ascii: given.ascii === true,
	};
}

/** What is printed, or that there is a screen. */
function outputOf(
	given: Started['given'],
	facts: ProgramFacts,
	{metrics, check}: {readonly metrics: MetricsOption | undefined; readonly check: CheckOption | undefined},
): OutputOption {
	if (metrics !== undefined) return {output: 'metrics', rows: {}};
	if (check !== undefined) return {output: 'check', rows: {}};
	if (isPlain(given)) return {output: 'plain', rows: {}};
	return outputOption(given, facts, facts.views?.[0] ?? '');
}
