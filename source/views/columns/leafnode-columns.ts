// The columns of leafnode connections. In and out are from the side of the server that tells, as in its statistics.
import {duration} from '../../format/time.ts';
import type {Leafnode, LeafnodeList} from '../../model/leafnodes.ts';
import type {Server} from '../../model/server.ts';
import type {TrafficRates} from '../../model/stats.ts';
import {shownName} from '../../model/server-names.ts';
import type {Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {ageColumn} from './age-column.ts';
import {numberColumn} from './number-column.ts';
import {numberWords} from './number-words.ts';
import {textColumn} from './text-column.ts';

/** A leafnode connection, the server that tells of it, and when it did. */
export type LeafnodeRow = {readonly server: Server; readonly listedAt: LeafnodeList['at']; readonly leafnode: Leafnode};

type LeafnodeColumn = Column<LeafnodeRow>;

/** Three times the interval at which they are asked. */
const oldMs = 30_000;

const totalOf: Readonly<Record<keyof TrafficRates, (leafnode: Leafnode) => number | undefined>> = {
	messagesIn: ({received}) => received.messages,
	messagesOut: ({sent}) => sent.messages,
	bytesIn: ({received}) => received.bytes,
	bytesOut: ({sent}) => sent.bytes,
};

/** Rates, or totals since the leafnode connected. */
function flowColumns({ui}: Look): readonly LeafnodeColumn[] {
	const {count, rate, bytes} = numberWords(ui);
	const flow = (id: string, title: string, width: number, rank: number, which: keyof TrafficRates): LeafnodeColumn =>
		numberColumn(
			{id, title: ui.totals ? title : `${title}/s`, width: ui.rawUnits ? Math.max(width, 14) : width, rank},
			({leafnode}) => (ui.totals ? totalOf[which](leafnode) : leafnode.rates?.[which]),
			which.startsWith('bytes') ? bytes : ui.totals ? count : rate,
		);
	return [
		flow('in', 'MSGS IN', 9, 3, 'messagesIn'),
		flow('out', 'OUT', 8, 4, 'messagesOut'),
		flow('bytes-in', 'BYTES IN', 10, 5.5, 'bytesIn'),
		flow('bytes-out', 'OUT', 8, 5.6, 'bytesOut'),
	];
}

export function leafnodeColumns(look: Look): readonly LeafnodeColumn[] {
	const {model, ui} = look;
	const {count} = numberWords(ui);
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
		...flowColumns(look),
		ageColumn(look, 6, oldMs, ({listedAt}) => listedAt),
	];
}
