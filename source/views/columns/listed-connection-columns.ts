// The columns of connections as servers list them. In and out are from the server's side, as in its statistics.
import {displayName} from '../../format/display-name.ts';
import {count as shortCount, unknown} from '../../format/number.ts';
import {age, clock, duration, spanMs} from '../../format/time.ts';
import type {ConnectionList, ListedConnection} from '../../model/connection-list.ts';
import {shownNameOf} from '../../model/server-names.ts';
import type {TrafficRates} from '../../model/stats.ts';
import {type Column, hiddenColumn} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {libraryName, reasonStyle} from './connection-event-words.ts';
import {numberColumn, zeroDim} from './number-column.ts';
import {numberWords} from './number-words.ts';
import {nothing, secondsOf} from './server-cells.ts';
import {textColumn} from './text-column.ts';

/** A connection, the server that lists it, and its list. */
export type ListedRow = {
	readonly serverId: string;
	readonly list: ConnectionList;
	readonly connection: ListedConnection;
};

type ListedColumn = Column<ListedRow>;
type Shape = Pick<ListedColumn, 'id' | 'title' | 'width' | 'rank'> &
	Partial<Pick<ListedColumn, 'aliases' | 'grow' | 'most'>>;

function countColumn(
	shape: Shape,
	valueOf: (row: ListedRow) => number | undefined,
	tell: (value: number) => string,
): ListedColumn {
	return numberColumn(shape, valueOf, tell, zeroDim);
}

/** Milliseconds as seconds, which columns sort and filter by. */
function timeColumn(shape: Shape, msOf: (row: ListedRow) => number | undefined): ListedColumn {
	return {
		...shape,
		align: 'right',
		value: row => secondsOf(msOf(row)),
		cell(row) {
			const ms = msOf(row);
			return ms === undefined ? nothing : {text: duration(ms)};
		},
	};
}

/** How long it has lasted, or did, by its server's clock. */
export function lastedMs({connection, list}: ListedRow): number | undefined {
	return spanMs(connection.startedAt, connection.stoppedAt ?? list.serverTime);
}

export function idleMs({connection, list}: ListedRow): number | undefined {
	return spanMs(connection.activeAt, list.serverTime);
}

/** Bytes to and from it: a second, or since it connected as long as nothing is known of now. */
function trafficOf({connection}: ListedRow): number {
	const {rates, sent, received} = connection;
	if (rates !== undefined) return 1e15 + (rates.bytesIn ?? 0) + (rates.bytesOut ?? 0);
	return (sent.bytes ?? 0) + (received.bytes ?? 0);
}

type Flow = keyof TrafficRates;

const totals: Readonly<Record<Flow, (connection: ListedConnection) => number | undefined>> = {
	messagesIn: ({received}) => received.messages,
	messagesOut: ({sent}) => sent.messages,
	bytesIn: ({received}) => received.bytes,
	bytesOut: ({sent}) => sent.bytes,
};

/** Rates, or totals since it connected where somebody asked for them, or where it is closed. */
function flowColumns({ui}: Look, isClosed: boolean): readonly ListedColumn[] {
	const isTotal = ui.totals || isClosed;
	const {count, rate, bytes} = numberWords(ui);
	const flow = (id: string, title: string, width: number, rank: number, which: Flow): ListedColumn =>
		countColumn(
			{id, title: isTotal ? title : `${title}/s`, width: ui.rawUnits ? Math.max(width, 14) : width, rank},
			({connection}) => (isTotal ? totals[which](connection) : connection.rates?.[which]),
			which.startsWith('bytes') ? bytes : isTotal ? count : rate,
		);
	return [
		flow('in', 'MSGS IN', 9, 4, 'messagesIn'),
		flow('out', 'OUT', 8, 4.5, 'messagesOut'),
		flow('bytes-in', 'BYTES IN', 10, 2, 'bytesIn'),
		flow('bytes-out', 'OUT', 8, 2.1, 'bytesOut'),
	];
}

