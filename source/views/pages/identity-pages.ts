// The pages of an account, a client and a refused login.
import {exactFilter} from '../../format/exact-filter.ts';
import {graphsLine} from './graphs-page.ts';
import {displayName} from '../../format/display-name.ts';
import {count, grouped, perSecond, unknown} from '../../format/number.ts';
import {shortKeys} from '../../format/short-key.ts';
import {sparkline} from '../../format/sparkline.ts';
import {ageInWords, clock, dateAndClock, duration} from '../../format/time.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {fit} from '../../format/width.ts';
import {applicationOf, loopGroups} from '../../insight/loop-groups.ts';
import {paceOrEnd} from '../../insight/pace.ts';
import type {AccountShare} from '../../model/account.ts';
import {type Client, medianLifeMs} from '../../model/client.ts';
import {refusedKey} from '../../model/refused-login.ts';
import type {ConnectionEvent} from '../../model/journal-entry.ts';
import {entriesOf} from '../../model/journal.ts';
import {isSpeaking} from '../../model/server-state.ts';
import {heardCounts} from '../../model/blind-spans.ts';
import {runGapMs, sumOfRuns} from '../../model/run.ts';
import {shownNameOf, shownNamesOf} from '../../model/server-names.ts';
import {inLastMinute, type Tally} from '../../model/tally.ts';
import {accountStatsPoll} from '../account-stats-poll.ts';
import {clientStates, isTroubled, stateInWords} from '../columns/client-columns.ts';
import {libraryName, livedMs, reasonStyle} from '../columns/connection-event-words.ts';
import type {Look} from '../look.ts';
import {claimsLines, claimsPolls} from './account-claims.ts';
import {accountSumLines} from './account-sum.ts';
import {blank, fact, heading, opening, type Page, type PageLine, related, row} from './page.ts';
import {
	accountLine,
	clientsAndEventsLines,
	connectionsLines,
	refusedLine,
	serverLines,
	viewLine,
} from './related-lines.ts';

const mostEvents = 40;

function minuteLine(look: Look, name: string, tally: Tally): PageLine {
	const {model} = look;
	const {now} = model;
	return fact(
		name,
		`${grouped(inLastMinute(tally, now)).padStart(5)} in 1 min ${sparkline(heardCounts(model, tally, now, 12))}`,
	);
}

function eventLines(
	look: Look,
	name: 'connections' | 'refusals',
	belongs: (event: ConnectionEvent) => boolean,
	whose: (event: ConnectionEvent) => string = () => '',
): readonly PageLine[] {
	const found = [...entriesOf(look.model.journals[name])].filter(([, {event}]) => belongs(event)).slice(-mostEvents);
	if (found.length === 0) return [{spans: [{text: ' none kept', style: 'dim'}]}];
	return found.toReversed().map(([number, entry]) => {
		const {event} = entry;
		const sign = event.kind === 'connect' ? '+' : event.kind === 'disconnect' ? '−' : '✗';
		const times = entry.count > 1 ? ` ×${entry.count}` : '';
		const lived = event.kind === 'disconnect' ? ` lived ${duration(livedMs(event))}` : '';
		const style = reasonStyle(event.reason);
		const line: PageLine = {
			spans: [
				{text: ` ${clock(event.at, look.utc)} `, style: 'dim'},
				{text: `${sign} ${fit(shownNameOf(look.model, event.serverId, event.serverName), 10)} ${whose(event)}`},
				style === undefined
					? {text: `${event.reason}${lived}${times}`, style: 'dim'}
					: {text: `${event.reason}${lived}${times}`, style},
			],
		};
		return opening(line, {kind: 'connection', journal: name, number});
	});
}

function shareLine({model}: Look, share: AccountShare): PageLine {
	const server = model.servers.get(share.serverId);
	const isNow = server !== undefined && isSpeaking(server);
	const rates = isNow ? share.rates : undefined;
	// A stopped server has no connections any more.
	const isOver = server?.goodbye?.kind === 'stopped';
	const lastKnown = isOver ? 'shut down' : `last known ${ageInWords(model.now - share.at)} ago`;
	const numbers = [
		`${fit(isOver ? unknown : count(share.connections), 6, 'right')} conns`,
		`${fit(isOver ? unknown : count(share.subscriptions), 6, 'right')} subs`,
		isNow
			? `in ${fit(perSecond(rates?.messagesIn), 7, 'right')}  out ${fit(perSecond(rates?.messagesOut), 7, 'right')}`
			: lastKnown,
	];
	const line = row(
		shownNameOf(model, share.serverId, shortKeys(share.serverId)),
		numbers.join('  '),
		isNow ? undefined : 'dim',
	);
	return opening(line, server === undefined ? undefined : {kind: 'server', id: server.id});
}

