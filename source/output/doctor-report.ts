// What `doctor` found, as a table and as JSON.
import {cut, fit, widthOf} from '../format/width.ts';
import {duration} from '../format/time.ts';
import {firstNames} from '../format/first-names.ts';
import {compareNames} from '../format/natural-order.ts';
import {count} from '../format/number.ts';
import {tame} from '../format/tame.ts';
import {lacking} from '../model/capabilities.ts';
import type {Thresholds} from '../insight/thresholds.ts';

export const doctorFormat = 1;

export const doctorStates = ['ok', 'not ok', 'unknown', 'not tried'] as const;

export type DoctorCheck = {
	/** What was tried. */
	readonly step: string;
	readonly state: (typeof doctorStates)[number];
	readonly text: string;
	/** What to do; empty where there is nothing to do. */
	readonly tryThis: string;
};

type HeardServer = {
	readonly name: string;
	readonly version: string;
	/** By how much its clock is ahead of ours, in milliseconds, and how wrong that may be. */
	readonly ahead: {readonly ms: number; readonly within: number} | undefined;
};

export type DoctorFacts = {
	readonly checks: readonly DoctorCheck[];
	/** Undefined where they were not asked. */
	readonly servers: readonly HeardServer[] | undefined;
	readonly roundTripMs: number | undefined;
	readonly terminal: readonly DoctorCheck[];
	readonly thresholds: Thresholds;
};

function check(step: string, state: DoctorCheck['state'], text: string, tryThis = ''): DoctorCheck {
	return {step, state, text, tryThis};
}

function versionChecks(servers: readonly HeardServer[]): readonly DoctorCheck[] {
	const byVersion = Map.groupBy(servers, ({version}) => version);
	return [...byVersion]
		.sort(([one], [other]) => compareNames(one, other))
		.map(([version, its]) => {
			const who = firstNames(its.map(({name}) => tame(name)));
			const sentences = lacking(version);
			const step = `version ${tame(version)}`;
			if (sentences.length === 0) return check(step, 'ok', `${who}: tells all that is shown`);
			return check(step, 'ok', `${who}: ${sentences.join('; ')}`, 'a newer version tells it');
		});
}

function clockCheck(servers: readonly HeardServer[], {clockOffsetMs}: Thresholds): DoctorCheck {
	const known = servers.flatMap(({name, ahead}) => (ahead === undefined ? [] : [{name, ...ahead}]));
	const worst = known.toSorted((one, other) => Math.abs(other.ms) - Math.abs(one.ms))[0];
	if (worst === undefined) return check('clock', 'unknown', 'no server told its time');
	const direction = worst.ms < 0 ? 'behind' : 'ahead of';
	const text = `${tame(worst.name)} is ${duration(Math.abs(worst.ms))} ${direction} this machine, give or take ${duration(worst.within)}`;
	// What the way there may take proves nothing.
	if (Math.abs(worst.ms) - worst.within < clockOffsetMs.value) return check('clock', 'ok', text);
	return check('clock', 'not ok', text, 'set the clocks by NTP: times on the screen are those of this machine');
}

function serverChecks({servers, thresholds}: DoctorFacts): readonly DoctorCheck[] {
	if (servers === undefined) {
		return ['servers', 'clock'].map(step => check(step, 'not tried', 'the servers were not asked'));
	}
	if (servers.length === 0) {
		const advice = 'let the user publish $SYS.REQ.SERVER.PING, or give a longer --timeout';
		return [
			check('servers', 'unknown', 'none answered in time', advice),
			check('clock', 'unknown', 'no server told its time'),
		];
	}
	return [
		check('servers', 'ok', `${count(servers.length)} answered: ${firstNames(servers.map(({name}) => tame(name)))}`),
		...versionChecks(servers),
		clockCheck(servers, thresholds),
	];
}

function roundTripCheck({roundTripMs, thresholds}: DoctorFacts): DoctorCheck {
	if (roundTripMs === undefined) return check('round trip', 'not tried', 'there is no connection');
	if (roundTripMs < thresholds.slowLinkMs.value) return check('round trip', 'ok', duration(roundTripMs));
	return check('round trip', 'not ok', duration(roundTripMs), 'connect to a server that is nearer, with --server');
}

/** Everything, in the order in which it matters. */
export function doctorChecks(facts: DoctorFacts): readonly DoctorCheck[] {
	return [...facts.checks, ...serverChecks(facts), roundTripCheck(facts), ...facts.terminal];
}

/** Whether all that was tried is well, and all was tried. */
export function isWell(checks: readonly DoctorCheck[]): boolean {
	return checks.every(({state}) => state === 'ok');
}

function wrappedAt(text: string, width: number): readonly string[] {
	const lines = [''];
	for (const word of text.split(' ')) {
		const line = lines.at(-1) ?? '';
		if (line === '') lines[lines.length - 1] = cut(word, width);
		else if (widthOf(line) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${line} ${word}`;
		else lines.push(cut(word, width));
	}
	return lines;
}

const stateWidth = 9;
/** As long as the longest subject, where there is room. */
const mostOfStep = {wide: 46, narrow: 34};
const wideFrom = 100;
const fewestOfText = 20;

/** A table, as wide as this. */
export function doctorText(checks: readonly DoctorCheck[], columns: number): string {
	const stepWidth = Math.min(
		columns < wideFrom ? mostOfStep.narrow : mostOfStep.wide,
		Math.max(...checks.map(({step}) => widthOf(step))),
	);
	const textWidth = Math.max(fewestOfText, columns - stateWidth - stepWidth - 4);
	const rows = checks.flatMap(({step, state, text, tryThis}) => {
		const advice = state === 'ok' || tryThis === '' ? [] : wrappedAt(`→ ${tryThis}`, textWidth);
		const steps = wrappedAt(step, stepWidth);
		const texts = [...wrappedAt(text, textWidth), ...advice];
		const height = Math.max(steps.length, texts.length);
		return Array.from({length: height}, (_, line) =>
			`${fit(line === 0 ? state : '', stateWidth)}  ${fit(steps[line] ?? '', stepWidth)}  ${texts[line] ?? ''}`.trimEnd(),
		);
	});
	const counted = doctorStates.flatMap(state => {
		const number = checks.filter(one => one.state === state).length;
		return number === 0 ? [] : [`${count(number)} ${state}`];
	});
	const end = isWell(checks) ? 'All is ok.' : `${counted.join(', ')}.`;
	return `${[...rows, '', end].join('\n')}\n`;
}

/** Ready for `JSON.stringify`. */
export function doctorJson(checks: readonly DoctorCheck[]) {
	return {
		format: doctorFormat,
		ok: isWell(checks),
		steps: checks.map(({step, state, text, tryThis}) => ({step, state, text, try: tryThis === '' ? null : tryThis})),
	};
}
