// The newest things worth reading, newest first: what happened to servers, and every refusal, abnormal goodbye and
// leafnode; routine comings and goings are only counted.
import {bytes, count} from '../format/number.ts';
import {clock, duration} from '../format/time.ts';
import type {ConnectionEvent, Folded, Notable, NotableKind} from '../model/happening.ts';
import {entryOf, forgottenOf, type Journal} from '../model/journal.ts';
import type {Style} from '../screen.ts';
import type {Target} from '../ui.ts';
import {livedMs, reasonStyle} from './connection-columns.ts';
import type {Look} from './look.ts';
import {definePane, type Pane} from './pane.ts';

type Row = {
	readonly id: string;
	readonly at: number;
	readonly sign: string;
	readonly word: string;
	readonly style: Style | undefined;
	readonly who: string;
	readonly where: string;
	readonly text: string;
	readonly count: number;
	readonly target: Target;
	readonly message: number | undefined;
};

const signs: Readonly<Record<NotableKind, readonly [sign: string, style: Style | undefined]>> = {
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
	note: ['·', 'dim'],
};

// How far back each journal is looked through: more than fits on a screen.
const reach = 120;

function newestOf<Entry>(journal: Journal<Entry>): (readonly [number, Entry])[] {
	const found: (readonly [number, Entry])[] = [];
	for (let number = journal.added - 1; number >= forgottenOf(journal) && found.length < reach; number--) {
		const entry = entryOf(journal, number);
		if (entry !== undefined) found.push([number, entry]);
	}
	return found;
}

function notableRow([number, notable]: readonly [number, Notable]): Row {
	const [sign, style] = signs[notable.kind];
	return {
		id: `n${number}`,
		at: notable.at,
		sign,
		word: notable.kind,
		style,
		who: notable.who,
		where: '',
		text: notable.text,
		count: notable.count,
		target: notable.serverId === '' ? {kind: 'notable', number} : {kind: 'server', id: notable.serverId},
		message: undefined,
	};
}

function owner(event: ConnectionEvent): string {
	const account = event.kind === 'disconnect' || event.kind === 'connect' ? `${event.accountName}/` : '';
	return `${account}${event.user}@${event.host}`;
}

function refusalRow([number, {event, count: times}]: readonly [number, Folded]): Row {
	return {
		id: `r${number}`,
		at: event.at,
		sign: event.kind === 'refused' ? '✗' : '·',
		word: event.kind === 'refused' ? 'auth' : 'no login',
		style: event.kind === 'refused' ? 'bad' : 'warn',
		who: event.name || event.user || event.host,
		where: event.serverName,
		text: `${owner(event)}  ${event.reason}`,
		count: times,
		target: {kind: 'connection', journal: 'refusals', number},
		message: event.messageNumber,
	};
}

function goodbyeRow([number, {event, count: times}]: readonly [number, Folded]): Row {
	const got = event.received === undefined ? '' : `, got ${bytes(event.received.bytes)}`;
	return {
		id: `c${number}`,
		at: event.at,
		sign: event.reason.startsWith('Slow') ? '!' : '−',
		word: event.reason.startsWith('Slow') ? 'slow' : 'left',
		style: reasonStyle(event.reason),
		who: event.name || event.user || event.host,
		where: event.serverName,
		text: `${owner(event)}  ${event.reason} after ${duration(livedMs(event))}${got}`,
		count: times,
		target: {kind: 'connection', journal: 'connections', number},
		message: event.messageNumber,
	};
}

function rowsOf(look: Look): readonly Row[] {
	const {notables, refusals, connections} = look.model.journals;
	const rows = newestOf(notables)
		.filter(([, {kind}]) => kind !== 'slow consumer')
		.map(notableRow);
	for (const entry of newestOf(refusals)) rows.push(refusalRow(entry));
	let looked = 0;
	for (let number = connections.added - 1; number >= forgottenOf(connections) && looked < reach * 4; number--, looked++) {
		const entry = entryOf(connections, number);
		if (entry !== undefined && reasonStyle(entry.event.reason) !== undefined) rows.push(goodbyeRow([number, entry]));
	}
	return rows.sort((a, b) => b.at - a.at).slice(0, reach);
}

export const newestEventsPane: Pane = definePane<Row>({
	id: 'events',
	title: 'NEWEST',
	rows: rowsOf,
	idOf: row => row.id,
	columns: look => [
		{id: 'time', title: 'TIME', width: 8, rank: 0, cell: ({at}) => ({text: clock(at, look.utc), style: 'dim'})},
		{
			id: 'what',
			title: 'WHAT',
			width: 12,
			rank: 0,
			cell: ({sign, word, style}) => (style === undefined ? {text: `${sign} ${word}`} : {text: `${sign} ${word}`, style}),
		},
		{id: 'who', title: 'WHO', width: 14, grow: 1, most: 30, rank: 1, cell: ({who}) => ({text: who})},
		{id: 'where', title: 'ON', width: 6, grow: 0.5, most: 16, rank: 3, cell: ({where}) => ({text: where})},
		{id: 'text', title: '', width: 22, grow: 4, rank: 2, cell: ({text}) => ({text, style: 'dim'})},
		{
			id: 'times',
			title: '',
			width: 6,
			align: 'right',
			rank: 4,
			cell: ({count: times}) => (times > 1 ? {text: `×${count(times)}`, style: 'strong'} : {text: ''}),
		},
	],
	filterable: ({who, where, text, word}) => ({
		text: () => `${who} ${where} ${text} ${word}`.toLowerCase(),
		field: field => ({name: who, server: where, kind: word, reason: text})[field],
	}),
	isWrong: ({style}) => style === 'bad' || style === 'warn',
	target: ({target}) => target,
	message: ({message}) => message,
	empty: () => 'nothing out of the ordinary since this program began to listen',
});

