import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import {clock} from '../format/time.ts';
import type {AccountShare} from '../model/account.ts';
import {countsCopies, isUnheard, sumOf} from '../model/account-sum.ts';
import type {Model} from '../model/model.ts';
import {oncePerMoment} from '../model/once-per-moment.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {inLastMinute} from '../model/tally.ts';
import {accountStatsPoll} from './account-stats-poll.ts';
import {type AccountRow, accountColumns} from './columns/account-columns.ts';
import {defineView} from './define-view.ts';
import type {Look} from './look.ts';
import {definePane} from './panes/pane.ts';
import {onePaneWithCost} from './panes/with-cost.ts';

// Rows, columns and title ask for the same sums.
const rowsIn = oncePerMoment((model): readonly AccountRow[] =>
	[...model.accounts.values()].map(account => ({account, sum: sumOf(model, account)})),
);

function rowsOf({model}: Look): readonly AccountRow[] {
	return rowsIn(model);
}

/** Names of the servers of shares for which it holds, in order. */
function serversWith(model: Model, holds: (server: Server, share: AccountShare) => boolean): readonly string[] {
	const names = new Set<string>();
	for (const {account} of rowsIn(model)) {
		for (const share of account.shares.values()) {
			const server = model.servers.get(share.serverId);
			if (server !== undefined && holds(server, share)) names.add(shownName(model, server));
		}
	}
	return [...names].sort();
}

const unheardNote = oncePerMoment((model): string => {
	if (!rowsIn(model).some(({sum}) => sum.unheard > 0)) return '';
	return `≥ at least: without ${firstNames(serversWith(model, isUnheard))}, not heard now`;
});

/** Since when totals count: servers and this program started at other times. */
function totalsNote({ui, model: {startedAt}, utc}: Look): string {
	if (!ui.totals) return '';
	const seen = startedAt === undefined ? '' : `, +ALL −ALL since ${clock(startedAt, utc)}`;
	return `totals since each server’s start${seen}`;
}

const copiesNote = oncePerMoment((model): string => {
	if (!rowsIn(model).some(({sum}) => sum.withCopies > 0)) return '';
	const names = serversWith(model, (server, share) => isSpeaking(server) && countsCopies(server, share));
	return `includes copies between servers on ${firstNames(names)}`;
});

const pane = definePane<AccountRow>({
	id: 'accounts',
	title: 'ACCOUNTS',
	totals: true,
	units: true,
	compares: {
		conns: 'count',
		leafs: 'count',
		subs: 'count',
		in: 'rate',
		out: 'rate',
		'bytes-in': 'byte rate',
		'bytes-out': 'byte rate',
		connects: 'per minute',
		disconnects: 'per minute',
		slow: 'count',
		servers: 'count',
	},
	rows: rowsOf,
	columns: look => accountColumns(look, rowsOf(look)),
	idOf: ({account}) => account.id,
	defaultSort: {column: 'share', descending: true},
	isWrong: ({account}, {model}) => inLastMinute(account.slow, model.now) > 0,
	target: ({account}) => ({kind: 'account', id: account.id}),
	polls: ({model}) => [accountStatsPoll(model)],
	empty: () => 'no account is known yet: servers report theirs at each change and every 30 s',
	note(look) {
		const {forgotten} = look.model;
		const quiet = forgotten.accounts > 0 ? `${count(forgotten.accounts)} quiet ones dropped` : '';
		return [totalsNote(look), unheardNote(look.model), copiesNote(look.model), quiet]
			.filter(text => text !== '')
			.join(' · ');
	},
});

export const accountsView = defineView({
	id: 'accounts',
	key: '5',
	title: 'Accounts',
	shortTitle: 'Accounts',
	about: 'every account over all servers: connections, traffic now, connects and disconnects of the last minute',
	...onePaneWithCost(pane),
});
