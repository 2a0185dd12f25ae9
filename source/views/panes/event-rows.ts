// The newest events worth reading, newest first: what happened to servers, and every refused login, abnormal disconnect
// and leafnode; routine connects and disconnects are only counted. Events of the same kind by the same client are one
// row, on however many servers and from however many hosts, until a minute passes without one.
import {displayName} from '../../format/display-name.ts';
import {bytes} from '../../format/number.ts';
import {duration} from '../../format/time.ts';
import type {ConnectionEvent, Folded, Notice, NoticeKind} from '../../model/journal-entry.ts';
import {entryOf, forgottenOf, type Journal} from '../../model/journal.ts';
import type {Model} from '../../model/model.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import {shownNameOf} from '../../model/server-names.ts';
import type {Style} from '../../screen/screen.ts';
import type {Target} from '../../ui/target.ts';
import {livedMs, reasonStyle} from '../columns/connection-event-words.ts';
import type {Look} from '../look.ts';

export type EventRow = {
	readonly id: string;
	/** Rows with equal keys are folded. */
	readonly same: string;
	readonly at: number;
	readonly sign: string;
	readonly word: string;
	readonly style: Style | undefined;
	readonly who: string;
	/** Names of servers. */
	readonly where: ReadonlySet<string>;
	/** Account and user: `APP/svc`. */
	readonly owner: string;
	readonly hosts: ReadonlySet<string>;
	readonly reason: string;
	/** Details of a single event, dropped when several are folded: how long the connection lived. */
	readonly detail: string;
	readonly count: number;
	readonly target: Target;
	readonly message: number | undefined;
};

export const noticeSigns: Readonly<Record<NoticeKind, readonly [sign: string, style: Style | undefined]>> = {
	started: ['+', undefined],
	restarted: ['↻', 'warn'],
	stopped: ['○', 'warn'],
	'lame duck': ['○', 'warn'],
	silent: ['▲', 'bad'],
	back: ['●', 'good'],
	'slow consumer': ['!', 'warn'],
	reloaded: ['↻', undefined],
	'leaf up': ['+', 'good'],
	'leaf down': ['−', 'warn'],
	claims: ['●', 'accent'],
	'link down': ['▲', 'bad'],
	'link up': ['●', 'good'],
	refused: ['✗', 'warn'],
	asked: ['→', 'accent'],
	answered: ['←', 'accent'],
	marker: ['◆', 'accent'],
	note: ['·', 'dim'],
};

/** Notices about a server itself, which is whom they are about. */
const serverKinds: ReadonlySet<NoticeKind> = new Set([
	'started',
	'restarted',
	'stopped',
	'lame duck',
	'silent',
	'back',
	'reloaded',
]);

// How many entries of each journal are read: more than fit on a screen, even when many are folded into one row.
const reach = 480;
const most = 120;
const runGapMs = 60_000;
const nowhere: ReadonlySet<string> = new Set();

function newestOf<Entry>(journal: Journal<Entry>): (readonly [number, Entry])[] {
	const found: (readonly [number, Entry])[] = [];
	const last = Math.max(forgottenOf(journal), journal.added - reach);
	for (let number = journal.added - 1; number >= last; number--) {
		const entry = entryOf(journal, number);
		if (entry !== undefined) found.push([number, entry]);
	}
	return found;
}

function notableRow(model: Model, [number, notable]: readonly [number, Notice]): EventRow {
	const {kind, serverId} = notable;
	const isOfServer = serverKinds.has(kind);
	const who = isOfServer ? shownNameOf(model, serverId, notable.who) : notable.who;
	const [sign, style] = noticeSigns[kind];
	return {
		id: `n${number}`,
		// Every event of a server is a row of its own; the connects of a flapping leafnode are one row.
		same: kind === 'leaf up' || kind === 'leaf down' ? `${kind}\n${who}` : `n${number}`,
		at: notable.at,
		sign,
		word: kind,
		style,
		who,
		where: kind === 'leaf up' || kind === 'leaf down' ? new Set([shownNameOf(model, serverId)]) : nowhere,
		owner: '',
		hosts: nowhere,
		reason: notable.text,
		detail: '',
		count: notable.count,
		target: notable.serverId === '' ? {kind: 'notable', number} : {kind: 'server', id: notable.serverId},
		message: undefined,
	};
}

