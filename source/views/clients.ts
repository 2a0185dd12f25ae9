import {displayName} from '../format/display-name.ts';
import {quoteIfBlank} from '../format/quote-if-blank.ts';
import {count} from '../format/number.ts';
import {clock} from '../format/time.ts';
import {isTrouble} from '../insight/problem.ts';
import type {Client} from '../model/client.ts';
import {oncePerMoment} from '../model/once-per-moment.ts';
import {clientColumns, clientStates, isTroubled, worstFirst} from './columns/client-columns.ts';
import {defineView, onePane} from './define-view.ts';
import type {Look} from './look.ts';
import {definePane} from './panes/pane.ts';

/** What the numbers cannot know: servers tell of connections when they begin and end, not of those that are there. */
function note({model, utc}: Look): string {
	const {startedAt, forgotten} = model;
	const since = startedAt === undefined ? 'the start' : clock(startedAt, utc);
	const older = `came, went or listed since ${since} · A lists older ones`;
	const dropped = forgotten.clients > 0 ? `${count(forgotten.clients)} quiet ones dropped` : '';
	const untracked = forgotten.connections > 0 ? `${count(forgotten.connections)} connections not tracked` : '';
	return [older, dropped, untracked].filter(text => text !== '').join(' · ');
}

// Of those with equal numbers, the one that was first seen last comes first.
const lastSeenFirst = oncePerMoment(({clients}) => [...clients.values()].reverse());

const pane = definePane<Client>({
	id: 'clients',
	title: 'CLIENTS',
	totals: true,
	units: true,
	compares: {state: 'state', live: 'count', connects: 'per minute', disconnects: 'per minute', library: 'state'},
	rows: ({model}) => lastSeenFirst(model),
	columns: clientColumns,
	idOf: ({key}) => key,
	rowName: client => quoteIfBlank(displayName(client)),
	defaultSort: {column: worstFirst, descending: true},
	isWrong: (client, look) => isTroubled(clientStates(look).stateOf(client)),
	noneWrong: rows => `none of the ${count(rows)} clients is refused, in a loop, flapping, slow or lost`,
	target: ({key}) => ({kind: 'client', key}),
	empty: () => 'no client has come or gone since this program started; A lists those that are connected',
	note,
});

export const clientsView = defineView({
	id: 'clients',
	key: '6',
	title: 'Clients',
	shortTitle: 'Clients',
	about:
		'applications with all their connections: by account, user, client name, host and library; how each is doing, where, and why it left last',
	isAlarming: ({problems}) => problems.some(problem => problem.about.kind === 'client' && isTrouble(problem)),
	...onePane(pane),
});
