// The columns of JetStream on servers. Most of it is in the statistics; streams, consumers and messages are asked for, and
// are those of which a server has a replica.
import {percent} from '../../format/number.ts';
import {shownName} from '../../model/server-names.ts';
import {stateOf} from '../../model/server-state.ts';
import type {Style} from '../../screen/screen.ts';
import {type Column, hiddenColumn} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {fullStyle, type JetStreamRow, lagCell, roleCell, roleText, shareUsed} from './jetstream-cells.ts';
import {numberColumn, zeroDim} from './number-column.ts';
import {numberWords} from './number-words.ts';
import {nothing, stateStyle} from './server-cells.ts';

type JetStreamColumn = Column<JetStreamRow>;
type Shape = Pick<JetStreamColumn, 'id' | 'title' | 'width' | 'rank'>;
type ValueOf = (row: JetStreamRow) => number | undefined;
type Tell = (value: number | undefined) => string;

/** Answers older than this are dimmed: three times the interval at which they are asked for. */
const oldMs = 30_000;

const warnAboveZero = (value: number): Style => (value === 0 ? 'dim' : 'warn');

/** A number that was asked for: dimmed when the answer is old. */
function askedColumn({model}: Look, shape: Shape, valueOf: ValueOf, tell: Tell): JetStreamColumn {
	return numberColumn(shape, valueOf, tell, (_, {countedAt = 0}) =>
		model.now - countedAt > oldMs ? 'dim' : undefined,
	);
}

function nameColumns(look: Look): readonly JetStreamColumn[] {
	return [
		{
			id: 'cluster',
			title: 'CLUSTER',
			width: 8,
			grow: 1,
			most: 16,
			rank: 6,
			value: ({server}) => server.cluster,
			cell: ({server}) => (server.cluster === '' ? nothing : {text: server.cluster, style: 'dim'}),
		},
		{
			id: 'server',
			aliases: ['name'],
			title: 'SERVER',
			width: 10,
			grow: 2,
			most: 28,
			rank: 0,
			value: ({server}) => shownName(look.model, server),
			cell: ({server}) => ({
				text: shownName(look.model, server),
				style: stateStyle(look, server) ?? 'strong',
			}),
		},
		{
			id: 'meta',
			aliases: ['role'],
			title: 'META',
			width: 11,
			grow: 1,
			most: 18,
			rank: 1,
			value: row => roleText(look, row),
			cell: row => roleCell(look, row),
		},
	];
}

function apiColumns({ui}: Look): readonly JetStreamColumn[] {
	const {count, rate} = numberWords(ui);
	const requests: JetStreamColumn = ui.totals
		? numberColumn(
				{id: 'api', title: 'API', width: ui.rawUnits ? 15 : 8, rank: 2},
				({stats}) => stats?.apiRequests,
				count,
			)
		: numberColumn(
				{id: 'api', title: 'API/s', width: 8, rank: 2},
				({server, stats}) => (stats === undefined ? undefined : server.rates?.apiRequests),
				rate,
			);
	const errors: JetStreamColumn = ui.totals
		? numberColumn(
				{id: 'errors', title: 'ERRORS', width: ui.rawUnits ? 12 : 7, rank: 3},
				({stats}) => stats?.apiErrors,
				count,
				zeroDim,
			)
		: numberColumn(
				{id: 'errors', title: 'ERR/s', width: 7, rank: 3},
				({server, stats}) => (stats === undefined ? undefined : server.rates?.apiErrors),
				rate,
				warnAboveZero,
			);
	return [
		requests,
		errors,
		numberColumn(
			{id: 'inflight', title: 'INFLIGHT', width: 8, rank: 16},
			({stats}) => stats?.apiInflight,
			count,
			zeroDim,
		),
		numberColumn(
			{id: 'pending', title: 'PENDING', width: 7, rank: 9},
			({stats}) => stats?.metaPending,
			count,
			warnAboveZero,
		),
	];
}

