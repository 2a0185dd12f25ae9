// A run of the same thing within some seconds is one entry of a journal with a count.
import type {ConnectionEvent, Folded} from './journal-entry.ts';
import {append, type Journal, newest} from './journal.ts';

function sameThing(a: ConnectionEvent, b: ConnectionEvent): boolean {
	return (
		a.kind === b.kind &&
		a.serverId === b.serverId &&
		a.name === b.name &&
		a.user === b.user &&
		a.host === b.host &&
		a.account === b.account &&
		a.reason === b.reason &&
		a.connectionKind === b.connectionKind &&
		a.clientType === b.clientType &&
		a.language === b.language &&
		a.version === b.version
	);
}

const foldMs = 5000;
/** So many others may come in between. */
const foldReach = 4;

/** Writes an event into a journal: to the run that it belongs to, or as a new entry. */
export function journalise(journal: Journal<Folded>, event: ConnectionEvent): void {
	for (let back = 0; back < foldReach; back++) {
		const entry = newest(journal, back);
		if (entry === undefined) break;
		if (event.at - entry.firstAt <= foldMs && sameThing(entry.event, event)) {
			entry.event = event;
			entry.count++;
			return;
		}
	}
	append(journal, {event, count: 1, firstAt: event.at});
}
