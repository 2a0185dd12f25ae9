// The pages of an account, a client and a refused login.
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
import {medianLifeMs} from '../../model/client.ts';
import type {ConnectionEvent, Folded} from '../../model/journal-entry.ts';
import {entriesOf, type Journal} from '../../model/journal.ts';
import {isSpeaking} from '../../model/server-state.ts';
import {heardCounts} from '../../model/blind-spans.ts';
import {runGapMs, sumOfRuns} from '../../model/run.ts';
import {shownNameOf, shownNamesOf} from '../../model/server-names.ts';
import {inLastMinute, type Tally} from '../../model/tally.ts';
import {accountStatsPoll} from '../account-stats-poll.ts';
import {livedMs, reasonStyle} from '../columns/connection-event-words.ts';
import type {Look} from '../look.ts';
import {accountDetailLines, accountDetailPolls} from './account-details.ts';
import {claimsLines, claimsPolls} from './account-claims.ts';
import {accountSumLines} from './account-sum.ts';
import {blank, fact, heading, type Page, type PageLine, row} from './page.ts';

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
	journal: Journal<Folded>,
	belongs: (event: ConnectionEvent) => boolean,
	whose: (event: ConnectionEvent) => string = () => '',
): readonly PageLine[] {
	const found = [...entriesOf(journal)].filter(([, {event}]) => belongs(event)).slice(-mostEvents);
	if (found.length === 0) return [{spans: [{text: ' none kept', style: 'dim'}]}];
	return found.toReversed().map(([, entry]) => {
		const {event} = entry;
		const sign = event.kind === 'connect' ? '+' : event.kind === 'disconnect' ? '−' : '✗';
		const times = entry.count > 1 ? ` ×${entry.count}` : '';
		const lived = event.kind === 'disconnect' ? ` lived ${duration(livedMs(event))}` : '';
		const style = reasonStyle(event.reason);
		return {
			spans: [
				{text: ` ${clock(event.at, look.utc)} `, style: 'dim'},
				{text: `${sign} ${fit(shownNameOf(look.model, event.serverId, event.serverName), 10)} ${whose(event)}`},
				style === undefined
					? {text: `${event.reason}${lived}${times}`, style: 'dim'}
					: {text: `${event.reason}${lived}${times}`, style},
			],
		};
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
	return row(
		shownNameOf(model, share.serverId, shortKeys(share.serverId)),
		numbers.join('  '),
		isNow ? undefined : 'dim',
	);
}

export function accountPage(look: Look, id: string): Page | undefined {
	const {model} = look;
	const account = model.accounts.get(id);
	if (account === undefined) return undefined;
	const shares = [...account.shares.values()].toSorted((a, b) => (b.connections ?? -1) - (a.connections ?? -1));
	return {
		title: `Account ${account.name}`,
		polls: [accountStatsPoll(model), ...claimsPolls(account), ...accountDetailPolls(model, account)],
		lines: [
			fact('account', account.name),
			fact('id', account.id),
			...accountSumLines(look, account),
			blank,
			minuteLine(look, 'connects', account.connects),
			minuteLine(look, 'disconnects', account.disconnects),
			minuteLine(look, 'slow consumers', account.slow),
			blank,
			heading('On each server', 'server’s point of view'),
			...shares.slice(0, 100).map(share => shareLine(look, share)),
			...claimsLines(look, account),
			...accountDetailLines(look, account),
			blank,
			heading('Newest events'),
			...eventLines(
				look,
				model.journals.connections,
				event => event.account === account.id,
				event => `${fit(quoteIfBlank(displayName(event)), 20)} `,
			),
		],
	};
}

export function clientPage(look: Look, key: string): Page | undefined {
	const {model} = look;
	const client = model.clients.get(key);
	if (client === undefined) return undefined;
	const loop = loopGroups(model, 2 * runGapMs).find(group => group.key === applicationOf(client));
	return {
		title: `Client ${quoteIfBlank(displayName(client))}`,
		lines: [
			...(loop === undefined
				? []
				: [
						fact(
							'state',
							`reconnect loop, ${paceOrEnd(loop.run, model.now)}, ${grouped(loop.run.total)} in all`,
							'warn',
						),
					]),
			fact('account', client.account || unknown),
			fact('user', quoteIfBlank(client.user) || unknown),
			fact('client name', quoteIfBlank(client.name) || unknown),
			fact('host', client.host || unknown),
			fact('library', `${client.language} ${client.version}`.trim() || unknown),
			fact('open now', `${grouped(Math.max(0, client.live))} seen connecting since start`),
			fact('first, last seen', `${dateAndClock(client.firstSeenAt, look.utc)}, ${clock(client.lastSeenAt, look.utc)}`),
			fact('median lifetime', duration(medianLifeMs(client))),
			fact('last reason', client.lastReason || unknown, reasonStyle(client.lastReason)),
			fact('servers', shownNamesOf(model, client.servers).join(' ')),
			minuteLine(look, 'connects', client.connects),
			minuteLine(look, 'disconnects', client.disconnects),
			blank,
			heading('Newest events'),
			...eventLines(
				look,
				model.journals.connections,
				event => event.name === client.name && event.user === client.user && event.host === client.host,
			),
		],
	};
}

export function refusedPage(look: Look, key: string): Page | undefined {
	const {model} = look;
	const identity = model.refused.get(key);
	if (identity === undefined) return undefined;
	const pace = sumOfRuns([identity.attempts], model);
	return {
		title: `Refused: ${quoteIfBlank(displayName(identity))}`,
		lines: [
			fact('user', quoteIfBlank(identity.user) || unknown),
			fact('client name', quoteIfBlank(identity.name) || unknown),
			fact('host', identity.host || unknown),
			fact('library', `${identity.language} ${identity.version}`.trim() || unknown),
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
			blank,
			heading('Newest attempts'),
			...eventLines(
				look,
				model.journals.refusals,
				event => event.name === identity.name && event.user === identity.user && event.host === identity.host,
			),
		],
	};
}
