// The columns of connects, disconnects and refused logins.
import {bytes, count, unknown} from '../../format/number.ts';
import {clock, duration} from '../../format/time.ts';
import type {ConnectionEvent, Folded} from '../../model/journal-entry.ts';
import type {Style} from '../../screen/screen.ts';
import type {Cell, Column} from '../../table/column.ts';
import type {Filterable} from '../../table/filter.ts';
import type {Look} from '../look.ts';

/** A journal entry with its number. */
export type Entry = readonly [number: number, folded: Folded];

/** Reasons that every day has. */
const quiet = new Set(['Client Closed', 'Server Shutdown', 'Kicked', '']);
const warning = new Set([
	'Stale Connection',
	'Read Error',
	'Write Error',
	'Authentication Expired',
	'Duplicate Client ID',
]);

/** How serious a reason is; undefined for what is routine. */
export function reasonStyle(reason: string): Style | undefined {
	if (quiet.has(reason)) return undefined;
	return warning.has(reason) ? 'warn' : 'bad';
}

/** How long the connection lived, by the server's clock, milliseconds. */
export function livedMs({startedAt, stoppedAt}: ConnectionEvent): number | undefined {
	return startedAt === undefined || stoppedAt === undefined ? undefined : Math.max(0, stoppedAt - startedAt);
}

/** The library as `go 1.48.0`, or what the server knows instead. */
export function library({language, version, clientType, connectionKind}: ConnectionEvent): string {
	if (language !== '') return `${language} ${version}`;
	if (connectionKind !== 'Client') return '';
	return clientType === 'mqtt' ? 'mqtt' : '';
}

function plain(text: string): Cell {
	return text === '' ? {text: unknown, style: 'dim'} : {text};
}

/** `3,431/436K`, messages and bytes; where there is little room only the bytes. */
const trafficWidth = 11;

function traffic(
	id: string,
	title: string,
	rank: number,
	tell: (event: ConnectionEvent) => {messages: number; bytes: number} | undefined,
): Column<Entry> {
	return {
		id,
		title,
		width: title.length,
		grow: 1,
		most: trafficWidth,
		align: 'right',
		rank,
		cell([, {event}], width) {
			const known = tell(event);
			if (known === undefined) return {text: ''};
			if (known.messages === 0) return {text: '0'};
			return {text: `${width >= trafficWidth ? `${count(known.messages)}/` : ''}${bytes(known.bytes)}`};
		},
	};
}

const signs: Readonly<Record<ConnectionEvent['kind'], Cell>> = {
	connect: {text: '+', style: 'good'},
	disconnect: {text: '−', style: 'dim'},
	refused: {text: '✗', style: 'bad'},
	unfinished: {text: '·', style: 'warn'},
};

