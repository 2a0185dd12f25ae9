// The systems that are watched at once, in one line above the views of each: which one this is, and how the others
// stand, so that nobody is blind for them.
import {cut, widthOf} from '../../format/width.ts';
import type {Line, Span} from '../../screen/screen.ts';
import type {SystemNow} from '../look.ts';
import {cellsOf} from './lines.ts';
import {type SystemWords, systemWords} from './system-words.ts';

const gap = '  ';
const longestName = 24;

const details = ['words', 'signs of what is fine', 'in short', 'only what is wrong'] as const;

type Detail = (typeof details)[number];
type Told = SystemWords & {readonly system: SystemNow};

function spansOf(told: Told, here: number | undefined, detail: Detail): readonly Span[] {
	const {system, sign, words, short, style, isFine} = told;
	const isHere = system.number === here;
	if (detail === 'only what is wrong' && isFine && !isHere) return [];
	const isInFull = detail === 'words' || (detail === 'signs of what is fine' && !isFine);
	const name = ` ${system.number} ${cut(system.label, longestName)} `;
	return [
		isHere ? {text: name, style: 'title'} : {text: name},
		{text: `${sign} ${isInFull ? words : short}`.trimEnd(), style},
		{text: gap},
	];
}

function lineIn(told: readonly Told[], here: number | undefined, detail: Detail): readonly Span[] {
	const parts = told.map(one => spansOf(one, here, detail));
	const left = parts.filter(spans => spans.length === 0).length;
	return [...parts.flat(), ...(left === 0 ? [] : [{text: `+${left} fine`, style: 'dim'} as const])];
}

/** As much of it as there is room for; that one of them is wrong stays longest. */
export function systemsLine(systems: readonly SystemNow[], here: number | undefined, width: number): Line {
	const hint: Span = {text: 'x all systems ', style: 'dim'};
	const told = systems.map(system => ({system, ...systemWords(system)}));
	const lines = details.map(detail => lineIn(told, here, detail));
	const spans = lines.find(line => cellsOf(line) <= width) ?? lines.at(-1) ?? [];
	const room = width - cellsOf(spans) - widthOf(hint.text);
	return {spans: room < 0 ? spans : [...spans, {text: ' '.repeat(room)}, hint]};
}