export function accountPage(look: Look, id: string): Page | undefined {
	const {model} = look;
	const account = model.accounts.get(id);
	if (account === undefined) return undefined;
	const shares = [...account.shares.values()].toSorted((a, b) => (b.connections ?? -1) - (a.connections ?? -1));
	return {
		title: `Account ${account.name}`,
		polls: [accountStatsPoll(model), ...claimsPolls(account)],
		lines: [
			fact('account', account.name),
			fact('id', account.id),
			...accountSumLines(look, account),
			blank,
			minuteLine(look, 'connects', account.connects),
			minuteLine(look, 'disconnects', account.disconnects),
			minuteLine(look, 'slow consumers', account.slow),
			...related(
				...connectionsLines(look, {kind: 'account', id}),
				...clientsAndEventsLines(exactFilter({acc: account.name})),
				graphsLine('account', id),
			),
			blank,
			heading('On each server', 'server’s point of view'),
			...shares.slice(0, 100).map(share => shareLine(look, share)),
			...claimsLines(look, account),
			blank,
			heading('Newest events'),
			...eventLines(
				look,
				'connections',
				event => event.account === account.id,
				event => `${fit(quoteIfBlank(displayName(event)), 20)} `,
			),
		],
	};
}

function stateLine(look: Look, client: Client): PageLine {
	const {model, thresholds} = look;
	const loop = loopGroups(model, 2 * runGapMs, thresholds).find(group => group.key === applicationOf(client));
	if (loop !== undefined) {
		const text = `reconnect loop, ${paceOrEnd(loop.run, model.now)}, ${grouped(loop.run.total)} in all`;
		return fact('state', text, 'warn');
	}
	const state = clientStates(look).stateOf(client);
	return fact('state', stateInWords(look, state), isTroubled(state) ? 'warn' : undefined);
}

/** Servers do not tell of connections that were there before this program: they are listed when they are asked for. */
function openInWords(look: Look, client: Client): string {
	const {openOf, isAllKnown} = clientStates(look);
	const open = grouped(openOf(client));
	return isAllKnown(client) ? open : `at least ${open}: those seen connecting since the start`;
}

export function clientPage(look: Look, key: string): Page | undefined {
	const {model} = look;
	const client = model.clients.get(key);
	if (client === undefined) return undefined;
	const {name, user, host} = client;
	return {
		title: `Client ${quoteIfBlank(displayName(client))}`,
		lines: [
			stateLine(look, client),
			fact('account', client.account || unknown),
			fact('user', quoteIfBlank(client.user) || unknown),
			fact('client name', quoteIfBlank(client.name) || unknown),
			fact('host', client.host || unknown),
			fact('library', libraryName(client) || unknown),
			fact('open now', openInWords(look, client)),
			fact('first, last seen', `${dateAndClock(client.firstSeenAt, look.utc)}, ${clock(client.lastSeenAt, look.utc)}`),
			fact('median lifetime', duration(medianLifeMs(client))),
			fact('last reason', client.lastReason || unknown, reasonStyle(client.lastReason)),
			fact('servers', shownNamesOf(model, client.servers).join(' ')),
			minuteLine(look, 'connects', client.connects),
			minuteLine(look, 'disconnects', client.disconnects),
			...related(
				...connectionsLines(look, {kind: 'client', key}),
				viewLine('events', 'connects and disconnects', 'connects', exactFilter({name, user, host})),
				accountLine(look, client.accountId),
				...serverLines(look, client.servers),
				refusedLine(look, 'refused logins', refusedKey(client)),
			),
			blank,
			heading('Newest events'),
			...eventLines(look, 'connections', event => event.name === name && event.user === user && event.host === host),
		],
	};
}

export function refusedPage(look: Look, key: string): Page | undefined {
	const {model} = look;
	const identity = model.refused.get(key);
	if (identity === undefined) return undefined;
	const {name, user} = identity;
	const pace = sumOfRuns([identity.attempts], model);
	return {
		title: `Refused: ${quoteIfBlank(displayName(identity))}`,
		lines: [
			fact('user', quoteIfBlank(identity.user) || unknown),
			fact('client name', quoteIfBlank(identity.name) || unknown),
			fact('host', identity.host || unknown),
			fact('library', libraryName(identity) || unknown),
			fact('kind', identity.kind),
			fact('rate', paceOrEnd(pace, model.now), pace.stopped ? 'dim' : 'bad'),
			minuteLine(look, 'attempts', identity.attempts.recent),
			fact('total', grouped(identity.attempts.recent.total)),
			fact('since', dateAndClock(pace.since, look.utc)),
			fact(
				'first, last seen',
				`${dateAndClock(identity.firstSeenAt, look.utc)}, ${clock(identity.lastSeenAt, look.utc)}`,
			),
			fact('servers', shownNamesOf(model, identity.servers).join(' ')),
			fact('last reason', identity.lastReason || unknown),
			...related(
				viewLine('clients', 'connected under this name', 'clients', exactFilter({name, user})),
				...serverLines(look, identity.servers),
			),
			blank,
			heading('Newest attempts'),
			...eventLines(
				look,
				'refusals',
				event => event.name === identity.name && event.user === identity.user && event.host === identity.host,
			),
		],
	};
}
