// What `--check` judges, and how it tells.
import type {ConclusionFacts} from './conclusion-facts.ts';
import {type CheckCondition, conditionsIn, namedConclusions} from './conclusion-names.ts';
import {refuseBesideCheck} from './refuse-besides.ts';
import {oneOf, usage, wholeNumber} from './usage.ts';

export const checkFormats = ['nagios', 'json', 'prometheus'] as const;

type CheckFormat = (typeof checkFormats)[number];

export type CheckOption = {
	/** The conclusions that are looked at; all when absent. */
	readonly conclusions?: readonly string[];
	/** What is a warning, and what is critical, whatever its severity. */
	readonly warn: readonly CheckCondition[];
	readonly critical: readonly CheckCondition[];
	/** Fewer that are heard are critical. */
	readonly expectServers?: number;
	readonly format: CheckFormat;
};

/** What the command line says of it; empty after `--check` alone. */
export type CheckFlags = {
	readonly check?: string | undefined;
	readonly warn?: string | undefined;
	readonly critical?: string | undefined;
	readonly expectServers?: string | undefined;
	readonly format?: string | undefined;
	readonly [other: string]: unknown;
};

const mostServers = 20_000;
function requireLooked(flag: string, conditions: readonly CheckCondition[], looked: readonly string[] | undefined) {
	const other = looked && conditions.find(({conclusion}) => !looked.includes(conclusion));
	if (other === undefined) return;
	throw usage(flag, `--check does not look at ${other.conclusion}`, 'name it there too, or name none there');
}

/** A conclusion that both name needs a number to tell them apart. */
function requireDifference(warn: readonly CheckCondition[], critical: readonly CheckCondition[]): void {
	for (const {conclusion, from} of critical) {
		const other = warn.find(one => one.conclusion === conclusion);
		if (other === undefined || other.from !== from) continue;
		throw usage('--critical', `--warn names ${conclusion} too, and nothing tells them apart`, 'drop one of them');
	}
}

/** Undefined when no check is asked for. @throws CannotStart */
export function checkOption(given: CheckFlags, facts: readonly ConclusionFacts[]): CheckOption | undefined {
	const {check, warn, critical, expectServers, format} = given;
	if (check === undefined) {
		const own = {warn, critical, 'expect-servers': expectServers, format};
		const [name] = Object.entries(own).find(([, value]) => value !== undefined) ?? [];
		if (name !== undefined) throw usage(`--${name}`, 'it is for a check', 'add --check');
		return undefined;
	}
	refuseBesideCheck(given);
	const conclusions = check === '' ? undefined : namedConclusions('--check', check, facts);
	const warned = warn === undefined ? [] : conditionsIn('--warn', warn, facts);
	const urgent = critical === undefined ? [] : conditionsIn('--critical', critical, facts);
	requireLooked('--warn', warned, conclusions);
	requireLooked('--critical', urgent, conclusions);
	requireDifference(warned, urgent);
	return {
		...(conclusions && {conclusions}),
		warn: warned,
		critical: urgent,
		...(expectServers !== undefined && {
			expectServers: wholeNumber('--expect-servers', expectServers, 1, mostServers),
		}),
		format: format === undefined ? 'nagios' : oneOf('--format', format, checkFormats),
	};
}

/** The conclusions that are asked for by name. */
export function namedIn({conclusions = [], warn, critical}: CheckOption): ReadonlySet<string> {
	return new Set([...conclusions, ...[...warn, ...critical].map(({conclusion}) => conclusion)]);
}

/** Whether these words ask for a check, right or wrong as they may be otherwise. */
export function isCheck(argv: readonly string[]): boolean {
	return argv.some(word => /^--check(?:=|$)/.test(word));
}