function eventRow(
	model: Model,
	event: ConnectionEvent,
	times: number,
	target: Target,
): Omit<EventRow, 'id' | 'same' | 'sign' | 'word' | 'style'> {
	return {
		at: event.at,
		who: displayName(event),
		where: new Set([shownNameOf(model, event.serverId, event.serverName)]),
		// The account in a refusal is not the intended one.
		owner: event.kind === 'disconnect' ? `${event.accountName}/${event.user}` : event.user,
		hosts: new Set([event.host]),
		reason: event.reason,
		detail: '',
		count: times,
		target,
		message: event.messageNumber,
	};
}

function sameKey(event: ConnectionEvent): string {
	const {kind, name, user, account, reason, connectionKind, clientType, language, version} = event;
	return [kind, name, user, account, reason, connectionKind, clientType, language, version].join('\n');
}

function refusalRow(model: Model, [number, {event, count: times}]: readonly [number, Folded]): EventRow {
	const refused = event.kind === 'refused';
	return {
		...eventRow(model, event, times, {kind: 'connection', journal: 'refusals', number}),
		id: `r${number}`,
		same: sameKey(event),
		sign: refused ? '✗' : '·',
		word: refused ? 'auth' : 'no login',
		style: refused ? 'bad' : 'warn',
	};
}

function goodbyeRow(model: Model, [number, {event, count: times}]: readonly [number, Folded]): EventRow {
	const got = event.received === undefined ? '' : `, got ${bytes(event.received.bytes)}`;
	const slow = event.reason.startsWith('Slow');
	return {
		...eventRow(model, event, times, {kind: 'connection', journal: 'connections', number}),
		id: `c${number}`,
		same: sameKey(event),
		sign: slow ? '!' : '−',
		word: slow ? 'slow' : 'left',
		style: reasonStyle(event.reason),
		detail: ` after ${duration(livedMs(event))}${got}`,
	};
}

/** Equal events that follow one another, collected from the newest to the oldest. */
type Run = {row: EventRow; oldestAt: number};

function joined(newer: EventRow, older: EventRow): EventRow {
	return {
		...newer,
		where: new Set([...newer.where, ...older.where]),
		hosts: new Set([...newer.hosts, ...older.hosts]),
		detail: '',
		count: newer.count + older.count,
	};
}

/** Folds rows, newest first. */
function folded(rows: readonly EventRow[]): readonly EventRow[] {
	const runs: Run[] = [];
	const latest = new Map<string, Run>();
	for (const row of rows) {
		const {same} = row;
		const run = latest.get(same);
		if (run !== undefined && run.oldestAt - row.at <= runGapMs) {
			run.row = joined(run.row, row);
			run.oldestAt = row.at;
		} else {
			// The newest run keeps its id while it grows, so that the cursor stays on it.
			const begun = {row: run === undefined ? {...row, id: same} : row, oldestAt: row.at};
			runs.push(begun);
			latest.set(same, begun);
		}
	}
	return runs.map(({row}) => row);
}

export function newestEvents({model}: Look): readonly EventRow[] {
	return newestEventsIn(model);
}

const newestEventsIn = oncePerMoment((model): readonly EventRow[] => {
	const {notices, refusals, connections} = model.journals;
	const rows = newestOf(notices)
		.filter(([, {kind}]) => kind !== 'slow consumer')
		.map(entry => notableRow(model, entry));
	for (const entry of newestOf(refusals)) rows.push(refusalRow(model, entry));
	for (const entry of newestOf(connections)) {
		// Leafnodes have notices of their own.
		const {reason, connectionKind} = entry[1].event;
		if (reasonStyle(reason) !== undefined && connectionKind !== 'Leafnode') rows.push(goodbyeRow(model, entry));
	}
	return folded(rows.sort((a, b) => b.at - a.at)).slice(0, most);
});
