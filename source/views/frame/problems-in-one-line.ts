import {cut, widthOf} from '../../format/width.ts';
import type {Problem} from '../../insight/problem.ts';
import type {Span} from '../../screen/screen.ts';

// What stands in brackets, after a comma, or says where, can be read in the list.
function briefly(text: string): string {
	return text.replace(/ \(.*?\)|, .*$/g, '').replace(/(?: from \d+ hosts)? on \S+(?: \S+)*$/, '');
}

const between = ' · ';

function lengthOf(sentences: readonly string[]): number {
	return sentences.reduce((sum, sentence) => sum + widthOf(sentence) + between.length, -between.length);
}

/** As many problems as there is room for, and how many are left; the first ones in full where there is more room. */
export function inOneLine(problems: readonly Problem[], room: number): readonly Span[] {
	const rest = (told: number): string => (told < problems.length ? `${between}+${problems.length - told} more` : '');
	const sentences = problems.map(({who, text}) => `${who} ${briefly(text)}`);
	while (sentences.length > 1 && lengthOf(sentences) + rest(sentences.length).length > room) sentences.pop();
	const more = rest(sentences.length);
	for (const [index, {who, text}] of problems.slice(0, sentences.length).entries()) {
		const inFull = `${who} ${text}`;
		if (lengthOf(sentences.with(index, inFull)) + more.length > room) break;
		sentences[index] = inFull;
	}
	const spans = sentences.flatMap((sentence, index): Span[] => [
		{text: index === 0 ? '' : between, style: 'dim'},
		{text: cut(sentence, room - more.length), style: problems[index]?.severity ?? 'warn'},
	]);
	return [...spans, {text: more, style: 'dim'}];
}
