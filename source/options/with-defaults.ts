// Defaults of the configuration file in the place of options that were not given.
import {CannotStart} from '../errors/cannot-start.ts';
import {colourVariable} from './color-choice.ts';
import {inFile} from './file-faults.ts';
import type {FileSettings} from './file-settings.ts';
import {keyOf} from './flag-key.ts';
import {type Given, isGiven, isPrinted} from './is-given.ts';
import {optionGroups} from './option-records.ts';
import {usage} from './usage.ts';

const records = optionGroups.flatMap(({options}) => options);

/** What is turned off by `--no-utc`, where the file turns it on. */
export const negations: readonly string[] = records
	.filter(({name, value, inFile: place}) => value === undefined && place !== undefined && !name.includes('-'))
	.map(({name}) => `no-${name}`);

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws CannotStart when an option and its opposite were given */
function isTurnedOff(given: Given, words: readonly string[], name: string): boolean {
	if (!words.includes(`--no-${name}`)) return false;
	if (isGiven(given, keyOf(name))) throw usage(`--no-${name}`, `--${name} was given too`, 'give one of them');
	return true;
}

/** The names of the options that have their value from the file. */
export function namesFromFile(
	given: Given,
	words: readonly string[],
	env: Environment,
	settings: FileSettings | undefined,
): readonly string[] {
	const off = negations.filter(name => isTurnedOff(given, words, name.slice('no-'.length)));
	if (settings === undefined) return [];
	// What scripts print is the same with any file.
	const prints = isPrinted(given);
	return [...settings.defaults.keys()].filter(name => {
		if (isGiven(given, keyOf(name)) || off.includes(`no-${name}`)) return false;
		if (name === 'color' && colourVariable(env) !== undefined) return false;
		return !prints || records.some(record => record.name === name && record.inFile === 'everywhere');
	});
}

/** What was given, completed from the file. */
export function withDefaults<Flags extends Given>(
	given: Flags,
	names: readonly string[],
	settings: FileSettings | undefined,
): Flags {
	if (settings === undefined) return given;
	const values = names.map(name => [keyOf(name), settings.defaults.get(name)?.value]);
	return {...given, ...Object.fromEntries(values)};
}

/** Runs it; what it says of an option that has its value from the file is said of the file. */
export function namingTheFile<Result>(
	names: readonly string[],
	settings: FileSettings | undefined,
	run: () => Result,
): Result {
	try {
		return run();
	} catch (error) {
		if (settings === undefined || !(error instanceof CannotStart)) throw error;
		const name = /^cannot use --([a-z-]+)$/.exec(error.what)?.[1] ?? '';
		const line = names.includes(name) ? settings.defaults.get(name)?.line : undefined;
		throw line === undefined ? error : inFile(settings.file, ['options', name], line, error);
	}
}
