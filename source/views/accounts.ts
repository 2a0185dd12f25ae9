import {bytes, count, grouped, rate, unknown} from '../format/number.ts';
import {age} from '../format/time.ts';
import type {Account, AccountShare} from '../model/account.ts';
import {type AccountSum, countsCopies, isUnheard, sumOf} from '../model/accounts.ts';
import type {Server} from '../model/server.ts';
import {isSpeaking} from '../model/server-state.ts';
import {sumOver} from '../model/tally.ts';
import {accountStatsSubject} from '../requests/account-stats.ts';
import type {Cell, Column} from '../table/column.ts';
import {defineView, onePane} from './define-view.ts';
import {asHeard} from '../model/model.ts';
import {firstNames} from '../format/first-names.ts';
import type {Look} from './look.ts';
import {definePane} from './panes/pane.ts';

/** An account with its sum over the servers. */
type Row = {readonly account: Account; readonly sum: AccountSum};

const minute = 60_000;
const nothing: Cell = {text: unknown, style: 'dim'};
const barWidth = 8;

const rowsOfLook = new WeakMap<Look, readonly Row[]>();

// Rows, columns and title are three questions about the same sums.
function rowsOf(look: Look): readonly Row[] {
	const known = rowsOfLook.get(look);
	if (known !== undefined) return known;
	const rows = [...look.model.accounts.values()].map(account => ({account, sum: sumOf(look.model, account)}));
	rowsOfLook.set(look, rows);
	return rows;
}

function bar(share: number): string {
	const eighths = Math.round(Math.min(1, share) * barWidth);
	return '█'.repeat(eighths) + '·'.repeat(barWidth - eighths);
}

/** An account whose clients were seen, but of which no server that is there has told, is not known to have none. */
function told({oldestAt}: AccountSum, value: number): number | undefined {
	return oldestAt === undefined ? undefined : value;
}

function columnsOf(look: Look): readonly Column<Row>[] {
	const {model, ui} = look;
	const heard = asHeard(model);
	const tellCount = ui.rawUnits
		? (value: number | undefined): string => (value === undefined ? unknown : grouped(value))
		: count;
	const tellBytes = ui.rawUnits ? tellCount : bytes;
	const tellRate = ui.rawUnits ? tellCount : rate;
	let allBytes = 0;
	for (const {sum} of rowsOf(look)) allBytes += (sum.bytesIn ?? 0) + (sum.bytesOut ?? 0);
	const known = (
		id: string,
		title: string,
		width: number,
		rank: number,
		value: (row: Row) => number | undefined,
		tell: (value: number | undefined) => string,
	): Column<Row> => ({
		id,
		title,
		width: ui.rawUnits ? Math.max(width, 12) : width,
		align: 'right',
		rank,
		value,
		cell: row => {
			const found = value(row);
			if (found === undefined) return nothing;
			return {text: `${row.sum.unheard > 0 ? '≥' : ''}${tell(found)}`};
		},
	});
	const perMinute = (
		id: string,
		title: string,
		rank: number,
		pick: (account: Account) => Account['connects'],
		alarming: boolean,
	): Column<Row> => ({
		id,
		title,
		width: 7,
		align: 'right',
		rank,
		value: ({account}) => sumOver(pick(account), heard.now, minute),
		cell: ({account}) => {
			const grown = sumOver(pick(account), heard.now, minute);
			if (grown === 0) return {text: '0', style: 'dim'};
			return alarming ? {text: `+${count(grown)}`, style: 'warn'} : {text: tellCount(grown)};
		},
	});
	return [
		{
			id: 'account',
			title: 'ACCOUNT',
			width: 14,
			grow: 3,
			most: 40,
			rank: 0,
			value: ({account}) => account.name,
			cell: ({account}) => ({text: account.name, style: 'strong'}),
		},
		known('conns', 'CONNS', 7, 1, ({sum}) => told(sum, sum.connections), tellCount),
		known('leafs', 'LEAFS', 5, 8, ({sum}) => told(sum, sum.leafs), tellCount),
		known('subs', 'SUBS', 7, 9, ({sum}) => sum.subscriptions, tellCount),
		known('in', 'MSGS IN/s', 9, 3, ({sum}) => sum.messagesIn, tellRate),
		known('out', 'OUT/s', 8, 4, ({sum}) => sum.messagesOut, tellRate),
		known('bytes-in', 'BYTES IN/s', 10, 6, ({sum}) => sum.bytesIn, tellBytes),
		known('bytes-out', 'OUT/s', 8, 7, ({sum}) => sum.bytesOut, tellBytes),
		{
			id: 'share',
			title: 'SHARE',
			width: barWidth,
			rank: 5,
			cell: ({sum}) => {
				if (sum.bytesIn === undefined || allBytes <= 0) return nothing;
				const text = bar((sum.bytesIn + (sum.bytesOut ?? 0)) / allBytes);
				return sum.unheard > 0 ? {text, style: 'dim'} : {text};
			},
		},
		perMinute('connects', '+/MIN', 2, account => account.connects, false),
		perMinute('disconnects', '−/MIN', 2.5, account => account.disconnects, false),
		perMinute('slow', 'SLOW', 10, account => account.slow, true),
		{
			id: 'servers',
			title: 'SERVERS',
			width: 8,
			align: 'right',
			rank: 11,
			value: ({sum}) => told(sum, sum.servers),
			cell: ({sum}) => {
				if (sum.unheard > 0) return {text: `${sum.servers} of ${sum.servers + sum.unheard}`, style: 'warn'};
				return sum.oldestAt === undefined ? nothing : {text: count(sum.servers)};
			},
		},
		{
			id: 'age',
			title: 'AGE',
			width: 5,
			align: 'right',
			rank: 5.5,
			value: ({sum}) => (sum.oldestAt === undefined ? undefined : model.now - sum.oldestAt),
			cell: ({sum}) => {
				if (sum.oldestAt === undefined) return nothing;
				// Servers repeat themselves every 30 s.
				const old = model.now - sum.oldestAt;
				return {text: age(old), style: old > 75_000 ? 'warn' : 'dim'};
			},
		},
		{
			id: 'id',
			title: 'ID',
			width: 12,
			grow: 1,
			most: 56,
			rank: 12,
			value: ({account}) => account.id,
			cell: ({account}) => (account.id === account.name ? {text: ''} : {text: account.id, style: 'dim'}),
		},
	];
}

