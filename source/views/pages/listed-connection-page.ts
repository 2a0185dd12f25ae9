// One connection as its server tells of it, asked again while it is seen; and its subjects, asked for when they are opened.
import {exactFilter} from '../../format/exact-filter.ts';
import type {Poll} from '../../asking/poll.ts';
import {displayName} from '../../format/display-name.ts';
import {bytesInWords, grouped, unknown} from '../../format/number.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {ageInWords, clock, dateAndClock, duration} from '../../format/time.ts';
import {fit} from '../../format/width.ts';
import {type ConnectionList, type ListedConnection, listedConnection} from '../../model/connection-list.ts';
import {isOwn} from '../../model/link.ts';
import type {Model} from '../../model/model.ts';
import {shownNameOf} from '../../model/server-names.ts';
import {oneConnection, subjectsOfConnection} from '../../requests/connection-list.ts';
import {keyOf, type Request} from '../../requests/request.ts';
import type {Line} from '../../screen/screen.ts';
import {libraryName, reasonStyle} from '../columns/connection-event-words.ts';
import {addressOf, idleMs, lastedMs} from '../columns/listed-connection-columns.ts';
import type {Look} from '../look.ts';
import {noAnswer} from '../no-answer.ts';
import {trafficLines} from './flow-lines.ts';
import {blank, fact, heading, type Page, type PageLine, related} from './page.ts';
import {accountLine, clientLine, serverLine, subjectsLine, viewLine} from './related-lines.ts';

const everyMs = 2000;
/** A list of subjects changes seldom, and may be long. */
const subjectsEveryMs = 60_000;

type Found = {readonly list: ConnectionList; readonly connection: ListedConnection};

function pollFor(request: Request, every: number): Poll {
	return {request, everyMs: every, scope: 'one'};
}

function nameOf(connection: ListedConnection): string {
	return quoteIfBlank(displayName(connection));
}

/** Of a connection that is not known: it is asked for, or is not there. */
function missingPage(look: Look, serverId: string, cid: number, request: Request, every: number): Page {
	const answer = look.model.listings.get(keyOf(request))?.get(serverId);
	const server = shownNameOf(look.model, serverId);
	const text =
		answer === undefined
			? noAnswer(look, `asked ${server}; no answer yet`)
			: answer.refusal === ''
				? `${server} knows no connection ${cid}: it was closed long ago; before 2.15 no server finds a leafnode by its id`
				: `${server}: ${answer.refusal}`;
	return {
		title: `Connection ${cid} on ${server}`,
		lines: [fact('state', text, 'dim')],
		polls: [pollFor(request, every)],
	};
}

function stateLines(look: Look, serverId: string, {list, connection}: Found): readonly PageLine[] {
	const {stoppedAt, reason, startedAt} = connection;
	const lasted = duration(lastedMs({serverId, list, connection}));
	const since = startedAt === undefined ? unknown : dateAndClock(startedAt, look.utc);
	if (stoppedAt !== undefined) {
		return [
			fact('state', `closed at ${clock(stoppedAt, look.utc)}: ${reason || unknown}`, reasonStyle(reason) ?? 'dim'),
			fact('connected', `${since}, lived ${lasted}`),
		];
	}
	const own = isOwn(look.link, serverId, connection.cid) ? ', the connection of this program' : '';
	return [
		fact('state', `open${own}`, 'good'),
		fact('told', `${ageInWords(look.model.now - list.at)} ago, asked every ${duration(everyMs)}`),
		fact('connected', `${since}, for ${lasted}`),
		fact('idle', duration(idleMs({serverId, list, connection}))),
	];
}

function whoLines({connection}: Found): readonly PageLine[] {
	const {name, user, account, accountName, kind, type, tags, tls, certificates} = connection;
	return [
		blank,
		heading('Who'),
		fact('client name', quoteIfBlank(name) || unknown),
		fact('account', accountName || unknown),
		...(account === accountName ? [] : [fact('account id', account)]),
		fact('user', quoteIfBlank(user) || unknown),
		fact('from', addressOf(connection)),
		fact('library', libraryName(connection) || unknown),
		fact('kind', [kind, type].filter(part => part !== '').join(', ')),
		...(tags.length === 0 ? [] : [fact('tags', tags.join(' '))]),
		fact('TLS', tls || 'none'),
		...certificates.map(subject => fact('certificate', subject)),
	];
}

