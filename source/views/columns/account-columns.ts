// The columns of accounts: sums over the servers. Where a server that has connections of the account is not heard,
// numbers are at least what is shown, and say so with `≥`.
import {madeOnce} from '../../format/made-once.ts';
import {count} from '../../format/number.ts';
import type {Account} from '../../model/account.ts';
import type {AccountSum} from '../../model/account-sum.ts';
import {totalsOf} from '../../model/account-totals.ts';
import type {TrafficRates} from '../../model/stats.ts';
import {inLastMinute} from '../../model/tally.ts';
import type {Caveat, Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {ageColumn} from './age-column.ts';
import {minuteColumn} from './minute-column.ts';
import {numberWords} from './number-words.ts';
import {nothing} from './server-cells.ts';

/** An account with its sum over the servers. */
export type AccountRow = {readonly account: Account; readonly sum: AccountSum};

type AccountColumn = Column<AccountRow>;

const barWidth = 8;
/** Servers repeat their accounts every 30 s. */
const oldMs = 75_000;

function bar(share: number): string {
	const eighths = Math.round(Math.min(1, share) * barWidth);
	return '█'.repeat(eighths) + '·'.repeat(barWidth - eighths);
}

/** Unknown until a server has reported the account, even if its clients were seen: that is not the same as none. */
function reported({oldestAt}: AccountSum, value: number | undefined): number | undefined {
	return oldestAt === undefined ? undefined : value;
}

const accountColumn: AccountColumn = {
	id: 'account',
	aliases: ['acc', 'name'],
	title: 'ACCOUNT',
	width: 14,
	grow: 3,
	most: 40,
	rank: 0,
	value: ({account}) => account.name,
	cell: ({account}) => ({text: account.name, style: 'strong'}),
};

const idColumn: AccountColumn = {
	id: 'id',
	aliases: ['acc'],
	title: 'ID',
	width: 12,
	grow: 1,
	most: 56,
	rank: 12,
	searched: false,
	value: ({account}) => account.id,
	cell: ({account}) => ({text: account.id === account.name ? '' : account.id, style: 'dim'}),
};

/** Servers with connections of it are not heard. */
function atLeast({sum}: AccountRow): Caveat | undefined {
	return sum.unheard > 0 ? 'at least' : undefined;
}

function sumColumn(
	{ui}: Pick<Look, 'ui'>,
	shape: Pick<AccountColumn, 'id' | 'title' | 'width' | 'rank'>,
	unit: 'count' | 'rate' | 'bytes',
	valueOf: (row: AccountRow) => number | undefined,
): AccountColumn {
	const tell = numberWords(ui)[unit];
	return {
		...shape,
		width: ui.rawUnits ? Math.max(shape.width, 12) : shape.width,
		align: 'right',
		value: valueOf,
		caveat: atLeast,
		cell(row) {
			const known = valueOf(row);
			if (known === undefined) return nothing;
			return {text: `${atLeast(row) === undefined ? '' : '≥'}${tell(known)}`};
		},
	};
}

/** Of the last minute with its sign; while totals are shown, as servers have counted since they started. */
function slowColumn({model, ui}: Look): AccountColumn {
	if (ui.totals) return sumColumn({ui}, {id: 'slow', title: 'SLOW', width: 7, rank: 10}, 'count', slowInAll);
	return {
		id: 'slow',
		title: 'SLOW',
		width: 7,
		align: 'right',
		rank: 10,
		value: ({account}) => inLastMinute(account.slow, model.now),
		cell({account}) {
			const grown = inLastMinute(account.slow, model.now);
			return grown === 0 ? {text: '0', style: 'dim'} : {text: `+${count(grown)}`, style: 'warn'};
		},
	};
}

function bytesOf({bytesIn, bytesOut}: TrafficRates): number {
	return (bytesIn ?? 0) + (bytesOut ?? 0);
}

type Share = (row: AccountRow) => number | undefined;

/** The share of one of these rows, in percent; `trafficOf`: what the bytes are, a second or in all. */
function shareAmong(rows: readonly AccountRow[], trafficOf: (row: AccountRow) => TrafficRates): Share {
	const allBytes = rows.reduce((sum, row) => sum + bytesOf(trafficOf(row)), 0);
	return row => {
		const traffic = trafficOf(row);
		return traffic.bytesIn === undefined || allBytes <= 0 ? undefined : (bytesOf(traffic) / allBytes) * 100;
	};
}

const shareOfRates = madeOnce((rows: readonly AccountRow[]) => shareAmong(rows, ({sum}) => sum));

function shareColumn(shareOf: Share): AccountColumn {
	return {
		id: 'share',
		title: 'SHARE',
		width: barWidth,
		rank: 5,
		value: shareOf,
		isSteady: true,
		cell(row) {
			const share = shareOf(row);
			if (share === undefined) return nothing;
			return row.sum.unheard > 0 ? {text: bar(share / 100), style: 'dim'} : {text: bar(share / 100)};
		},
	};
}

const serversColumn: AccountColumn = {
	id: 'servers',
	title: 'SERVERS',
	width: 8,
	align: 'right',
	rank: 11,
	value: ({sum}) => reported(sum, sum.servers),
	caveat: atLeast,
	cell({sum}) {
		if (sum.unheard > 0) return {text: `${sum.servers} of ${sum.servers + sum.unheard}`, style: 'warn'};
		return sum.oldestAt === undefined ? nothing : {text: count(sum.servers)};
	},
};

const slowInAll = ({sum}: AccountRow): number | undefined => reported(sum, sum.slowConsumers);

/** `rows`: all accounts, of which each has a share. */
export function accountColumns(look: Look, rows: readonly AccountRow[]): readonly AccountColumn[] {
	const sum = (
		id: string,
		title: string,
		width: number,
		rank: number,
		unit: 'count' | 'rate' | 'bytes',
		sumOf: (sum: AccountSum) => number | undefined,
	): AccountColumn => sumColumn(look, {id, title, width, rank}, unit, row => sumOf(row.sum));
	const {totals} = look.ui;
	const totalsOfRow = new Map(totals ? rows.map(row => [row, totalsOf(look.model, row.account)]) : []);
	const trafficOf = (row: AccountRow): TrafficRates => totalsOfRow.get(row) ?? row.sum;
	const flow = (id: string, title: string, width: number, rank: number, which: keyof TrafficRates): AccountColumn => {
		const unit = which.startsWith('bytes') ? 'bytes' : totals ? 'count' : 'rate';
		const shape = {id, title: totals ? title : `${title}/s`, width, rank};
		return sumColumn(look, shape, unit, row => trafficOf(row)[which]);
	};
	return [
		accountColumn,
		sum('conns', 'CONNS', 7, 1, 'count', all => reported(all, all.connections)),
		sum('leafs', 'LEAFS', 5, 8, 'count', all => reported(all, all.leafs)),
		sum('subs', 'SUBS', 7, 9, 'count', all => all.subscriptions),
		flow('in', 'MSGS IN', 9, 3, 'messagesIn'),
		flow('out', 'OUT', 8, 4, 'messagesOut'),
		flow('bytes-in', 'BYTES IN', 10, 6, 'bytesIn'),
		flow('bytes-out', 'OUT', 8, 7, 'bytesOut'),
		shareColumn(look.ui.totals ? shareAmong(rows, trafficOf) : shareOfRates(rows)),
		minuteColumn(look, {id: 'connects', width: 7, rank: 2}, '+', ({account}) => account.connects),
		minuteColumn(look, {id: 'disconnects', width: 7, rank: 2.5}, '−', ({account}) => account.disconnects),
		slowColumn(look),
		serversColumn,
		ageColumn(look, 5.5, oldMs, ({sum: {oldestAt}}) => oldestAt),
		idColumn,
	];
}
