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
import {blank, fact, heading, type Page, type PageLine} from './page.ts';

const titles: Readonly<Record<ConnectionEvent['kind'], string>> = {
	connect: 'Connected',
	disconnect: 'Disconnected',
	refused: 'Login refused',
	unfinished: 'Login never finished',
};

function trafficText(known: Traffic | undefined): string {
	return known === undefined ? unknown : `${grouped(known.messages)} messages, ${bytesInWords(known.bytes)}`;
}

/** The connect of a disconnect, or the disconnect of a connect, when the journal still has it. */
function otherHalf(look: Look, event: ConnectionEvent): Folded | undefined {
	if (event.cid === undefined) return undefined;
	const wanted = event.kind === 'connect' ? 'disconnect' : 'connect';
	for (const [, entry] of entriesOf(look.model.journals.connections)) {
		const other = entry.event;
		if (other.cid === event.cid && other.serverId === event.serverId && other.kind === wanted) return entry;
	}
	return undefined;
}

function otherHalfLine(look: Look, event: ConnectionEvent): PageLine | undefined {
	if (event.kind !== 'connect' && event.kind !== 'disconnect') return undefined;
	const other = otherHalf(look, event);
	if (other === undefined) {
		if (event.kind === 'disconnect') return fact('connected', 'before this program started, or no longer kept');
		const server = look.model.servers.get(event.serverId);
		const open = event.cid !== undefined && server?.connections.has(event.cid) === true;
		return fact('now', open ? 'still connected, as far as known' : 'no longer known to be open');
	}
	const at = clock(other.event.at, look.utc);
	return event.kind === 'connect'
		? fact(
				'disconnected',
				`${at}, ${other.event.reason}, lived ${duration(livedMs(other.event))}`,
				reasonStyle(other.event.reason),
			)
		: fact('connected', at);
}

// The traffic is reported with the disconnect.
function lifeLines(look: Look, event: ConnectionEvent): readonly PageLine[] {
	const other = event.kind === 'connect' ? otherHalf(look, event)?.event : undefined;
	const {startedAt, stoppedAt, sent, received} = other ?? event;
	if (stoppedAt === undefined && sent === undefined) return [];
	return [
		blank,
		heading('Lifetime and traffic', 'from the client’s side'),
		fact('connected', startedAt === undefined ? unknown : dateAndClock(startedAt, look.utc)),
		fact('lifetime', duration(livedMs(other ?? event))),
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
	const other = otherHalfLine(look, event);
	const lines: PageLine[] = [
		fact('what', titles[event.kind], refused ? 'bad' : undefined),
		fact('when', dateAndClock(event.at, look.utc)),
		...(entry.count > 1
			? [fact('how often', `${grouped(entry.count)} times since ${clock(entry.firstAt, look.utc)}; this is the newest`)]
			: []),
		...(event.kind === 'connect' ? [] : [fact('reason', event.reason || unknown, reasonStyle(event.reason))]),
		...(other === undefined ? [] : [other]),
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
		...lifeLines(look, event),
		...(messageIsKept(look.model, event.messageNumber)
			? []
			: [blank, fact('raw message', 'dropped, to make room for newer ones')]),
	];
	return {
		title: `${titles[event.kind]}: ${displayName(event)}`,
		lines,
		message: event.messageNumber,
	};
}
