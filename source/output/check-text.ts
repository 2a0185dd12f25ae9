// A check as one line for monitoring systems, by the guidelines for Nagios plugins: a state, what it rests on, and after
// a bar figures as `name=value;warning;critical;least;most`.
import {count} from '../format/number.ts';
import {plainAscii} from '../format/plain-ascii.ts';
import {withoutControls} from '../format/tame.ts';
import {ageInWords, duration} from '../format/time.ts';
import type {CheckOption} from '../options/check-option.ts';
import type {CheckState, Judged} from './judged.ts';

/** So many problems are told; of the rest it is said how many they are. */
const mostTold = 3;

function allWell({summary: {speaking, expected, oldestMs}, listenedMs}: Judged): string {
	const oldest = oldestMs === undefined ? '' : `, oldest number ${ageInWords(oldestMs)}`;
	return `${count(speaking)}/${count(expected)} servers${oldest}, listened for ${duration(listenedMs)}`;
}

/** What is certain first, then what is not known. */
export function reasonOf(judged: Judged): string {
	const {unmet, problems, unknown} = judged;
	const certain = [...unmet, ...problems.map(({problem: {who, text}}) => `${who} ${text}`)];
	const told = certain.slice(0, mostTold);
	const more = certain.length - told.length;
	const parts = [...told, ...(more > 0 ? [`+${count(more)} more`] : []), ...unknown];
	return parts.length === 0 ? allWell(judged) : parts.join('; ');
}

/** Seconds, to the millisecond; `U` is what the guidelines have for what is not known. */
function seconds(milliseconds: number | undefined): string {
	return milliseconds === undefined ? 'U' : `${Math.round(milliseconds) / 1000}s`;
}

/** `name` tells what the figure of this name is called, where there are several systems. */
function figures(
	{summary, problems, listenedMs, isAnythingKnown: isKnown}: Judged,
	{expectServers}: CheckOption,
	name: (of: string) => string = of => of,
): string {
	const fewest = expectServers === undefined ? '' : `${expectServers}:`;
	const graded = (wanted: string): number => problems.filter(({grade}) => grade === wanted).length;
	return [
		`${name('servers')}=${isKnown ? summary.speaking : 'U'};;${fewest};0`,
		`${name('servers_known')}=${isKnown ? summary.expected : 'U'};;;0`,
		`${name('critical')}=${isKnown ? graded('critical') : 'U'};;;0`,
		`${name('warnings')}=${isKnown ? graded('warning') : 'U'};;;0`,
		`${name('oldest')}=${seconds(isKnown ? summary.oldestMs : undefined)};;;0`,
		`${name('listened')}=${seconds(isKnown ? listenedMs : undefined)};;;0`,
	].join(' ');
}

/** Only what is before the bar may be a stranger's words, and there is one bar. */
function lineOf(state: CheckState, reason: string, figuresText: string, ascii: boolean): string {
	const words = withoutControls(reason.replaceAll(/[\r\n]+/g, ' '));
	const told = (ascii ? plainAscii(words) : words).replaceAll('|', '/');
	return `NATS ${state.toUpperCase()} - ${told} | ${figuresText}\n`;
}

/** One line. */
export function checkText(judged: Judged, check: CheckOption, ascii: boolean): string {
	return lineOf(judged.state, reasonOf(judged), figures(judged, check), ascii);
}

/** A system of several, and how it was judged. */
export type JudgedSystem = {readonly label: string; readonly judged: Judged};

/** What is certain counts more than what is not known. */
const worstFirst: readonly CheckState[] = ['critical', 'warning', 'unknown', 'ok'];

/** The state of all together: that of the worst. */
export function worstOf(systems: readonly JudgedSystem[]): CheckState {
	return worstFirst.find(state => systems.some(({judged}) => judged.state === state)) ?? 'unknown';
}

/** As it is written for a figure whose name is quoted. */
function quotedName(label: string, of: string): string {
	return `'${label.replaceAll(/[='|\s]/g, '_')} ${of}'`;
}

/** One line for several systems: the worst comes first, each with its name. */
export function checkTextOfSeveral(systems: readonly JudgedSystem[], check: CheckOption, ascii: boolean): string {
	const rank = ({judged}: JudgedSystem): number => worstFirst.indexOf(judged.state);
	const reasons = systems
		.toSorted((one, other) => rank(one) - rank(other))
		.map(({label, judged}) => `${label} ${judged.state}: ${reasonOf(judged)}`);
	const all = systems.map(({label, judged}) => figures(judged, check, of => quotedName(label, of)));
	return lineOf(worstOf(systems), reasons.join(' · '), all.join(' '), ascii);
}
