// Why connections end, by reason: how often in the last minute and since the start, on which servers, and of whom most.
import {count} from '../../format/number.ts';
import {type EndReason, mostReasons} from '../../model/end-reasons.ts';
import type {Model} from '../../model/model.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import {shownNameOf} from '../../model/server-names.ts';
import {inLastMinute} from '../../model/tally.ts';
import {topOf} from '../../model/top-counts.ts';
import type {Style} from '../../screen/screen.ts';
import type {Column} from '../../table/column.ts';
import {reasonStyle} from '../columns/connection-event-words.ts';
import {cell} from '../columns/server-cells.ts';
import {definePane, type Pane} from './pane.ts';

type ReasonRow = {
	/** As servers say it; undefined for those that are counted together. */
	readonly reason: string | undefined;
	readonly words: string;
	readonly style: Style | undefined;
	/** In the last minute, */
	readonly recent: number;
	/** and since this program listens. */
	readonly total: number;
	/** `n1 31 n2 12`, in the last minute. */
	readonly servers: string;
	/** `orders-svc 118`, in the last minute. */
	readonly client: string;
};

function serversInWords(model: Model, {servers}: EndReason): string {
	const {counts, isExact} = topOf(servers, model.now);
	// A server that was started again has two ids and one name.
	const byName = new Map<string, number>();
	for (const {key, count: times} of counts) {
		const name = shownNameOf(model, key);
		byName.set(name, (byName.get(name) ?? 0) + times);
	}
	const least = isExact ? '' : '≥ ';
	return [...byName]
		.sort(([, a], [, b]) => b - a)
		.map(([name, times]) => `${name} ${least}${count(times)}`)
		.join(' ');
}

function clientInWords({now}: Model, {clients}: EndReason): string {
	const {counts, isExact} = topOf(clients, now);
	const [most] = counts;
	// Where many come and go once, none of them is the top.
	if (most === undefined || (!isExact && most.count === 1)) return '';
	return `${most.label} ${isExact ? '' : '≥ '}${count(most.count)}`;
}

function rowOf(model: Model, reason: string | undefined, counted: EndReason): ReasonRow {
	return {
		reason,
		words: reason === undefined ? 'other reasons' : reason || 'no reason given',
		style: reason === undefined ? 'dim' : (reasonStyle(reason) ?? 'dim'),
		recent: inLastMinute(counted.ends, model.now),
		total: counted.ends.total,
		servers: serversInWords(model, counted),
		client: clientInWords(model, counted),
	};
}

const reasonRows = oncePerMoment((model): readonly ReasonRow[] => {
	const {byReason, others} = model.endReasons;
	const rows = [...byReason].map(([reason, counted]) => rowOf(model, reason, counted));
	if (others.ends.total > 0) rows.push(rowOf(model, undefined, others));
	return rows.sort((a, b) => b.recent - a.recent || b.total - a.total || (a.words < b.words ? -1 : 1));
});

const columns: readonly Column<ReasonRow>[] = [
	{
		id: 'reason',
		title: 'REASON',
		width: 22,
		grow: 2,
		most: 40,
		rank: 0,
		value: ({words}) => words,
		cell: ({words, style}) => cell(words, style),
	},
	{
		id: 'recent',
		title: 'LAST 60 s',
		width: 9,
		align: 'right',
		rank: 1,
		value: ({recent}) => recent,
		cell: ({recent, style}) => cell(count(recent), recent === 0 ? 'dim' : style === 'dim' ? undefined : style),
	},
	{
		id: 'total',
		title: 'TOTAL',
		width: 7,
		align: 'right',
		rank: 4,
		value: ({total}) => total,
		cell: ({total}) => ({text: count(total)}),
	},
	{
		id: 'client',
		aliases: ['name'],
		title: 'MOST BY',
		width: 16,
		grow: 1,
		most: 36,
		rank: 2,
		value: ({client}) => client,
		cell: ({client}) => ({text: client}),
	},
	{
		id: 'server',
		title: 'ON',
		width: 12,
		grow: 3,
		rank: 3,
		value: ({servers}) => servers,
		cell: ({servers}) => ({text: servers}),
	},
];

export const endReasonsPane: Pane = definePane<ReasonRow>({
	id: 'end-reasons',
	title: 'WHY',
	compact: true,
	ownOrder: true,
	// It is an answer about all disconnects, whichever of them are shown above.
	ignoresFilter: true,
	rows: ({model}) => reasonRows(model),
	idOf: ({reason, words}) => (reason === undefined ? `more than ${mostReasons}` : `reason ${words}`),
	columns: () => columns,
	isWrong: ({reason}) => reason === undefined || reasonStyle(reason) !== undefined,
	target: ({reason}) =>
		reason === undefined || reason === ''
			? undefined
			: {kind: 'view', view: 'connects', filter: `reason:"${reason.replaceAll('"', '')}"`},
	empty: () => 'no connection has ended since this program started',
});
