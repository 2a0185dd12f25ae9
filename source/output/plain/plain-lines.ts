// `--plain`: what has changed, in words, for who listens to a terminal or reads a log. It is told once a second what is
// known, and knows no clock.
import {duration} from '../../format/time.ts';
import {isTrouble, type Problem} from '../../insight/problem.ts';
import {createProblemChanges} from '../../insight/problem-changes.ts';
import type {Model} from '../../model/model.ts';
import type {Look} from '../../views/look.ts';
import {isNoteworthy} from './noteworthy.ts';
import {createNoticeWords} from './notice-words.ts';
import type {PlainLine} from './plain-line.ts';
import {problemLine, problemWords} from './problem-words.ts';
import {createRefusalWords} from './refusal-words.ts';
import {openingInWords, serversInWords, statusInWords, type Sums, sumsOf, verdictInWords} from './status-words.ts';
import {createTrafficWords} from './traffic-words.ts';

export type PlainMoment = {
	readonly look: Look;
	/** All of them, those that are over too. */
	readonly problems: readonly Problem[];
};

export type PlainLines = {
	/** The first sentence; what was before it is not told as a change. */
	readonly begin: (moment: PlainMoment) => readonly PlainLine[];
	/** What has changed since the moment before. */
	readonly second: (moment: PlainMoment) => readonly PlainLine[];
	/** How things are, when somebody asks. */
	readonly status: (moment: PlainMoment) => readonly PlainLine[];
	/** The problems one by one, when somebody asks. */
	readonly list: (moment: PlainMoment) => readonly PlainLine[];
};

export type PlainSettings = {
	/** What is told is a recording. */
	readonly isRecording: boolean;
	/** How often it is told how things are, where something has changed, milliseconds. */
	readonly statusEveryMs: number;
};

/** Sums of what comes by the thousand are told at most so often. */
const sumsEveryMs = 10_000;

function isDeaf({link, nothingHeardSince, listeningSince}: Model, since: number): boolean {
	return link.state === 'down' || nothingHeardSince !== undefined || listeningSince > since;
}

/** The sums of what comes by the thousand, over periods without a gap. */
function createSums() {
	const words = [createRefusalWords(), createTrafficWords('connects'), createTrafficWords('disconnects')];
	let since = 0;
	return {
		begin(model: Model): void {
			since = model.now;
			for (const {forget} of words) forget(model);
		},
		second(model: Model): readonly PlainLine[] {
			const {now} = model;
			if (now - since < sumsEveryMs) return [];
			if (isDeaf(model, since)) {
				this.begin(model);
				return [];
			}
			const span = duration(now - since);
			since = now;
			return words.flatMap(({sums}) => sums(model, span));
		},
	};
}

/** When it is told how things are: at most every so often, and only when something else is to be told than last time. */
function createStatus(everyMs: number) {
	let at = 0;
	let servers = '';
	let last: Sums | undefined;
	let hasNews = false;

	function remember(look: Look): Sums {
		const sums = sumsOf(look.model, everyMs);
		at = look.model.now;
		servers = serversInWords(look);
		last = sums;
		hasNews = false;
		return sums;
	}

	function differ(one: Sums, other: Sums): boolean {
		const isOther = (name: 'connects' | 'disconnects' | 'refusals'): boolean =>
			(one[name] === 0) !== (other[name] === 0) || isNoteworthy(one[name], other[name]);
		return isOther('connects') || isOther('disconnects') || isOther('refusals');
	}

	return {
		remember,
		second(look: Look, isNews: boolean): readonly PlainLine[] {
			hasNews ||= isNews;
			if (look.model.now - at < everyMs || look.link.state === 'down') return [];
			const before = last;
			const hasChanged = hasNews || serversInWords(look) !== servers;
			const sums = remember(look);
			if (!hasChanged && before !== undefined && !differ(before, sums)) return [];
			const {style} = verdictInWords(look);
			return [{text: `now: ${statusInWords(look, sums)}`, ...(style && {style})}];
		},
	};
}

export function createPlainLines({isRecording, statusEveryMs}: PlainSettings): PlainLines {
	const changesOf = createProblemChanges();
	const noticesOf = createNoticeWords();
	const sums = createSums();
	const status = createStatus(statusEveryMs);

	return {
		begin({look, problems}) {
			noticesOf(look.model, changesOf(problems, look.now));
			sums.begin(look.model);
			status.remember(look);
			const {style} = verdictInWords(look);
			return [{text: openingInWords(look, isRecording), ...(style && {style})}];
		},
		second({look, problems}) {
			const {model} = look;
			const changes = changesOf(problems, look.now);
			const lines = [...noticesOf(model, changes), ...problemWords(changes), ...sums.second(model)];
			return [...lines, ...status.second(look, lines.length > 0)];
		},
		status({look}) {
			return [{text: `now: ${statusInWords(look, sumsOf(look.model, statusEveryMs))}`}];
		},
		list({problems}) {
			const lasting = problems.filter(isTrouble);
			return lasting.length === 0 ? [{text: 'no problems'}] : lasting.map(problemLine);
		},
	};
}
