import {count} from '../format/number.ts';
import {isTrouble} from '../insight/problem.ts';
import type {Server} from '../model/server.ts';
import {shownName} from '../model/server-names.ts';
import {isSpeaking, stateOf} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineView, onePane} from './define-view.ts';
import type {Look} from './look.ts';
import {definePane} from './panes/pane.ts';
import type {PaneDefinition} from './panes/pane-definition.ts';
import {serverSums} from './panes/server-sums.ts';
import {stateStyle} from './columns/server-cells.ts';
import type {Measures} from './columns/measure.ts';
import {serverColumns} from './columns/server-columns.ts';

/** What is wrong first, otherwise by cluster and name. */
export function serversWorstFirst({model}: Pick<Look, 'model'>): readonly Server[] {
	const servers = serversInOrder(model);
	const wrong = servers.filter(server => !isSpeaking(server));
	if (wrong.length === 0) return servers;
	const rank = (server: Server): number => ['silent', 'lame duck', 'stopped'].indexOf(stateOf(model, server));
	return [...wrong.toSorted((a, b) => rank(a) - rank(b)), ...servers.filter(isSpeaking)];
}

const serverMeasures: Measures = {
	state: 'state',
	version: 'state',
	cpu: 'share',
	mem: 'bytes',
	conns: 'count',
	in: 'rate',
	out: 'rate',
	'bytes-in': 'byte rate',
	'bytes-out': 'byte rate',
	slow: 'count',
	subs: 'count',
	peers: 'count',
	gateways: 'count',
	leafs: 'count',
};

/** What both panes of servers share. */
export const serverPane: Omit<PaneDefinition<Server>, 'id'> = {
	title: 'SERVERS',
	totals: true,
	compares: serverMeasures,
	units: true,
	rows: serversWorstFirst,
	columns: serverColumns,
	sums: serverSums,
	idOf: server => server.id,
	rowName: (server, {model}) => shownName(model, server),
	isWrong: (server, look) => stateOf(look.model, server) !== 'up',
	target: server => ({kind: 'server', id: server.id}),
	empty: look => (look.model.link.state === 'up' ? 'no server has answered yet' : 'not connected yet'),
	rowStyle: (server, look) => (stateStyle(look, server) === 'dim' ? 'dim' : undefined),
	note: look => {
		const versions = new Set(
			look.model.servers.size > 1000 ? [] : [...look.model.servers.values()].map(server => server.version),
		);
		const {servers: gone} = look.model.forgotten;
		const parts = [
			versions.size < 2 ? '' : `versions ${[...versions].sort().slice(-3).join(', ')}`,
			gone > 0 ? `${count(gone)} quiet ones dropped` : '',
		];
		return parts.filter(part => part !== '').join(' · ');
	},
};

export const serversView = defineView({
	id: 'servers',
	key: '2',
	title: 'Servers',
	shortTitle: 'Servers',
	about: 'every server with its load; silent, draining and stopped ones come first',
	isAlarming: look => look.problems.some(problem => problem.rule === 'silent-server' && isTrouble(problem)),
	...onePane(definePane({...serverPane, id: 'servers'})),
});
