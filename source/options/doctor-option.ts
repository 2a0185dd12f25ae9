// `nats-top-sys doctor`: which connection is examined, and how that is printed.
import type {Level, Stream} from '../connection/permissions/permissions.ts';
import type {ConnectionSettings} from '../connection/settings/settings.ts';
import {connectionFields} from '../connection/settings/settings-layer.ts';
import type {Thresholds} from '../insight/thresholds.ts';
import {keyOf, nameOf} from './flag-key.ts';
import {type Given, isGiven} from './is-given.ts';
import type {SourceOption} from './source-option.ts';
import {usage} from './usage.ts';

export type DoctorOption = {
	readonly settings: ConnectionSettings;
	/** The permissions that are tried. */
	readonly level: Level;
	readonly history: Stream | undefined;
	readonly thresholds: Thresholds;
	readonly asJson: boolean;
	readonly ascii: boolean;
};

export const doctorWord = 'doctor';

/** The command line without the word in front of it. */
export function withoutDoctor(argv: readonly string[]): readonly string[] {
	return argv[0] === doctorWord ? argv.slice(1) : argv;
}

/** What else may be said, besides how to connect. */
const others = [
	'context',
	'config',
	'color',
	'theme',
	'ascii',
	'utc',
	'allow-actions',
	'history',
	'js-api-prefix',
	'json',
];
const allowed = new Set([...Object.keys(connectionFields), ...others.map(keyOf)]);

/** @throws CannotStart for what has no effect */
export function refuseBesideDoctor(given: Given): void {
	for (const [key, value] of Object.entries(given)) {
		const isEmpty = Array.isArray(value) && value.length === 0;
		if (isEmpty || !isGiven(given, key) || allowed.has(key)) continue;
		throw usage(
			`--${nameOf(key)}`,
			`${doctorWord} tries a connection and prints what came of it`,
			`drop it or ${doctorWord}`,
		);
	}
	if (given['json'] !== undefined && given['json'] !== '') {
		throw usage('--json', `${doctorWord} has no tables`, 'write just --json');
	}
}

type Run = {
	readonly options: {
		/** Absent where several systems are watched. */
		readonly source?: SourceOption;
		readonly thresholds: Thresholds;
		readonly allowsCommands: boolean;
		readonly ascii: boolean;
	};
};

/** `asJson`: `--json` was given. @throws CannotStart where it is not one system that is connected to */
export function doctorOption({options}: Run, asJson: boolean): DoctorOption {
	const {source, thresholds, allowsCommands, ascii} = options;
	if (source?.kind !== 'nats') throw usage(doctorWord, 'it tries one connection', 'name one context, or --server');
	const {settings, history} = source;
	return {settings, level: allowsCommands ? 'actions' : 'demand', history, thresholds, asJson, ascii};
}
