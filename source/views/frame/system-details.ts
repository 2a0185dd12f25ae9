// The system under the cursor in the list of systems: how we are connected, and all that is wrong, in full.
import {rate} from '../../format/number.ts';
import {clock, duration} from '../../format/time.ts';
import {averagePerSecond, perSecond} from '../../model/tally.ts';
import {type Line, line, type Span} from '../../screen/screen.ts';
import type {SystemNow} from '../look.ts';
import {problemSign, problemStyle} from '../problem-style.ts';
import {wrapped} from './lines.ts';
import {isUnreached, loginInWords, nextTry, notConnected} from './link-words.ts';

function whereTo({link}: SystemNow): string {
	const who = loginInWords(link);
	return `${link.serverName || link.address}${who === '' ? '' : ` as ${who}`}`;
}

/** Our own connection in a sentence. */
function linkSentence(system: SystemNow, utc: boolean): {readonly text: string; readonly isBad: boolean} {
	const {link, now} = system;
	switch (link.state) {
		case 'up':
			return {text: `connected to ${whereTo(system)} for ${duration(now - link.since)}`, isBad: false};
		case 'down': {
			const trying = link.trying === '' ? '' : ` of ${link.trying}`;
			const next = nextTry(link, now);
			const tries = next === '' ? '' : `; ${next}${trying}`;
			return {text: `the link is down since ${clock(link.since, utc)}: ${link.reason}${tries}`, isBad: true};
		}
		case 'connecting':
			return isUnreached(link)
				? {text: notConnected(link, now), isBad: true}
				: {text: 'connecting for the first time', isBad: false};
		case 'ended':
			return {text: 'it has ended', isBad: false};
	}
}

/** What it costs its servers, and what comes from them. */
function costs({model, now}: SystemNow): string {
	const over = (tally: 'asks' | 'answers'): string => rate(averagePerSecond(model.tallies[tally], now));
	const messages = rate(perSecond(model.tallies.messages, now, 5));
	return `asks ${over('asks')}/s, ${over('answers')} answers/s, messages ${messages}/s`;
}

export function systemDetails(system: SystemNow, utc: boolean, width: number): readonly Line[] {
	const {label, problems, ui, model} = system;
	const {text, isBad} = linkSentence(system, utc);
	const title: readonly Span[] = [
		{text: ` ${label}  `, style: 'title'},
		{text: ' '},
		isBad ? {text, style: 'bad'} : {text},
	];
	const told = problems.map(
		(problem): Line => ({
			spans: [
				{text: ` ${problemSign(problem, ui)} `, style: problemStyle(problem, ui)},
				{text: `${problem.who} `, style: problem.overAt === undefined ? 'strong' : 'dim'},
				{text: problem.text, style: problemStyle(problem, ui)},
				{text: `  since ${clock(problem.since, utc)}`, style: 'dim'},
			],
		}),
	);
	const isCalm = problems.length === 0 && model.completeAt !== undefined && system.link.state === 'up';
	return [
		...wrapped({spans: title}, width - 1),
		line(` ${costs(system)}`, 'dim'),
		...told.flatMap(problem => wrapped(problem, width - 1)),
		...(isCalm ? [line(' nothing is wrong as far as its system account can tell', 'dim')] : []),
	];
}
