// What an option that was not given has, where that depends on others.
import {usualSeed} from './demo-option.ts';
import {type Given, isGiven, isPrinted} from './is-given.ts';

export type EffectiveFacts = {
	/** Completed from the configuration file. */
	readonly given: Given;
	readonly firstView: string;
	/** The kinds of events that are told when none is named. */
	readonly usualKinds: readonly string[];
	/** Width of the terminal; undefined where there is none. */
	readonly terminalColumns: number | undefined;
};

const usualColumns = 120;

/** By the names of options; null where it has no value or no effect. */
const defaults: Readonly<Record<string, (facts: EffectiveFacts) => string | null>> = {
	view: ({given, firstView}) => (!isPrinted(given) || isGiven(given, 'once') ? firstView : null),
	width: ({given, terminalColumns}) => (isGiven(given, 'once') ? String(terminalColumns ?? usualColumns) : null),
	every: ({given}) => (isGiven(given, 'count') ? '5s' : isGiven(given, 'plain') ? '1m' : null),
	for: ({given}) => (isGiven(given, 'check') && !isGiven(given, 'replay') ? '2s' : null),
	format: ({given}) => (isGiven(given, 'check') ? 'nagios' : null),
	speed: ({given}) =>
		isGiven(given, 'demo') || (isGiven(given, 'replay') && !isPrinted(given))
			? '1'
			: isGiven(given, 'replay')
				? 'max'
				: null,
	'demo-servers': ({given}) => (isGiven(given, 'demo') ? '6' : null),
	'demo-seed': ({given}) => (isGiven(given, 'demo') ? String(usualSeed) : null),
	'flight-recorder': ({given}) => (isPrinted(given) ? null : isGiven(given, 'replay', 'history') ? '512MiB' : '64MiB'),
	'history-since': ({given}) => (isGiven(given, 'history') ? '1h' : null),
	'js-api-prefix': ({given}) => (isGiven(given, 'history') ? '$JS.API' : null),
	theme: () => 'auto',
	color: () => 'auto',
};

/** Undefined where nothing is known of it but that it was not given. */
export function effectiveDefault(name: string, facts: EffectiveFacts): string | null | undefined {
	return defaults[name]?.(facts);
}

/** What an option means that was given without a value. */
export function valueLeftOut(name: string, {given, firstView, usualKinds}: EffectiveFacts): string | undefined {
	switch (name) {
		case 'once':
			return typeof given['view'] === 'string' ? given['view'] : firstView;
		case 'demo':
			return isGiven(given, 'demoServers') ? 'calm' : 'tour';
		case 'events':
			return usualKinds.join(',');
		default:
			return undefined;
	}
}
