import {displayName} from '../../format/display-name.ts';
import {bytesInWords, grouped, unknown} from '../../format/number.ts';
import {clock, dateAndClock, duration} from '../../format/time.ts';
import type {ConnectionEvent, Folded} from '../../model/journal-entry.ts';
import {entriesOf, entryOf} from '../../model/journal.ts';
import type {Traffic} from '../../model/stats.ts';
import {messageIsKept} from '../../model/messages.ts';
import {shownNameOf} from '../../model/server-names.ts';
import {library, livedMs, reasonStyle} from '../columns/connection-event-words.ts';
import type {Look} from '../look.ts';
import {blank, fact, heading, opening, type Page, type PageLine, related, row} from './page.ts';
import {refusedKey, unfinishedKey} from '../../model/refused-login.ts';
import {accountLine, clientLine, connectionLine, refusedLine, serverLine} from './related-lines.ts';

const titles: Readonly<Record<ConnectionEvent['kind'], string>> = {
	connect: 'Connected',
	disconnect: 'Disconnected',
	refused: 'Login refused',
	unfinished: 'Login never finished',
};

function trafficText(known: Traffic | undefined): string {
	return known === undefined ? unknown : `${grouped(known.messages)} messages, ${bytesInWords(known.bytes)}`;
}

type OtherHalf = readonly [number: number, folded: Folded] | undefined;

/** The connect of a disconnect, or the disconnect of a connect, when the journal still has it. */
function otherHalf(look: Look, event: ConnectionEvent): OtherHalf {
	if (event.cid === undefined || (event.kind !== 'connect' && event.kind !== 'disconnect')) return undefined;
	const wanted = event.kind === 'connect' ? 'disconnect' : 'connect';
	for (const entry of entriesOf(look.model.journals.connections)) {
		const other = entry[1].event;
		if (other.cid === event.cid && other.serverId === event.serverId && other.kind === wanted) return entry;
	}
	return undefined;
}

function otherHalfLine(look: Look, event: ConnectionEvent, other: ConnectionEvent | undefined): PageLine | undefined {
	if (event.kind !== 'connect' && event.kind !== 'disconnect') return undefined;
	if (other === undefined) {
		if (event.kind === 'disconnect') return fact('connected', 'before this program started, or no longer kept');
		const server = look.model.servers.get(event.serverId);
		const open = event.cid !== undefined && server?.connections.has(event.cid) === true;
		return fact('now', open ? 'still connected, as far as known' : 'no longer known to be open');
	}
	const at = clock(other.at, look.utc);
	return event.kind === 'connect'
		? fact('disconnected', `${at}, ${other.reason}, lived ${duration(livedMs(other))}`, reasonStyle(other.reason))
		: fact('connected', at);
}

function otherHalfOpened({utc}: Look, other: OtherHalf): PageLine | undefined {
	if (other === undefined) return undefined;
	const [number, {event: half}] = other;
	const line = row(half.kind === 'connect' ? 'its connect' : 'its disconnect', clock(half.at, utc));
	return opening(line, {kind: 'connection', journal: 'connections', number});
}

/** All refusals of the same login. */
function attemptsLine(look: Look, event: ConnectionEvent): PageLine | undefined {
	const key = event.kind === 'unfinished' ? unfinishedKey(event) : refusedKey(event);
	return refusedLine(look, 'all attempts', key);
}

// The traffic is reported with the disconnect.
function lifeLines(look: Look, event: ConnectionEvent): readonly PageLine[] {
	const {startedAt, stoppedAt, sent, received} = event;
	if (stoppedAt === undefined && sent === undefined) return [];
	return [
		blank,
		heading('Lifetime and traffic', 'from the client’s side'),
		fact('connected', startedAt === undefined ? unknown : dateAndClock(startedAt, look.utc)),
		fact('lifetime', duration(livedMs(event))),
		fact('sent', trafficText(sent)),
		fact('received', trafficText(received)),
	];
}

/** One connect, disconnect or refusal. */
export function connectionPage(look: Look, journal: 'connections' | 'refusals', number: number): Page | undefined {
	const entry = entryOf(look.model.journals[journal], number);
	if (entry === undefined) return undefined;
	const {event} = entry;
	const refused = event.kind === 'refused' || event.kind === 'unfinished';
	const half = otherHalf(look, event);
	const other = half?.[1].event;
	const otherLine = otherHalfLine(look, event, other);
	const lines: PageLine[] = [
		fact('what', titles[event.kind], refused ? 'bad' : undefined),
		fact('when', dateAndClock(event.at, look.utc)),
		...(entry.count > 1
			? [fact('how often', `${grouped(entry.count)} times since ${clock(entry.firstAt, look.utc)}; this is the newest`)]
			: []),
		...(event.kind === 'connect' ? [] : [fact('reason', event.reason || unknown, reasonStyle(event.reason))]),
		...(otherLine === undefined ? [] : [otherLine]),
		blank,
		heading('Who'),
		fact(
			'account',
			refused ? `${event.accountName} (servers do not report the intended account)` : event.accountName || unknown,
		),
		...(event.account === event.accountName ? [] : [fact('account id', event.account)]),
		fact('user', event.user || unknown),
		fact('client name', event.name || unknown),
		fact('host', event.host || unknown),
		fact('library', library(event) || unknown),
		fact('kind', [event.connectionKind, event.clientType].filter(part => part !== '').join(', ')),
		blank,
		heading('Where'),
		fact('server', shownNameOf(look.model, event.serverId, event.serverName)),
		fact('server id', event.serverId),
		fact('connection id', event.cid === undefined ? unknown : String(event.cid)),
		...(event.roundTripMs === undefined ? [] : [fact('round trip', duration(event.roundTripMs))]),
		...lifeLines(look, event.kind === 'connect' ? (other ?? event) : event),
		...(messageIsKept(look.model, event.messageNumber)
			? []
			: [blank, fact('raw message', 'dropped, to make room for newer ones')]),
		...related(
			refused ? undefined : clientLine(look, event),
			refused ? attemptsLine(look, event) : connectionLine(look, event.serverId, event.cid),
			otherHalfOpened(look, half),
			refused ? undefined : accountLine(look, event.account),
			serverLine(look, event.serverId),
		),
	];
	return {
		title: `${titles[event.kind]}: ${displayName(event)}`,
		lines,
		message: event.messageNumber,
	};
}
