import {cut, widthOf} from '../../format/width.ts';
import type {Problem} from '../../insight/problem.ts';
import type {Span} from '../../screen/screen.ts';
import type {Ui} from '../../ui/ui.ts';
import {problemStyle} from '../problem-style.ts';

const between = ' · ';

function lengthOf(sentences: readonly string[]): number {
	return sentences.reduce((sum, sentence) => sum + widthOf(sentence) + between.length, -between.length);
}

/**
 * As many problems as there is room for, and how many are left: detail is dropped before problems are. Where there is
 * more room, the first ones are told in full.
 */
export function inOneLine(problems: readonly Problem[], room: number, ui: Ui): readonly Span[] {
	const rest = (told: number): string => (told < problems.length ? `${between}+${problems.length - told} more` : '');
	const sentences = problems.map(({who, short}) => `${who} ${short}`);
	while (sentences.length > 1 && lengthOf(sentences) + rest(sentences.length).length > room) sentences.pop();
	const more = rest(sentences.length);
	for (const [index, {who, text}] of problems.slice(0, sentences.length).entries()) {
		const inFull = `${who} ${text}`;
		if (lengthOf(sentences.with(index, inFull)) + more.length > room) break;
		sentences[index] = inFull;
	}
	const spans = sentences.flatMap((sentence, index): Span[] => {
		const problem = problems[index];
		const text = cut(sentence, room - more.length);
		return [
			{text: index === 0 ? '' : between, style: 'dim'},
			problem === undefined ? {text} : {text, style: problemStyle(problem, ui)},
		];
	});
	return [...spans, {text: more, style: 'dim'}];
}

/** As many as there is room for after `used` cells of a line of this width; nothing is said of those that are left. */
export function afterwards(problems: readonly Problem[], used: number, width: number, ui: Ui): readonly Span[] {
	const spans: Span[] = [];
	let room = width - used - 1;
	for (const problem of problems) {
		const {who, text, short} = problem;
		const fitting = [`${who} ${text}`, `${who} ${short}`].find(words => widthOf(words) + between.length <= room);
		if (fitting === undefined) continue;
		spans.push({text: between, style: 'dim'}, {text: fitting, style: problemStyle(problem, ui)});
		room -= widthOf(fitting) + between.length;
	}
	return spans;
}
