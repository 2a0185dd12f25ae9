// What happened to servers and to our own link, in words: what the newest events of the overview tell of them.
import {count} from '../../format/number.ts';
import {duration} from '../../format/time.ts';
import type {ProblemChange} from '../../insight/problem-changes.ts';
import type {Notice, NoticeKind} from '../../model/journal-entry.ts';
import {entriesOf, forgottenOf} from '../../model/journal.ts';
import type {Model} from '../../model/model.ts';
import {shownNameOf} from '../../model/server-names.ts';
import type {Style} from '../../screen/screen.ts';
import type {PlainLine} from './plain-line.ts';
import {spoken} from './spoken.ts';
import {toldAtOnce} from './told-at-once.ts';

type Words = {
	readonly text: (who: string, text: string, model: Model) => string;
	readonly style?: Style;
	/** A problem that is told of the same server at the same time says it too. */
	readonly isOfServer?: true;
};

function server(word: string, style?: Style): Words {
	return {text: (who, text) => `server ${who} ${word}: ${text}`, isOfServer: true, ...(style && {style})};
}

function about(what: string): Words {
	return {text: (who, text) => `${what}: ${[who, text].filter(part => part !== '').join(': ')}`};
}

function missedIn({blindSpans}: Model): string {
	const last = blindSpans.at(-1);
	return last === undefined ? '' : `; nothing was heard for ${duration(last.to - last.from)}`;
}

/** Undefined for what may come by the thousand: problems and sums tell of it. */
const words: Readonly<Record<NoticeKind, Words | undefined>> = {
	started: server('appears'),
	restarted: server('was restarted', 'warn'),
	stopped: server('has stopped', 'warn'),
	'lame duck': server('is in lame-duck mode', 'warn'),
	silent: server('is silent', 'bad'),
	back: server('is back', 'good'),
	reloaded: server('has reloaded'),
	'link down': {text: (who, text) => `our link to ${who} is lost: ${text}`, style: 'bad'},
	'link up': {text: (who, _text, model) => `our link is back: connected to ${who}${missedIn(model)}`, style: 'good'},
	refused: about('not allowed'),
	claims: about('claims'),
	asked: about('command'),
	answered: about('command'),
	marker: about('marker'),
	note: about('note'),
	'slow consumer': undefined,
	'leaf up': undefined,
	'leaf down': undefined,
};

function lineOf(model: Model, {kind, serverId, who, text}: Notice): PlainLine | undefined {
	const form = words[kind];
	if (form === undefined) return undefined;
	const name = form.isOfServer === true ? shownNameOf(model, serverId, who) : who;
	return {text: form.text(name, spoken(text), model), ...(form.style && {style: form.style})};
}

/** Gives the lines of what was noted since it was called last; the first time none. */
export function createNoticeWords(): (model: Model, changes: readonly ProblemChange[]) => readonly PlainLine[] {
	let told: number | undefined;

	function newOf({journals: {notices}}: Model): {readonly entries: readonly Notice[]; readonly dropped: number} {
		const from = Math.max(told ?? notices.added, forgottenOf(notices));
		const dropped = from - (told ?? from);
		told = notices.added;
		return {entries: [...entriesOf(notices, from)].map(([, entry]) => entry), dropped};
	}

	return (model, changes) => {
		const {entries, dropped} = newOf(model);
		const inProblems = new Set(
			changes.flatMap(({problem: {about: subject}}) => (subject.kind === 'server' ? [subject.id] : [])),
		);
		const isTold = ({kind, serverId}: Notice): boolean => words[kind]?.isOfServer === true && inProblems.has(serverId);
		const left = entries.filter(notice => words[notice.kind] !== undefined && !isTold(notice));
		const lines = [...Map.groupBy(left, ({kind}) => kind)].flatMap(([kind, group]): readonly PlainLine[] => {
			const {shown, rest} = toldAtOnce(group);
			const more = rest.length === 0 ? [] : [{text: `${count(rest.length)} more like these: ${kind}`}];
			return [...shown.flatMap(notice => lineOf(model, notice) ?? []), ...more];
		});
		if (dropped === 0) return lines;
		return [{text: `${count(dropped)} earlier notices of this moment are not kept`}, ...lines];
	};
}