function loadLines({connection}: Found): readonly PageLine[] {
	const {rates, subscriptions, pendingBytes, roundTripMs, stalls, stoppedAt} = connection;
	const pending = pendingBytes ?? 0;
	return [
		blank,
		heading('Traffic', 'server’s point of view; now, and since it connected'),
		...trafficLines(rates, connection),
		fact('subscriptions', grouped(subscriptions)),
		...(stoppedAt === undefined ? [fact('pending', bytesInWords(pendingBytes), pending > 0 ? 'warn' : undefined)] : []),
		fact('round trip', duration(roundTripMs)),
		...(stalls === undefined ? [] : [fact('stalls', grouped(stalls), stalls > 0 ? 'warn' : undefined)]),
	];
}

function eventsLine({name, user, host}: ListedConnection): PageLine | undefined {
	const filter = exactFilter({name, user, host});
	return filter === '' ? undefined : viewLine('events', 'connects and disconnects of its client', 'connects', filter);
}

/** One connection. */
export function listedConnectionPage(look: Look, serverId: string, cid: number): Page {
	const found = listedConnection(look.model, serverId, cid);
	const request = oneConnection(serverId, cid);
	if (found === undefined) return missingPage(look, serverId, cid, request, everyMs);
	const {connection} = found;
	return {
		title: `Connection ${cid} ${nameOf(connection)}`,
		lines: [
			...stateLines(look, serverId, found),
			fact('server', shownNameOf(look.model, serverId)),
			fact('connection id', String(cid)),
			...whoLines(found),
			...loadLines(found),
			...related(
				connection.stoppedAt === undefined ? subjectsLine(look, serverId, cid, connection.subscriptions) : undefined,
				clientLine(look, connection),
				accountLine(look, connection.account),
				serverLine(look, serverId),
				eventsLine(connection),
			),
		],
		polls: connection.stoppedAt === undefined ? [pollFor(request, everyMs)] : [],
	};
}

/** How many of them the model keeps, at most. */
function subjectsIn({listings}: Model, request: Request, serverId: string): ListedConnection | undefined {
	return listings.get(keyOf(request))?.get(serverId)?.listed[0];
}

/** The subjects that one connection has subscribed to, those with most subscriptions first. */
export function subjectsPage(look: Look, serverId: string, cid: number): Page {
	const request = subjectsOfConnection(serverId, cid);
	const connection = subjectsIn(look.model, request, serverId);
	const subjects = connection?.subjects;
	if (connection === undefined || subjects === undefined) {
		const missing = missingPage(look, serverId, cid, request, subjectsEveryMs);
		return connection === undefined ? missing : {...missing, lines: [fact('subjects', 'the server lists none', 'dim')]};
	}
	const known = [...subjects].toSorted(([, a], [, b]) => b - a);
	const told = known.reduce((sum, [, times]) => sum + times, 0);
	const more = Math.max(0, (connection.subscriptions ?? told) - told);
	return {
		title: `Subscriptions of connection ${cid} ${nameOf(connection)}`,
		polls: [pollFor(request, subjectsEveryMs)],
		lines: [
			fact('subscriptions', grouped(connection.subscriptions)),
			fact('subjects', `${grouped(known.length)} different ones${more > 0 ? ' are kept' : ''}`),
			blank,
			...known.map(
				([subject, times]): Line => ({
					spans: [{text: ` ${times > 1 ? fit(`×${grouped(times)}`, 8) : '        '} `, style: 'warn'}, {text: subject}],
				}),
			),
			...(more > 0 ? [{spans: [{text: ` … and ${grouped(more)} more`, style: 'dim' as const}]}] : []),
		],
	};
}
