// What can be opened from the page of a server: its connections, which cost something, its clients and events, its accounts.
import {exactFilter} from '../../format/exact-filter.ts';
import {graphsLine} from './graphs-page.ts';
import {count, perSecond} from '../../format/number.ts';
import {fit} from '../../format/width.ts';
import type {AccountShare} from '../../model/account.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import type {TrafficRates} from '../../model/stats.ts';
import type {Look} from '../look.ts';
import {blank, heading, opening, type PageLine, related, row} from './page.ts';
import {clientsAndEventsLines, connectionsLines, viewLine} from './related-lines.ts';

export function relatedToServer(look: Look, server: Server): readonly PageLine[] {
	const filter = exactFilter({server: shownName(look.model, server)});
	return related(
		...connectionsLines(look, {kind: 'server', id: server.id}),
		...clientsAndEventsLines(filter),
		viewLine('refused logins', 'as they came', 'auth-errors', filter),
		...(server.stats?.jetStream === undefined
			? []
			: [opening(row('JetStream', 'what it keeps, its API, its meta group'), {kind: 'jetstream', id: server.id})]),
		graphsLine('server', server.id),
	);
}

/** Its share of each account, largest first. */
export function accountLines(look: Look, server: Server): readonly PageLine[] {
	const shares = [...look.model.accounts.values()]
		.flatMap(account => {
			const share = account.shares.get(server.id);
			return share === undefined || (share.connections === 0 && share.leafs === 0) ? [] : [{account, share}];
		})
		.sort((a, b) => (b.share.connections ?? -1) - (a.share.connections ?? -1))
		.slice(0, 50);
	const ratesOf = ({rates}: AccountShare): TrafficRates | undefined => (isSpeaking(server) ? rates : undefined);
	if (shares.length === 0) return [];
	return [
		blank,
		heading('Accounts here'),
		...shares.map(({account, share}) => {
			const rates = ratesOf(share);
			const numbers = [
				`${fit(count(share.connections), 6, 'right')} conns`,
				`${fit(count(share.leafs), 4, 'right')} leafs`,
				`in ${fit(perSecond(rates?.messagesIn), 7, 'right')}`,
				`out ${fit(perSecond(rates?.messagesOut), 7, 'right')}`,
			];
			return opening(row(account.name, numbers.join('  ')), {kind: 'account', id: account.id});
		}),
	];
}
