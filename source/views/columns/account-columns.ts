// The columns of accounts: sums over the servers. Where a server that has connections of the account is not heard,
// numbers are at least what is shown, and say so with `≥`.
import {count} from '../../format/number.ts';
import type {Account} from '../../model/account.ts';
import type {AccountSum} from '../../model/account-sum.ts';
import {inLastMinute} from '../../model/tally.ts';
import type {Column} from '../../table/column.ts';
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

function sumColumn(
	{ui}: Look,
	shape: Pick<AccountColumn, 'id' | 'title' | 'width' | 'rank'>,
	unit: 'count' | 'rate' | 'bytes',
	sumOf: (sum: AccountSum) => number | undefined,
): AccountColumn {
	const tell = numberWords(ui)[unit];
	return {
		...shape,
		width: ui.rawUnits ? Math.max(shape.width, 12) : shape.width,
		align: 'right',
		value: ({sum}) => sumOf(sum),
		cell({sum}) {
			const known = sumOf(sum);
			if (known === undefined) return nothing;
			return {text: `${sum.unheard > 0 ? '≥' : ''}${tell(known)}`};
		},
	};
}

function slowColumn({model}: Look): AccountColumn {
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

function shareColumn(rows: readonly AccountRow[]): AccountColumn {
	let allBytes = 0;
	for (const {sum} of rows) allBytes += (sum.bytesIn ?? 0) + (sum.bytesOut ?? 0);
	const shareOf = ({sum}: AccountRow): number | undefined =>
		sum.bytesIn === undefined || allBytes <= 0 ? undefined : (sum.bytesIn + (sum.bytesOut ?? 0)) / allBytes;
	return {
		id: 'share',
		title: 'SHARE',
		width: barWidth,
		rank: 5,
		// In percent.
		value(row) {
			const share = shareOf(row);
			return share === undefined ? undefined : share * 100;
		},
		cell(row) {
			const share = shareOf(row);
			if (share === undefined) return nothing;
			return row.sum.unheard > 0 ? {text: bar(share), style: 'dim'} : {text: bar(share)};
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
	cell({sum}) {
		if (sum.unheard > 0) return {text: `${sum.servers} of ${sum.servers + sum.unheard}`, style: 'warn'};
		return sum.oldestAt === undefined ? nothing : {text: count(sum.servers)};
	},
};

/** `rows`: all accounts, of which each has a share. */
export function accountColumns(look: Look, rows: readonly AccountRow[]): readonly AccountColumn[] {
	const sum = (
		id: string,
		title: string,
		width: number,
		rank: number,
		unit: 'count' | 'rate' | 'bytes',
		sumOf: (sum: AccountSum) => number | undefined,
	): AccountColumn => sumColumn(look, {id, title, width, rank}, unit, sumOf);
	return [
		accountColumn,
		sum('conns', 'CONNS', 7, 1, 'count', all => reported(all, all.connections)),
		sum('leafs', 'LEAFS', 5, 8, 'count', all => reported(all, all.leafs)),
		sum('subs', 'SUBS', 7, 9, 'count', all => all.subscriptions),
		sum('in', 'MSGS IN/s', 9, 3, 'rate', all => all.messagesIn),
		sum('out', 'OUT/s', 8, 4, 'rate', all => all.messagesOut),
		sum('bytes-in', 'BYTES IN/s', 10, 6, 'bytes', all => all.bytesIn),
		sum('bytes-out', 'OUT/s', 8, 7, 'bytes', all => all.bytesOut),
		shareColumn(rows),
		minuteColumn(look, {id: 'connects', title: '+/MIN', width: 7, rank: 2}, ({account}) => account.connects),
		minuteColumn(look, {id: 'disconnects', title: '−/MIN', width: 7, rank: 2.5}, ({account}) => account.disconnects),
		slowColumn(look),
		serversColumn,
		ageColumn(look, 5.5, oldMs, ({sum: {oldestAt}}) => oldestAt),
		idColumn,
	];
}
