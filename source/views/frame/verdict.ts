// The one line that says how things are: the problems, the worst first; or that all is well, and how old that is.
import {count} from '../../format/number.ts';
import {ageInWords, duration} from '../../format/time.ts';
import {cut, widthOf} from '../../format/width.ts';
import {isTrouble, type Problem} from '../../insight/problem.ts';
import type {Model} from '../../model/model.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';
import type {Look} from '../look.ts';
import {isAcknowledged, isOpenTrouble} from '../problem-here.ts';
import {cellsOf} from './lines.ts';
import {isUnreached, notConnected} from './link-words.ts';
import {afterwards, inOneLine} from './problems-in-one-line.ts';
import type {Summary} from './summary.ts';

function allWell({speaking, expected, oldestMs}: Summary): readonly Span[] {
	const oldest = oldestMs === undefined ? '' : `, oldest number ${ageInWords(oldestMs)}`;
	return [{text: ' ● OK', style: 'good'}, {text: `  ${count(speaking)}/${count(expected)} servers${oldest}`}];
}

// No problem yet: servers that the others count may have stopped just before this program started.
function notAllThere({speaking, expected, missing}: Summary, width: number): readonly Span[] {
	const title = ` ○ ${count(speaking)} of ${count(expected)} servers answer`;
	const [those, one, were, they] =
		missing === 1 ? ['one', 'one', 'was', 'it'] : [count(missing), `${count(missing)} of them`, 'were', 'they'];
	const texts = [
		`${title}: ${those} that the others count ${were} not heard; ${they} may have ended within the last 4 minutes`,
		`${title}: ${one} not heard may have ended in the last 4 minutes`,
	];
	return [{text: texts.find(text => widthOf(text) < width) ?? `${title}, ${those} ${were} not heard`}];
}

/** The notes after it say which. */
function namedAreMissing({speaking, expected}: Summary): readonly Span[] {
	return [{text: ` ○ ${count(speaking)} of ${count(expected)} servers answer`}];
}

// A green light over old numbers would be worse than none.
function notAllYet({speaking, expected, stale, oldestMs}: Summary): readonly Span[] {
	const those = stale === 1 ? 'one is' : `${count(stale)} are`;
	const text = `  ${count(speaking)}/${count(expected)} servers; ${those} still to be heard, oldest number ${ageInWords(oldestMs)}`;
	return [{text: ' ○ waiting', style: 'warn'}, {text}];
}

/** What the verdict is made of. */
export type Judging = Pick<Look, 'model' | 'ui' | 'problems'>;

export function verdictLine(look: Judging, summary: Summary, width: number): Line {
	const {ui} = look;
	// That the link is down has a line of its own: the others come before it.
	const isLink = ({rule}: Problem): boolean => rule === 'link-down';
	const problems = [...look.problems.filter(problem => !isLink(problem)), ...look.problems.filter(isLink)];
	const trouble = problems.filter(problem => isOpenTrouble(ui, problem));
	const known = problems.filter(problem => isTrouble(problem) && isAcknowledged(ui, problem));
	const quiet = problems.filter(problem => !isTrouble(problem));
	if (trouble.length === 0 && known.length === 0) return calmLine(look, summary, quiet, width);
	const [first, later] = trouble.length > 0 ? [trouble, [...known, ...quiet]] : [known, quiet];
	const title: Span =
		trouble.length > 0
			? {
					text: ` ▲ ${inNumber(trouble)}${known.length === 0 ? '' : `, ${count(known.length)} acknowledged`}`,
					style: worstStyle(trouble),
				}
			: {text: ` ○ ${inNumber(known)}, acknowledged`, style: 'dim'};
	const spans: readonly Span[] = [title, {text: '  '}, ...inOneLine(first, width - widthOf(title.text) - 3, ui)];
	return {spans: [...spans, ...afterwards(later, cellsOf(spans), width, ui)]};
}

/** Willing servers answer sooner. */
export const answerMs = 5000;

/** No round of PINGs has been answered: what was heard meanwhile, and for how long nobody has answered. */
function nobodyYet(
	{now, link, listeningSince, tallies, pingRound}: Model,
	{speaking}: Summary,
	width: number,
): readonly Span[] {
	const heard =
		speaking > 0
			? `heard ${count(speaking)} by their own messages`
			: tallies.messages.total === 0
				? 'nothing was heard'
				: `${count(tallies.messages.total)} messages heard, none of a server`;
	if (isUnreached(link)) return [{text: cut(` ▲ ${notConnected(link, now)}`, width - 1), style: 'bad'}];
	// Before we are connected, events come from a history only.
	if (link.state === 'connecting' && tallies.messages.total > 0) {
		return [{text: ` ○ from the history: ${heard}`, style: 'dim'}];
	}
	const waitedMs = now - Math.max(listeningSince, link.since);
	const isEarly = link.state !== 'up' || waitedMs < answerMs;
	if (isEarly) return [{text: ' ○ asking the servers…', style: 'dim'}];
	// A recording need not have one.
	const lack = pingRound === undefined ? 'no PING was sent' : 'no server has answered';
	const words = ` ○ ${lack} for ${duration(waitedMs)}`;
	const hint = pingRound === undefined ? '' : '; may our user ask $SYS.REQ.SERVER.PING?';
	const texts = [`${words}: ${heard}${hint}`, `${words}: ${heard}`];
	return [{text: texts.find(text => widthOf(text) < width) ?? words, style: 'warn'}];
}

export function worstStyle(trouble: readonly Problem[]): Style {
	return trouble.some(({severity}) => severity === 'bad') ? 'bad' : 'warn';
}

export function inNumber(problems: readonly Problem[]): string {
	return `${count(problems.length)} problem${problems.length === 1 ? '' : 's'}`;
}

/** No problem is known. */
function calmLine({model, ui}: Judging, summary: Summary, quiet: readonly Problem[], width: number): Line {
	if (model.completeAt === undefined) return {spans: [...nobodyYet(model, summary, width)]};
	if (summary.missing > summary.named) {
		const spans = notAllThere(summary, width);
		// The note about those that are missing says the same once more.
		const others = quiet.filter(({rule, key}) => rule !== 'missing-server' || key !== 'missing');
		return {spans: [...spans, ...afterwards(others, cellsOf(spans), width, ui)]};
	}
	const spans =
		summary.stale > 0 ? notAllYet(summary) : summary.named > 0 ? namedAreMissing(summary) : allWell(summary);
	return {spans: [...spans, ...afterwards(quiet, cellsOf(spans), width, ui)]};
}