export function entryColumns(look: Look, kind: 'connects' | 'refusals'): readonly Column<Entry>[] {
	const time: Column<Entry> = {
		id: 'time',
		title: 'TIME',
		width: 8,
		rank: 0,
		// Of a run the first: that is the order they stand in.
		cell: ([, {firstAt}]) => ({text: clock(firstAt, look.utc), style: 'dim'}),
	};
	const sign: Column<Entry> = {id: 'sign', title: '', width: 1, rank: 0, cell: ([, {event}]) => signs[event.kind]};
	const times: Column<Entry> = {
		id: 'times',
		title: '',
		width: 6,
		align: 'right',
		rank: kind === 'connects' ? 3.5 : 3,
		cell: ([, entry]) => (entry.count > 1 ? {text: `×${count(entry.count)}`, style: 'strong'} : {text: ''}),
	};
	const account: Column<Entry> = {
		id: 'account',
		title: 'ACCOUNT',
		width: 8,
		grow: 1,
		most: 24,
		rank: 7,
		cell: ([, {event}]) => plain(event.accountName),
	};
	const user: Column<Entry> = {
		id: 'user',
		title: 'USER',
		width: 10,
		grow: 1,
		most: 24,
		rank: kind === 'connects' ? 4 : 2,
		cell: ([, {event}]) => plain(event.user),
	};
	const name: Column<Entry> = {
		id: 'name',
		title: 'CLIENT',
		width: 13,
		grow: 2,
		most: 32,
		rank: 1,
		cell: ([, {event}]) => {
			const text = event.name === '' ? unknown : event.name;
			return event.kind === 'disconnect' && reasonStyle(event.reason) === undefined ? {text, style: 'dim'} : {text};
		},
	};
	const host: Column<Entry> = {
		id: 'host',
		title: 'HOST',
		width: 13,
		grow: 1,
		most: 26,
		rank: 6,
		cell: ([, {event}]) => plain(event.host),
	};
	const server: Column<Entry> = {
		id: 'server',
		title: 'SERVER',
		width: 6,
		grow: 0.5,
		most: 18,
		rank: kind === 'connects' ? 3 : 4,
		cell: ([, {event}]) => ({text: event.serverName}),
	};
	const type: Column<Entry> = {
		id: 'kind',
		title: 'KIND',
		width: 9,
		rank: 12,
		cell: ([, {event}]) => ({
			text: event.connectionKind === 'Client' ? event.clientType || 'client' : event.connectionKind.toLowerCase(),
			style: 'dim',
		}),
	};
	const lib: Column<Entry> = {
		id: 'lib',
		title: 'LIBRARY',
		width: 14,
		rank: 11,
		cell: ([, {event}]) => ({text: library(event), style: 'dim'}),
	};
	const reason: Column<Entry> = {
		id: 'reason',
		title: 'REASON',
		width: kind === 'connects' ? 17 : 22,
		grow: 2,
		most: 42,
		rank: kind === 'connects' ? 2 : 2.5,
		cell: ([, {event}]) => {
			const style = reasonStyle(event.reason);
			return style === undefined ? {text: event.reason, style: 'dim'} : {text: event.reason, style};
		},
	};
	if (kind === 'refusals') return [time, sign, times, user, name, host, server, reason, lib, type];
	const lived: Column<Entry> = {
		id: 'lived',
		title: 'LIVED',
		width: 8,
		align: 'right',
		rank: 5,
		cell: ([, {event}]) => {
			if (event.kind !== 'disconnect') return {text: ''};
			return {text: duration(livedMs(event))};
		},
	};
	return [
		time,
		sign,
		times,
		account,
		user,
		name,
		host,
		server,
		lived,
		// The client's side, unlike everywhere else: it is the client's farewell.
		traffic('sent', 'IT SENT', 8, event => event.sent),
		traffic('received', 'IT GOT', 9, event => event.received),
		reason,
		lib,
		type,
	];
}

/** What a filter sees of a connection's event. */
export function eventFilterable(event: ConnectionEvent): Filterable {
	return {
		text: () =>
			`${event.accountName} ${event.user} ${event.name} ${event.host} ${event.serverName} ${event.reason} ${event.language} ${event.version} ${event.connectionKind} ${event.clientType} ${event.kind}`.toLowerCase(),
		field(name) {
			switch (name) {
				case 'acc':
				case 'account':
					return event.accountName;
				case 'user':
					return event.user;
				case 'name':
				case 'client':
					return event.name;
				case 'host':
					return event.host;
				case 'server':
					return event.serverName;
				case 'reason':
					return event.reason;
				case 'kind':
				case 'type':
					return `${event.connectionKind} ${event.clientType}`;
				case 'lib':
					return `${event.language} ${event.version}`;
				case 'cid':
					return event.cid;
				case 'lived': {
					const ms = livedMs(event);
					return ms === undefined ? undefined : ms / 1000;
				}
				case 'sent':
					return event.sent?.bytes;
				case 'received':
					return event.received?.bytes;
				default:
					return undefined;
			}
		},
	};
}
