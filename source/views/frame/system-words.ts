// How a system stands that is watched beside others, in a sign and a few words: the same in the list of systems, in its
// verdict, and in the line above the views of each.
import {count} from '../../format/number.ts';
import {widthOf} from '../../format/width.ts';
import {isTrouble} from '../../insight/problem.ts';
import {type Style, textOf} from '../../screen/screen.ts';
import type {SystemNow} from '../look.ts';
import {isOpenTrouble} from '../problem-here.ts';
import {isUnreached} from './link-words.ts';
import {summaryIn} from './summary.ts';
import {answerMs, inNumber, verdictLine, worstStyle} from './verdict.ts';

export type SystemWords = {
	readonly sign: '●' | '○' | '▲';
	readonly words: string;
	/** The same where there is little room; empty where the sign says it. */
	readonly short: string;
	readonly style: Style;
	/** Nothing has to be looked at. */
	readonly isFine: boolean;
};

function wrong(words: string, short: string, style: Style = 'bad'): SystemWords {
	return {sign: '▲', words, short, style, isFine: false};
}

function waiting(words: string, style: Style = 'dim'): SystemWords {
	return {sign: '○', words, short: '', style, isFine: true};
}

/** Of one that we are connected to. */
function heardWords(system: SystemNow): SystemWords {
	const {model, problems, ui} = system;
	const trouble = problems.filter(problem => isOpenTrouble(ui, problem));
	if (trouble.length > 0) return wrong(inNumber(trouble), count(trouble.length), worstStyle(trouble));
	const acknowledged = problems.filter(isTrouble).length;
	if (acknowledged > 0) return waiting(`${count(acknowledged)} acknowledged`);
	if (model.completeAt === undefined) {
		const waitedMs = system.now - Math.max(model.listeningSince, system.link.since);
		return waitedMs < answerMs ? waiting('asking the servers') : wrong('no answer', 'no answer', 'warn');
	}
	const {speaking, expected, stale} = summaryIn({model});
	if (speaking < expected) return waiting(`${count(speaking)} of ${count(expected)} servers`, 'warn');
	if (stale > 0) return waiting('waiting', 'warn');
	return {sign: '●', words: 'OK', short: '', style: 'good', isFine: true};
}

export function systemWords(system: SystemNow): SystemWords {
	const {link} = system;
	switch (link.state) {
		case 'up':
			return heardWords(system);
		case 'connecting':
			return isUnreached(link) ? wrong('not connected', 'no link') : waiting('connecting');
		case 'down':
			return wrong('link down', 'down');
		case 'ended':
			return waiting('ended');
	}
}

/** From here on the verdict reads as it does above the views. */
const wideFrom = 50;

/** The verdict of a system in one line of so many cells: the words, and what is behind them. */
export function systemVerdict(system: SystemNow, width: number): {readonly text: string; readonly style: Style} {
	const {link, problems, ui} = system;
	const {sign, words, short, style} = systemWords(system);
	if (link.state !== 'up') {
		const text = isUnreached(link) ? link.reason : `${words}${link.reason === '' ? '' : `: ${link.reason}`}`;
		return {text: `${sign} ${text}`, style};
	}
	if (width >= wideFrom) {
		// The line begins with a blank and leaves the last cell free.
		return {text: textOf(verdictLine(system, summaryIn(system), width + 2)).trim(), style};
	}
	const worst = problems.find(problem => isOpenTrouble(ui, problem));
	if (worst === undefined || short === '') return {text: `${sign} ${words}`, style};
	const texts = [`${sign} ${words}: ${worst.who} ${worst.short}`, `${sign} ${short}: ${worst.who} ${worst.short}`];
	return {text: texts.find(text => widthOf(text) <= width) ?? texts.at(-1) ?? '', style};
}
