// A check as one line for monitoring systems, by the guidelines for Nagios plugins: a state, what it rests on, and after
// a bar figures as `name=value;warning;critical;least;most`.
import {count} from '../format/number.ts';
import {plainAscii} from '../format/plain-ascii.ts';
import {withoutControls} from '../format/tame.ts';
import {ageInWords, duration} from '../format/time.ts';
import type {CheckOption} from '../options/check-option.ts';
import type {Judged} from './judged.ts';

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

function figures(
	{summary, problems, listenedMs, isAnythingKnown: isKnown}: Judged,
	{expectServers}: CheckOption,
): string {
	const fewest = expectServers === undefined ? '' : `${expectServers}:`;
	const graded = (wanted: string): number => problems.filter(({grade}) => grade === wanted).length;
	return [
		`servers=${isKnown ? summary.speaking : 'U'};;${fewest};0`,
		`servers_known=${isKnown ? summary.expected : 'U'};;;0`,
		`critical=${isKnown ? graded('critical') : 'U'};;;0`,
		`warnings=${isKnown ? graded('warning') : 'U'};;;0`,
		`oldest=${seconds(isKnown ? summary.oldestMs : undefined)};;;0`,
		`listened=${seconds(isKnown ? listenedMs : undefined)};;;0`,
	].join(' ');
}

/** One line. Only what is before the bar may be a stranger's words, and there is one bar. */
export function checkText(judged: Judged, check: CheckOption, ascii: boolean): string {
	const words = withoutControls(reasonOf(judged).replaceAll(/[\r\n]+/g, ' '));
	const reason = (ascii ? plainAscii(words) : words).replaceAll('|', '/');
	return `NATS ${judged.state.toUpperCase()} - ${reason} | ${figures(judged, check)}\n`;
}
