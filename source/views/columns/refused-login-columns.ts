// The columns of those whose logins are refused.
import {count, percent} from '../../format/number.ts';
import {clock} from '../../format/time.ts';
import {paceOrEnd} from '../../insight/pace.ts';
import type {Model} from '../../model/model.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import type {RefusedLogin} from '../../model/refused-login.ts';
import {hasStopped, perSecondInRun, sumOfRuns} from '../../model/run.ts';
import {shownNamesOf} from '../../model/server-names.ts';
import {inLastMinute} from '../../model/tally.ts';
import {type Cell, type Column, hiddenColumn} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {libraryName} from './connection-event-words.ts';
import {nothing} from './server-cells.ts';

type LoginColumn = Column<RefusedLogin>;

function word(text: string): Cell {
	return text === '' ? nothing : {text};
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

/** `stopped 1m 27s ago` */
const longestEnd = 18;

/** For so long it is told when one has stopped. */
const endIsNewsMs = 120_000;

function hasJustStopped(model: Model, {attempts}: RefusedLogin): boolean {
	return model.now - attempts.lastAt <= endIsNewsMs && hasStopped(attempts, model);
}

const someHaveStopped = oncePerMoment(model => [...model.refused.values()].some(login => hasJustStopped(model, login)));

function rateColumn({model}: Look): LoginColumn {
	return {
		id: 'rate',
		title: 'RATE',
		width: someHaveStopped(model) ? longestEnd : 8,
		rank: 2,
		value: ({attempts}) => (hasStopped(attempts, model) ? 0 : perSecondInRun(attempts)),
		cell({attempts, unfinished}) {
			const pace = sumOfRuns([attempts], model);
			if (!pace.stopped) return {text: paceOrEnd(pace, model.now), style: unfinished ? 'warn' : 'bad'};
			if (model.now - pace.lastAt > endIsNewsMs) return {text: 'stopped', style: 'dim'};
			return {text: paceOrEnd(pace, model.now), style: 'dim'};
		},
	};
}

const inMinute = oncePerMoment(
	({now}) =>
		({attempts}: RefusedLogin) =>
			inLastMinute(attempts.recent, now),
);

function minuteColumn({model}: Look): LoginColumn {
	const valueOf = inMinute(model);
	return {
		id: 'minute',
		title: '1 MIN',
		width: 6,
		align: 'right',
		rank: 5,
		value: valueOf,
		isSteady: true,
		cell: login => ({text: count(valueOf(login))}),
	};
}

const totalColumn: LoginColumn = {
	id: 'total',
	title: 'TOTAL',
	width: 6,
	align: 'right',
	rank: 7.5,
	value: ({attempts}) => attempts.recent.total,
	cell: ({attempts}) => ({text: count(attempts.recent.total)}),
};

// The sum of what the rows count, so that shares add up: the count of all has finer buckets. It counts dropped ones too.
const refusedInLastMinute = oncePerMoment(({refused, forgotten, tallies, now}) => {
	if (forgotten.refused > 0) return inLastMinute(tallies.refusals, now);
	let sum = 0;
	for (const {attempts, unfinished} of refused.values()) sum += unfinished ? 0 : inLastMinute(attempts.recent, now);
	return sum;
});

/** Of all refused logins of the last minute, in percent. */
function shareColumn({model}: Look): LoginColumn {
	const all = refusedInLastMinute(model);
	const shareOf = ({attempts, unfinished}: RefusedLogin): number | undefined =>
		unfinished || all === 0 ? undefined : (inLastMinute(attempts.recent, model.now) / all) * 100;
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
			return share === undefined ? nothing : {text: percent(share)};
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

function serversColumn({model}: Look): LoginColumn {
	const serversOf = ({servers}: RefusedLogin): string => shownNamesOf(model, servers).join(' ');
	return {
		id: 'server',
		title: 'ON',
		width: 9,
		grow: 1,
		most: 24,
		rank: 7,
		value: serversOf,
		values: ({servers}) => shownNamesOf(model, servers),
		cell: login => ({text: serversOf(login)}),
	};
}

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

function libraryOf(login: RefusedLogin): string {
	return login.kind === 'Client' ? libraryName(login) : login.kind.toLowerCase();
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
		timeColumn(look, {id: 'since', title: 'SINCE', rank: 3}, ({attempts}) => attempts.since),
		timeColumn(look, {id: 'last', title: 'LAST', rank: 8}, ({lastSeenAt}) => lastSeenAt),
		serversColumn(look),
		reasonColumn,
		libraryColumn,
		hiddenColumn('kind', ({kind}) => kind),
	];
}
