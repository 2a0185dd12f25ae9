// The columns of connects, disconnects and refused logins.
import {bytes, count, unknown} from '../../format/number.ts';
import {clock, duration} from '../../format/time.ts';
import type {ConnectionEvent, Folded} from '../../model/journal-entry.ts';
import {shownNameOf} from '../../model/server-names.ts';
import type {Traffic} from '../../model/stats.ts';
import {type Cell, type Column, hiddenColumn} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {connectionType, library, livedMs, reasonStyle} from './connection-event-words.ts';
import {nothing, secondsOf} from './server-cells.ts';

/** A journal entry with its number. */
export type Entry = readonly [number: number, folded: Folded];

type Shape = Pick<Column<Entry>, 'id' | 'title' | 'width' | 'rank'> & Partial<Column<Entry>>;

function plain(text: string): Cell {
	return text === '' ? nothing : {text};
}

/** A column that is a text of the event, with a dash where it is empty. */
function textColumn(shape: Shape, textOf: (event: ConnectionEvent) => string): Column<Entry> {
	return {value: ([, {event}]) => textOf(event), cell: ([, {event}]) => plain(textOf(event)), ...shape};
}

function dimColumn(shape: Shape, textOf: (event: ConnectionEvent) => string): Column<Entry> {
	return textColumn({...shape, cell: ([, {event}]) => ({text: textOf(event), style: 'dim'})}, textOf);
}

const signs: Readonly<Record<ConnectionEvent['kind'], Cell>> = {
	connect: {text: '+', style: 'good'},
	disconnect: {text: '−', style: 'dim'},
	refused: {text: '✗', style: 'bad'},
	unfinished: {text: '·', style: 'warn'},
};

/** Time, kind of event and count. */
function leadingColumns(utc: boolean): readonly Column<Entry>[] {
	return [
		{
			id: 'time',
			title: 'TIME',
			width: 8,
			rank: 0,
			// Of a folded run the first time, which is the order of the rows.
			value: ([, {firstAt}]) => firstAt,
			cell: ([, {firstAt}]) => ({text: clock(firstAt, utc), style: 'dim'}),
		},
		{
			id: 'event',
			title: '',
			width: 1,
			rank: 0,
			value: ([, {event}]) => event.kind,
			cell: ([, {event}]) => signs[event.kind],
		},
		{
			id: 'times',
			title: '',
			width: 6,
			align: 'right',
			rank: 2.7,
			fixed: true,
			value: ([, entry]) => entry.count,
			cell: ([, entry]) => (entry.count > 1 ? {text: `×${count(entry.count)}`, style: 'strong'} : {text: ''}),
		},
	];
}

const account = textColumn(
	{id: 'account', aliases: ['acc'], title: 'ACCOUNT', width: 8, grow: 1, most: 24, rank: 7},
	({accountName}) => accountName,
);

const hiddenAccount = hiddenColumn<Entry>('account', ([, {event}]) => event.accountName, {aliases: ['acc']});

function userColumn(rank: number): Column<Entry> {
	return textColumn({id: 'user', title: 'USER', width: 10, grow: 1, most: 24, rank}, ({user}) => user);
}

const client: Column<Entry> = {
	id: 'client',
	aliases: ['name'],
	title: 'CLIENT',
	width: 13,
	grow: 2,
	most: 32,
	rank: 1,
	value: ([, {event}]) => event.name,
	cell([, {event}]) {
		const text = event.name === '' ? unknown : event.name;
		return event.kind === 'disconnect' && reasonStyle(event.reason) === undefined ? {text, style: 'dim'} : {text};
	},
};

const host = textColumn({id: 'host', title: 'HOST', width: 13, grow: 1, most: 26, rank: 6}, event => event.host);

function serverColumn({model}: Look, rank: number): Column<Entry> {
	const shape: Shape = {id: 'server', title: 'SERVER', width: 6, grow: 0.5, most: 18, rank};
	return textColumn(shape, ({serverId, serverName}) => shownNameOf(model, serverId, serverName));
}

function reasonColumn(width: number, rank: number): Column<Entry> {
	return {
		id: 'reason',
		title: 'REASON',
		width,
		grow: 2,
		most: 42,
		rank,
		value: ([, {event}]) => event.reason,
		cell: ([, {event}]) => ({text: event.reason, style: reasonStyle(event.reason) ?? 'dim'}),
	};
}

const typeColumn = dimColumn({id: 'type', aliases: ['kind'], title: 'KIND', width: 9, rank: 12}, connectionType);
const libraryColumn = dimColumn(
	{id: 'library', aliases: ['lib'], title: 'LIBRARY', width: 14, grow: 0.5, most: 30, rank: 11},
	library,
);

/** Seconds. */
const lived: Column<Entry> = {
	id: 'lived',
	title: 'LIVED',
	width: 8,
	align: 'right',
	rank: 5,
	value: ([, {event}]) => secondsOf(livedMs(event)),
	cell: ([, {event}]) => ({text: event.kind === 'disconnect' ? duration(livedMs(event)) : ''}),
};

/** `3,431/436K`, messages and bytes; where there is little room only the bytes. */
const trafficWidth = 11;

/** What the client sent or received: unlike everywhere else the client's side, since it is the client's last report. */
function trafficColumn(
	id: string,
	title: string,
	rank: number,
	trafficOf: (event: ConnectionEvent) => Traffic | undefined,
): Column<Entry> {
	return {
		id,
		title,
		width: Math.max(6, title.length),
		grow: 0.2,
		most: trafficWidth,
		align: 'right',
		rank,
		value: ([, {event}]) => trafficOf(event)?.bytes,
		cell([, {event}], width) {
			const known = trafficOf(event);
			if (known === undefined) return {text: ''};
			if (known.messages === 0) return {text: '0'};
			if (width < trafficWidth) return {text: bytes(known.bytes)};
			// Padded, so that the column gets room for this form in all of its cells.
			return {text: `${count(known.messages)}/${bytes(known.bytes)}`.padStart(trafficWidth)};
		},
	};
}

const traffic = [
	trafficColumn('sent', 'SENT', 8, ({sent}) => sent),
	trafficColumn('received', 'RECEIVED', 9, ({received}) => received),
];

const hiddenColumns = [
	hiddenColumn<Entry>('kind', ([, {event}]) => event.connectionKind),
	hiddenColumn<Entry>('cid', ([, {event}]) => event.cid),
];

/** Of connects and disconnects. */
export function connectColumns(look: Look): readonly Column<Entry>[] {
	return [
		...leadingColumns(look.utc),
		account,
		userColumn(4),
		client,
		host,
		serverColumn(look, 3),
		lived,
		...traffic,
		reasonColumn(17, 2),
		libraryColumn,
		typeColumn,
		...hiddenColumns,
	];
}

/** Of refused logins; the account is not shown, as servers do not report the intended one. */
export function refusalColumns(look: Look): readonly Column<Entry>[] {
	return [
		...leadingColumns(look.utc),
		userColumn(2),
		client,
		host,
		serverColumn(look, 4),
		reasonColumn(22, 2.5),
		libraryColumn,
		typeColumn,
		hiddenAccount,
		...hiddenColumns,
	];
}