function openColumns(look: Look): readonly ListedColumn[] {
	const {count, bytes} = numberWords(look.ui);
	return [
		...flowColumns(look, false),
		countColumn({id: 'subs', title: 'SUBS', width: 6, rank: 1}, ({connection}) => connection.subscriptions, count),
		countColumn({id: 'pending', title: 'PENDING', width: 7, rank: 3}, ({connection}) => connection.pendingBytes, bytes),
		timeColumn({id: 'rtt', title: 'RTT', width: 7, rank: 6}, ({connection}) => connection.roundTripMs),
		timeColumn({id: 'idle', title: 'IDLE', width: 7, rank: 5}, idleMs),
		timeColumn({id: 'uptime', title: 'UPTIME', width: 7, rank: 5.5, aliases: ['age']}, lastedMs),
		countColumn({id: 'stalls', title: 'STALLS', width: 6, rank: 11}, ({connection}) => connection.stalls, shortCount),
	];
}

function closedColumns(look: Look): readonly ListedColumn[] {
	return [
		{
			id: 'stopped',
			title: 'STOPPED',
			width: 8,
			rank: 0.5,
			value: ({connection}) => connection.stoppedAt,
			cell: ({connection: {stoppedAt}}) => (stoppedAt === undefined ? nothing : {text: clock(stoppedAt, look.utc)}),
		},
		{
			id: 'reason',
			title: 'REASON',
			width: 18,
			grow: 2,
			most: 42,
			rank: 1,
			value: ({connection}) => connection.reason,
			cell: ({connection: {reason}}) => ({text: reason, style: reasonStyle(reason) ?? 'dim'}),
		},
		timeColumn({id: 'lived', title: 'LIVED', width: 8, rank: 1.5}, lastedMs),
		...flowColumns(look, true),
	];
}

/** `10.2.3.4:41000`. */
export function addressOf({host, port}: ListedConnection): string {
	return `${host}:${port ?? unknown}`;
}

export function listedConnectionColumns(look: Look, isClosed: boolean, isOfOne: boolean): readonly ListedColumn[] {
	const {model} = look;
	return [
		textColumn(
			{id: 'client', aliases: ['name'], title: 'CLIENT', width: 14, grow: 1.5, most: 36, rank: 0},
			({connection}) => displayName(connection),
		),
		countColumn({id: 'cid', title: 'CID', width: 7, rank: 3.5}, ({connection}) => connection.cid, String),
		textColumn({id: 'server', title: 'ON', width: 8, grow: 0.3, most: 20, rank: isOfOne ? 14 : 2.5}, ({serverId}) =>
			shownNameOf(model, serverId),
		),
		textColumn(
			{id: 'account', aliases: ['acc'], title: 'ACCOUNT', width: 9, grow: 0.5, most: 24, rank: 3.2},
			({connection}) => connection.accountName,
		),
		textColumn({id: 'user', title: 'USER', width: 10, grow: 0.5, most: 24, rank: 8}, ({connection}) => connection.user),
		textColumn({id: 'host', title: 'ADDRESS', width: 19, grow: 0.3, most: 46, rank: 7}, ({connection}) =>
			addressOf(connection),
		),
		...(isClosed ? closedColumns(look) : openColumns(look)),
		textColumn(
			{id: 'library', aliases: ['lib'], title: 'LIBRARY', width: 14, grow: 0.5, most: 30, rank: 9},
			({connection}) => libraryName(connection),
		),
		textColumn({id: 'kind', aliases: ['type'], title: 'KIND', width: 9, rank: 10}, ({connection: {kind, type}}) =>
			kind === 'Client' ? type || 'client' : kind.toLowerCase(),
		),
		textColumn({id: 'tls', title: 'TLS', width: 10, grow: 0.2, most: 30, rank: 12}, ({connection}) => connection.tls),
		{
			id: 'listed',
			title: 'AGE',
			width: 5,
			align: 'right',
			rank: isOfOne ? 13 : 6.5,
			value: ({list}) => (model.now - list.at) / 1000,
			cell: ({list}) => ({text: age(model.now - list.at), style: 'dim'}),
		},
		hiddenColumn('traffic', trafficOf),
	];
}
