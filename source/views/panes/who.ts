// Who causes trouble: the suspects as a table.
import {count, unknown} from '../../format/number.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {shortKeys} from '../../format/short-key.ts';
import {clock, duration} from '../../format/time.ts';
import {paceInWords, paceOrEnd} from '../../insight/pace.ts';
import type {Problem} from '../../insight/problem.ts';
import type {Style} from '../../screen/screen.ts';
import {type Column, hiddenColumn} from '../../table/column.ts';
import type {Target} from '../../ui/target.ts';
import {reasonStyle} from '../columns/connection-event-words.ts';
import {secondsOf} from '../columns/server-cells.ts';
import type {Look} from '../look.ts';
import {isAcknowledged} from '../problem-here.ts';
import {definePane, type Pane} from './pane.ts';
import {type Suspect, suspectsOf} from './suspects.ts';

function rateText({kind, run}: Suspect, now: number, isTotal: boolean): string {
	if (isTotal) return `×${count(run.total)} ${kind}`;
	if (kind === 'slow') return run.total === 1 ? 'slow consumer' : `slow ×${count(run.total)}`;
	if (run.stopped) return paceOrEnd(run, now);
	if (kind === 'flapping') return `lost ×${count(run.total)}`;
	return `${paceInWords(run)} ${kind}`;
}

/** The rule that tells of each kind, and its key of a suspect. */
const rules: Readonly<Record<Suspect['kind'], readonly [rule: string, before: string]>> = {
	refused: ['auth-errors', ''],
	loop: ['reconnect-loop', ''],
	flapping: ['flapping-leafnode', ''],
	slow: ['slow-consumers', 'client '],
};

/** The problem that is told of it, where there is one of its own. */
function problemOf({kind, key}: Suspect, {problems}: Look): Problem | undefined {
	const [rule, before] = rules[kind];
	const wanted = key.replace(`${kind} `, before);
	return problems.find(problem => problem.rule === rule && problem.key === wanted);
}

function rateStyle(suspect: Suspect, look: Look): Style {
	const {kind, run, isTrouble} = suspect;
	const problem = problemOf(suspect, look);
	if (run.stopped || (problem !== undefined && isAcknowledged(look.ui, problem))) return 'dim';
	return kind === 'refused' && isTrouble ? 'bad' : 'warn';
}

/** Several hosts open the list of all of them. */
function targetOf({kind, hosts, target, filter}: Suspect): Target {
	if (hosts.size === 1) return target;
	return {kind: 'view', view: kind === 'refused' ? 'auth-errors' : 'connects', filter};
}

function hostsText({hosts}: Suspect): string {
	const [first = ''] = hosts;
	return hosts.size > 1 ? `${hosts.size} hosts` : first;
}

/** As much of a name as is seen of it on a narrow screen. */
const seenOfName = 13;

function isAmbiguous(suspects: readonly Suspect[]): boolean {
	return new Set(suspects.map(({name}) => name.slice(0, seenOfName))).size < suspects.length;
}

function serversOf({servers}: Suspect): string {
	return servers.join(' ');
}

export function whoColumns(look: Look): readonly Column<Suspect>[] {
	return [
		{
			id: 'client',
			aliases: ['name'],
			title: 'CLIENT',
			width: 14,
			grow: 1,
			most: 28,
			rank: 0,
			value: ({name}) => name,
			cell: ({name}) => ({text: quoteIfBlank(name), style: 'strong'}),
		},
		{
			id: 'rate',
			title: look.ui.totals ? 'IN ALL' : 'RATE',
			width: 15,
			grow: 0.5,
			most: 19,
			rank: 0,
			value: ({run}) => (look.ui.totals ? run.total : run.stopped ? 0 : run.perSecond),
			cell: suspect => ({text: rateText(suspect, look.model.now, look.ui.totals), style: rateStyle(suspect, look)}),
		},
		{
			id: 'user',
			aliases: ['acc', 'account'],
			title: 'ACCOUNT/USER',
			width: 16,
			grow: 1,
			most: 30,
			// Where names alone do not tell them apart, who they log in as is the next thing to know.
			rank: isAmbiguous(suspectsOf(look)) ? 0.5 : 4,
			value: ({identity}) => identity,
			cell: ({identity}) => ({text: shortKeys(quoteIfBlank(identity)) || unknown}),
		},
		{
			id: 'host',
			title: 'HOST',
			width: 13,
			grow: 1,
			most: 26,
			rank: 5,
			value: ({hosts}) => [...hosts].join(' '),
			values: ({hosts}) => [...hosts],
			cell: suspect => ({text: hostsText(suspect)}),
		},
		{
			id: 'lives',
			title: 'LIVES',
			width: 7,
			align: 'right',
			rank: 6,
			value: ({lives}) => secondsOf(lives),
			cell: ({lives}) => ({text: duration(lives)}),
		},
		{
			id: 'reason',
			title: 'LAST REASON',
			width: 18,
			grow: 2,
			most: 40,
			rank: 3,
			value: ({reason}) => reason,
			cell: ({reason}) => ({text: reason, style: reasonStyle(reason) ?? 'dim'}),
		},
		{
			id: 'server',
			title: 'ON',
			width: 9,
			grow: 1,
			most: 24,
			rank: 2,
			value: serversOf,
			values: ({servers}) => servers,
			cell: suspect => ({text: serversOf(suspect)}),
		},
		{
			id: 'since',
			title: 'SINCE',
			width: 8,
			rank: 1,
			value: ({run}) => run.since,
			cell: ({run}) => ({text: clock(run.since, look.utc)}),
		},
		hiddenColumn('kind', ({kind}) => kind, {searched: false}),
	];
}

export const whoPane: Pane = definePane<Suspect>({
	id: 'who',
	totals: true,
	title: 'WHO',
	compact: true,
	ownOrder: true,
	rows: suspectsOf,
	idOf: ({key}) => key,
	columns: whoColumns,
	isWrong: () => true,
	target: targetOf,
	problem: problemOf,
	empty: () => 'no client is refused, in a reconnect loop, flapping or slow',
});
