// The lines above the list of systems: how many there are, and how they stand together.
import {bytesInWords, count, rate} from '../../format/number.ts';
import {clock} from '../../format/time.ts';
import {cut} from '../../format/width.ts';
import {averagePerSecond} from '../../model/tally.ts';
import type {Line, Span} from '../../screen/screen.ts';
import type {Look, SystemNow} from '../look.ts';
import {justified} from './lines.ts';
import {summaryIn} from './summary.ts';
import {systemWords} from './system-words.ts';

function inNumber(systems: readonly SystemNow[]): string {
	return `${count(systems.length)} system${systems.length === 1 ? '' : 's'}`;
}

function serversOf(systems: readonly SystemNow[]): string {
	const sums = systems.map(system => summaryIn(system));
	const total = (of: 'speaking' | 'expected'): string => count(sums.reduce((sum, summary) => sum + summary[of], 0));
	return `${total('speaking')}/${total('expected')} servers`;
}

function identity({timeOfDay, utc}: Look, systems: readonly SystemNow[], width: number): Line {
	const time = `${clock(timeOfDay, utc)}${utc ? ' UTC' : ''} `;
	return justified([{text: ' nats-top-sys', style: 'accent'}, {text: `  ${inNumber(systems)}`}], [{text: time}], width);
}

/** Which systems are to be looked at; or that all are well. */
function verdict(systems: readonly SystemNow[], width: number): Line {
	const told = systems.map(system => ({...systemWords(system), label: system.label}));
	const inWords = (some: typeof told): string => some.map(({label, words}) => `${label} ${words}`).join(' · ');
	const wrong = told.filter(({isFine}) => !isFine);
	if (wrong.length > 0) {
		const style = wrong.some(one => one.style === 'bad') ? 'bad' : 'warn';
		const title = ` ▲ ${count(wrong.length)} of ${inNumber(systems)}`;
		const words = cut(inWords(wrong), Math.max(1, width - title.length - 3));
		return {spans: [{text: title, style}, {text: '  '}, {text: words, style}]};
	}
	const others = told.filter(({sign}) => sign !== '●');
	if (others.length === 0) {
		return {spans: [{text: ' ● OK', style: 'good'}, {text: `  ${inNumber(systems)}, ${serversOf(systems)}`}]};
	}
	return {spans: [{text: ' ○ waiting', style: 'warn'}, {text: `  ${cut(inWords(others), width - 13)}`}]};
}

/** What all of them cost together. */
function costs(systems: readonly SystemNow[], terminalBytesPerSecond: number | undefined): Line {
	const over = (tally: 'asks' | 'answers' | 'messages'): string =>
		rate(systems.reduce((sum, {model, now}) => sum + averagePerSecond(model.tallies[tally], now), 0));
	const parts = [
		`messages ${over('messages')}/s`,
		`asks ${over('asks')}/s, ${over('answers')} answers/s in all`,
		...(terminalBytesPerSecond === undefined ? [] : [`tty ${bytesInWords(terminalBytesPerSecond)}/s`]),
	];
	const spans = parts.flatMap((text): readonly Span[] => [{text, style: 'dim'}, {text: '   '}]);
	return {spans: [{text: ' '}, ...spans]};
}

export function listHead(look: Look, width: number, isHigh: boolean): readonly Line[] {
	const {systems = [], terminalBytesPerSecond} = look;
	return [
		identity(look, systems, width),
		verdict(systems, width),
		...(isHigh ? [costs(systems, terminalBytesPerSecond)] : []),
	];
}
