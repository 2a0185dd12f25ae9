import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import {oncePerMoment} from '../model/once-per-moment.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {type LeafnodeRow, leafnodeColumns} from './columns/leafnode-columns.ts';
import {defineView, onePane} from './define-view.ts';
import {leafnodesPoll} from './leafnodes-poll.ts';
import type {Look} from './look.ts';
import {noAnswer} from './no-answer.ts';
import {definePane} from './panes/pane.ts';

// Of a server that is not heard nobody knows which leafnodes it has.
const rowsIn = oncePerMoment((model): readonly LeafnodeRow[] =>
	serversInOrder(model)
		.filter(isSpeaking)
		.flatMap(
			server =>
				server.leafnodes?.leafnodes.map(leafnode => ({server, leafnode, listedAt: server.leafnodes?.at ?? 0})) ?? [],
		),
);

/** Servers that speak and have not told of their leafnodes: what is shown may be less than there is. */
const untoldNote = oncePerMoment((model): string => {
	const servers = serversInOrder(model).filter(isSpeaking);
	const untold = servers.filter(({leafnodes}) => leafnodes === undefined);
	if (untold.length === 0 || untold.length === servers.length) return '';
	return `without ${firstNames(untold.map(server => shownName(model, server)))}, not answered yet`;
});

function empty(look: Look): string {
	const told = serversInOrder(look.model).filter(({leafnodes}) => leafnodes !== undefined).length;
	if (told === 0) return noAnswer(look, 'no server has told of its leafnodes yet');
	return `no leafnode on the ${told === 1 ? 'server' : `${count(told)} servers`} that answered`;
}

const pane = definePane<LeafnodeRow>({
	id: 'leafs',
	title: 'LEAFNODES',
	totals: true,
	units: true,
	compares: {subs: 'count', in: 'rate', out: 'rate', 'bytes-in': 'byte rate', 'bytes-out': 'byte rate'},
	rows: ({model}) => rowsIn(model),
	columns: leafnodeColumns,
	idOf: ({server, leafnode}) => `${server.id}\n${leafnode.key}`,
	defaultSort: {column: 'name', descending: false},
	isWrong: () => false,
	noneWrong: rows =>
		`none of ${count(rows)} leafnodes that are connected is a problem; those that were lost are in Overview`,
	target: ({server, leafnode}) => ({kind: 'leafnode', serverId: server.id, key: leafnode.key}),
	polls: () => [leafnodesPoll],
	empty,
	note: ({model}) => untoldNote(model),
});

export const leafsView = defineView({
	id: 'leafs',
	key: '7',
	title: 'Leafs',
	shortTitle: 'Leafs',
	about: 'every leafnode connection over all servers: its account, its side, round trip and traffic now',
	...onePane(pane),
});
