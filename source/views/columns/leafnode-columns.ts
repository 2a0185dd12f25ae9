// The columns of leafnode connections. In and out are from the side of the server that tells, as in its statistics.
import {duration} from '../../format/time.ts';
import type {Leafnode, LeafnodeList} from '../../model/leafnodes.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import type {Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {ageColumn} from './age-column.ts';
import {numberColumn} from './number-column.ts';
import {numberWords} from './number-words.ts';
import {nothing} from './server-cells.ts';

/** A leafnode connection, the server that tells of it, and when it did. */
export type LeafnodeRow = {readonly server: Server; readonly listedAt: LeafnodeList['at']; readonly leafnode: Leafnode};

type LeafnodeColumn = Column<LeafnodeRow>;

/** Three times the interval at which they are asked. */
const oldMs = 30_000;

function textColumn(
	shape: Pick<LeafnodeColumn, 'id' | 'title' | 'width' | 'rank' | 'aliases' | 'grow' | 'most'>,
	textOf: (row: LeafnodeRow) => string,
): LeafnodeColumn {
	return {
		...shape,
		value: textOf,
		cell(row) {
			const text = textOf(row);
			if (text === '') return nothing;
			return shape.rank === 0 ? {text, style: 'strong'} : {text};
		},
	};
}

export function leafnodeColumns(look: Look): readonly LeafnodeColumn[] {
	const {model, ui} = look;
	const {count, rate, bytes} = numberWords(ui);
	return [
		textColumn(
			{id: 'name', title: 'LEAFNODE', width: 14, grow: 2, most: 40, rank: 0, aliases: ['leaf']},
			({leafnode}) => leafnode.name || leafnode.address,
		),
		textColumn(
			{id: 'account', title: 'ACCOUNT', width: 10, grow: 1, most: 30, rank: 1, aliases: ['acc']},
			({leafnode}) => model.accounts.get(leafnode.account)?.name ?? leafnode.account,
		),
		textColumn({id: 'server', title: 'ON', width: 8, grow: 1, most: 30, rank: 2}, ({server}) =>
			shownName(model, server),
		),
		textColumn(
			{id: 'address', title: 'ADDRESS', width: 21, rank: 8, aliases: ['host']},
			({leafnode}) => leafnode.address,
		),
		textColumn({id: 'side', title: 'SIDE', width: 5, rank: 9}, ({leafnode}) => (leafnode.isSpoke ? 'spoke' : 'hub')),
		numberColumn({id: 'rtt', title: 'RTT', width: 6, rank: 5}, ({leafnode}) => leafnode.roundTripMs, duration),
		numberColumn({id: 'subs', title: 'SUBS', width: 6, rank: 7}, ({leafnode}) => leafnode.subscriptions, count),
		numberColumn({id: 'in', title: 'MSGS IN/s', width: 9, rank: 3}, ({leafnode}) => leafnode.rates?.messagesIn, rate),
		numberColumn({id: 'out', title: 'OUT/s', width: 8, rank: 4}, ({leafnode}) => leafnode.rates?.messagesOut, rate),
		numberColumn(
			{id: 'bytes-in', title: 'BYTES IN/s', width: 10, rank: 5.5},
			({leafnode}) => leafnode.rates?.bytesIn,
			bytes,
		),
		numberColumn(
			{id: 'bytes-out', title: 'OUT/s', width: 8, rank: 5.6},
			({leafnode}) => leafnode.rates?.bytesOut,
			bytes,
		),
		ageColumn(look, 6, oldMs, ({listedAt}) => listedAt),
	];
}
