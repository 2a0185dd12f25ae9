import {count} from '../../format/number.ts';
import {shortKeys} from '../../format/short-key.ts';
import {clock} from '../../format/time.ts';
import {type Column, hiddenColumn} from '../../table/column.ts';
import {cell} from '../columns/server-cells.ts';
import type {Look} from '../look.ts';
import {type EventRow, newestEvents} from './event-rows.ts';
import {definePane, type Pane} from './pane.ts';

function textOfRow({owner, hosts, reason, detail}: EventRow): string {
	const [host = ''] = hosts;
	if (hosts.size === 0) return reason;
	return `${reason}${detail}  ${shortKeys(owner)}@${hosts.size > 1 ? `${hosts.size} hosts` : host}`;
}

function joinedInOrder(names: ReadonlySet<string>): string {
	return [...names].sort().join(' ');
}

function columnsOf({utc}: Look): readonly Column<EventRow>[] {
	return [
		{
			id: 'time',
			title: '',
			width: 8,
			rank: 0,
			value: ({at}) => at,
			cell: ({at}) => ({text: clock(at, utc), style: 'dim'}),
		},
		{
			id: 'event',
			aliases: ['kind'],
			title: '',
			width: 12,
			rank: 0,
			value: ({word}) => word,
			cell: ({sign, word, style}) => cell(`${sign} ${word}`, style),
		},
		{
			id: 'times',
			title: '',
			width: 6,
			align: 'right',
			rank: 2.5,
			value: ({count: times}) => times,
			cell: ({count: times}) => (times > 1 ? {text: `×${count(times)}`, style: 'strong'} : {text: ''}),
		},
		{
			id: 'client',
			aliases: ['name'],
			title: 'WHO',
			width: 14,
			grow: 1,
			most: 30,
			rank: 1,
			value: ({who}) => who,
			cell: ({who}) => ({text: who}),
		},
		{
			id: 'server',
			title: 'ON',
			width: 6,
			grow: 0.5,
			most: 16,
			rank: 3,
			value: ({where}) => joinedInOrder(where),
			values: ({where}) => [...where].sort(),
			cell: ({where}) => ({text: joinedInOrder(where)}),
		},
		{
			id: 'reason',
			title: '',
			width: 22,
			grow: 4,
			rank: 2,
			value: ({reason}) => reason,
			cell: row => ({text: textOfRow(row), style: 'dim'}),
		},
		hiddenColumn('user', ({owner}) => owner, {aliases: ['acc', 'account']}),
		hiddenColumn('host', ({hosts}) => joinedInOrder(hosts), {values: ({hosts}) => [...hosts].sort()}),
	];
}

export const newestEventsPane: Pane = definePane<EventRow>({
	id: 'events',
	title: 'NEWEST',
	compact: true,
	ownOrder: true,
	rows: newestEvents,
	idOf: ({id}) => id,
	columns: columnsOf,
	isWrong: ({style}) => style === 'bad' || style === 'warn',
	target: ({target}) => target,
	message: ({message}) => message,
	empty: () => 'nothing unusual since this program started',
});