/** Names of the servers of shares for which it holds, in order. */
function serversWith(look: Look, holds: (server: Server, share: AccountShare) => boolean): readonly string[] {
	const names = new Set<string>();
	for (const {account} of rowsOf(look)) {
		for (const share of account.shares.values()) {
			const server = look.model.servers.get(share.serverId);
			if (server !== undefined && holds(server, share)) names.add(server.name);
		}
	}
	return [...names].sort();
}

function unheardNote(look: Look): string {
	if (!rowsOf(look).some(({sum}) => sum.unheard > 0)) return '';
	return `≥ at least: without ${firstNames(serversWith(look, isUnheard))}, not heard now`;
}

function copiesNote(look: Look): string {
	if (!rowsOf(look).some(({sum}) => sum.withCopies > 0)) return '';
	const names = serversWith(look, (server, share) => isSpeaking(server) && countsCopies(server, share));
	return `includes copies between servers on ${firstNames(names)}`;
}

const pane = definePane<Row>({
	id: 'accounts',
	title: 'ACCOUNTS',
	units: true,
	rows: rowsOf,
	columns: columnsOf,
	idOf: ({account}) => account.id,
	defaultSort: {column: 'conns', descending: true},
	filterable: ({account, sum}, look) => ({
		text: () => `${account.name} ${account.id}`.toLowerCase(),
		field(name) {
			switch (name) {
				case 'acc':
				case 'account':
				case 'name':
					return `${account.name} ${account.id}`;
				case 'conns':
					return sum.connections;
				case 'leafs':
					return sum.leafs;
				case 'subs':
					return sum.subscriptions;
				case 'in':
					return sum.messagesIn;
				case 'out':
					return sum.messagesOut;
				case 'age':
					return sum.oldestAt === undefined ? undefined : (look.model.now - sum.oldestAt) / 1000;
				default:
					return undefined;
			}
		},
	}),
	isWrong: ({account}, look) => sumOver(account.slow, asHeard(look.model).now, minute) > 0,
	target: ({account}) => ({kind: 'account', id: account.id}),
	empty: () => 'no account is known yet: servers tell of theirs at each change and every 30 s',
	note(look) {
		const {forgotten} = look.model;
		const quiet = forgotten.accounts > 0 ? `${count(forgotten.accounts)} quiet ones let go` : '';
		return [unheardNote(look), copiesNote(look), quiet].filter(text => text !== '').join(' · ');
	},
});

export const accountsView = defineView({
	id: 'accounts',
	title: 'Accounts',
	shortTitle: 'Accounts',
	about: 'every account over all servers: connections, traffic now, comings and goings of the last minute',
	wants: () => [{subject: accountStatsSubject, body: '', everyMs: 5000}],
	...onePane(pane),
});