function spaceColumns(look: Look): readonly JetStreamColumn[] {
	const {ui} = look;
	const {bytes} = numberWords(ui);
	const width = ui.rawUnits ? 16 : 6;
	const full = (share: number) => fullStyle(look, share);
	return [
		numberColumn({id: 'mem', title: 'MEM', width, rank: 10}, ({stats}) => stats?.memoryBytes, bytes, zeroDim),
		numberColumn(
			{id: 'mem-share', title: 'MEM %', width: 5, rank: 11},
			({stats}) => shareUsed(stats?.memoryBytes, stats?.maxMemoryBytes),
			percent,
			full,
		),
		numberColumn(
			{id: 'mem-reserved', title: 'MEM RES', width: Math.max(7, width), rank: 17},
			({stats}) => stats?.reservedMemoryBytes,
			bytes,
			zeroDim,
		),
		numberColumn(
			{id: 'mem-limit', title: 'MEM LIM', width: Math.max(7, width), rank: 18},
			({stats}) => stats?.maxMemoryBytes,
			bytes,
		),
		numberColumn({id: 'store', title: 'STORE', width, rank: 4}, ({stats}) => stats?.storageBytes, bytes, zeroDim),
		numberColumn(
			{id: 'store-share', title: 'STORE %', width: 7, rank: 4.5},
			({stats}) => shareUsed(stats?.storageBytes, stats?.maxStorageBytes),
			percent,
			full,
		),
		numberColumn(
			{id: 'store-reserved', title: 'STORE RES', width: Math.max(9, width), rank: 12},
			({stats}) => stats?.reservedStorageBytes,
			bytes,
			zeroDim,
		),
		numberColumn(
			{id: 'store-limit', title: 'STORE LIM', width: Math.max(9, width), rank: 13},
			({stats}) => stats?.maxStorageBytes,
			bytes,
		),
	];
}

function countColumns(look: Look): readonly JetStreamColumn[] {
	const {count, bytes} = numberWords(look.ui);
	const width = look.ui.rawUnits ? 16 : 6;
	return [
		numberColumn({id: 'ha', title: 'HA', width: 5, rank: 7}, ({stats}) => stats?.assets, count),
		askedColumn(look, {id: 'streams', title: 'STREAMS', width: 7, rank: 5}, ({counts}) => counts?.streams, count),
		askedColumn(look, {id: 'led', title: 'S LED', width: 5, rank: 14}, ({counts}) => counts?.streamsLed, count),
		askedColumn(
			look,
			{id: 'consumers', title: 'CONSUMERS', width: 9, rank: 5.5},
			({counts}) => counts?.consumers,
			count,
		),
		askedColumn(
			look,
			{id: 'consumers-led', title: 'C LED', width: 5, rank: 14.5},
			({counts}) => counts?.consumersLed,
			count,
		),
		askedColumn(look, {id: 'messages', title: 'MSGS', width, rank: 15}, ({counts}) => counts?.messages, count),
		askedColumn(look, {id: 'bytes', title: 'BYTES', width, rank: 19}, ({counts}) => counts?.bytes, bytes),
		numberColumn({id: 'accounts', title: 'ACCOUNTS', width: 8, rank: 20}, ({stats}) => stats?.accounts, count),
	];
}

/** All columns, in the order of the screen. */
export function jetStreamColumns(look: Look): readonly JetStreamColumn[] {
	const {count} = numberWords(look.ui);
	return [
		...nameColumns(look),
		{
			id: 'lag',
			title: 'LAG',
			width: 5,
			align: 'right',
			rank: 8,
			value: ({role, peer}) => (role === 'leader' ? 0 : peer?.lag),
			cell: lagCell,
		},
		numberColumn({id: 'peers', title: 'PEERS', width: 5, rank: 21}, ({stats}) => stats?.metaSize, count),
		...apiColumns(look),
		...spaceColumns(look),
		...countColumns(look),
		hiddenColumn('state', ({server}) => stateOf(look.model, server)),
		hiddenColumn('domain', ({server}) => server.domain),
		hiddenColumn('version', ({server}) => server.version, {aliases: ['ver']}),
		hiddenColumn('tag', ({server}) => server.tags.join(' '), {values: ({server}) => server.tags}),
		hiddenColumn('id', ({server}) => server.id, {searched: false}),
	];
}
