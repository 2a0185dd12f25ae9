// The columns of those whose logins are refused.
import {count, percent, rate, unknown} from '../../format/number.ts';
import {clock} from '../../format/time.ts';
import {attemptsPerSecond} from '../../insight/auth-errors.ts';
import type {RefusedLogin} from '../../model/refused-login.ts';
import {inLastMinute} from '../../model/tally.ts';
import {type Cell, type Column, hiddenColumn} from '../../table/column.ts';
import type {Look} from '../look.ts';

type LoginColumn = Column<RefusedLogin>;

function word(text: string): Cell {
	return text === '' ? {text: unknown, style: 'dim'} : {text};
}

const userColumn: LoginColumn = {
	id: 'user',
	title: 'USER',
	width: 12,
	grow: 1,
	most: 30,
	rank: 0,
	value: ({user}) => user,
	cell: ({unfinished, user}) => (unfinished ? {text: 'no login', style: 'dim'} : word(user)),
};

const clientColumn: LoginColumn = {
	id: 'client',
	aliases: ['name'],
	title: 'CLIENT',
	width: 14,
	grow: 2,
	most: 34,
	rank: 1,
	value: ({name}) => name,
	cell: ({name}) => word(name),
};

const hostColumn: LoginColumn = {
	id: 'host',
	title: 'HOST',
	width: 13,
	grow: 1,
	most: 28,
	rank: 4,
	value: ({host}) => host,
	cell: ({host}) => word(host),
};

function rateColumn({model}: Look): LoginColumn {
	return {
		id: 'rate',
		title: 'NOW/s',
		width: 6,
		align: 'right',
		rank: 2,
		value: login => attemptsPerSecond(model, login),
		cell(login) {
			const now = attemptsPerSecond(model, login);
			if (now === 0) return {text: '0', style: 'dim'};
			return {text: rate(now), style: login.unfinished ? 'warn' : 'bad'};
		},
	};
}

function minuteColumn({model}: Look): LoginColumn {
	return {
		id: 'minute',
		title: '1 MIN',
		width: 6,
		align: 'right',
		rank: 5,
		value: ({attempts}) => inLastMinute(attempts, model.now),
		cell: ({attempts}) => ({text: count(inLastMinute(attempts, model.now))}),
	};
}

const totalColumn: LoginColumn = {
	id: 'total',
	title: 'TOTAL',
	width: 6,
	align: 'right',
	rank: 7.5,
	value: ({attempts}) => attempts.total,
	cell: ({attempts}) => ({text: count(attempts.total)}),
};

/** Of all refused logins of the last minute, in percent. */
function shareColumn({model}: Look): LoginColumn {
	const all = inLastMinute(model.tallies.refusals, model.now);
	const shareOf = ({attempts, unfinished}: RefusedLogin): number | undefined =>
		unfinished || all === 0 ? undefined : (inLastMinute(attempts, model.now) / all) * 100;
	return {
		id: 'share',
		title: 'SHARE',
		width: 5,
		align: 'right',
		rank: 9,
		value: shareOf,
		cell(login) {
			if (login.unfinished) return {text: ''};
			const share = shareOf(login);
			return share === undefined ? {text: unknown, style: 'dim'} : {text: percent(share)};
		},
	};
}

function timeColumn(
	{utc}: Look,
	shape: Pick<LoginColumn, 'id' | 'title' | 'rank'>,
	timeOf: (login: RefusedLogin) => number,
): LoginColumn {
	return {...shape, width: 8, value: timeOf, cell: login => ({text: clock(timeOf(login), utc)})};
}

function serversOf({servers}: RefusedLogin): string {
	return [...servers].sort().join(' ');
}

const serversColumn: LoginColumn = {
	id: 'server',
	title: 'ON',
	width: 9,
	grow: 1,
	most: 24,
	rank: 7,
	value: serversOf,
	cell: login => ({text: serversOf(login)}),
};

const reasonColumn: LoginColumn = {
	id: 'reason',
	title: 'REASON',
	width: 22,
	grow: 1,
	most: 40,
	rank: 10,
	value: ({lastReason}) => lastReason,
	cell: ({lastReason}) => ({text: lastReason, style: 'dim'}),
};

function libraryOf({language, version, kind}: RefusedLogin): string {
	return kind === 'Client' ? `${language} ${version}`.trim() : kind.toLowerCase();
}

const libraryColumn: LoginColumn = {
	id: 'library',
	aliases: ['lib'],
	title: 'LIBRARY',
	width: 14,
	grow: 0.5,
	most: 30,
	rank: 11,
	value: libraryOf,
	cell: login => ({text: libraryOf(login), style: 'dim'}),
};

export function refusedLoginColumns(look: Look): readonly LoginColumn[] {
	return [
		userColumn,
		clientColumn,
		hostColumn,
		rateColumn(look),
		minuteColumn(look),
		totalColumn,
		shareColumn(look),
		timeColumn(look, {id: 'since', title: 'SINCE', rank: 3}, ({runSince}) => runSince),
		timeColumn(look, {id: 'last', title: 'LAST', rank: 8}, ({lastSeenAt}) => lastSeenAt),
		serversColumn,
		reasonColumn,
		libraryColumn,
		hiddenColumn('kind', ({kind}) => kind),
	];
}
