// The columns of servers, for the overview and the servers view. Outdated numbers are not shown: a silent server keeps
// its last connections, dimmed, and has a dash for everything else; a stopped one has only dashes.
import {unknown} from '../../format/number.ts';
import {age} from '../../format/time.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import {isSpeaking, silenceLimitMs, stateOf, toldAt} from '../../model/server-state.ts';
import {type Column, hiddenColumn} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {cell, nothing, secondsOf, spark, stateStyle, stateText} from './server-cells.ts';
import * as links from './server-link-columns.ts';
import * as load from './server-load-columns.ts';
import {trafficColumns} from './server-traffic-columns.ts';

function clusterColumn(): Column<Server> {
	return {
		id: 'cluster',
		title: 'CLUSTER',
		width: 8,
		grow: 1,
		most: 16,
		rank: 6,
		fixed: true,
		value: server => server.cluster,
		cell: server => ({text: server.cluster === '' ? unknown : server.cluster, style: 'dim'}),
	};
}

function nameColumn(look: Look): Column<Server> {
	return {
		id: 'server',
		aliases: ['name'],
		title: 'SERVER',
		width: 10,
		grow: 2,
		most: 28,
		rank: 0,
		value: server => shownName(look.model, server),
		cell(server) {
			const shown = shownName(look.model, server);
			const text = server.id === look.model.link.serverId ? `${shown} ★` : shown;
			return cell(text, stateStyle(look, server) ?? 'strong');
		},
	};
}

function stateColumn(look: Look): Column<Server> {
	return {
		id: 'state',
		title: 'STATE',
		width: 15,
		rank: 1,
		value: server => stateOf(look.model, server),
		cell(server) {
			const style = stateStyle(look, server);
			return style === undefined ? {text: ''} : {text: stateText(look, server), style};
		},
	};
}

function ageColumn({model}: Look): Column<Server> {
	return {
		id: 'age',
		title: 'AGE',
		width: 5,
		align: 'right',
		rank: 5.5,
		value: ({statsAt}) => secondsOf(statsAt === undefined ? undefined : model.now - statsAt),
		cell(server) {
			if (server.statsAt === undefined) return nothing;
			// Of one that is silent it counts up together with its state.
			const old = (isSpeaking(server) ? model.now : toldAt(model)) - server.statsAt;
			return cell(age(old), isSpeaking(server) && old <= silenceLimitMs(model, server) ? 'dim' : 'warn');
		},
	};
}

function versionColumn(): Column<Server> {
	return {
		id: 'version',
		aliases: ['ver'],
		title: 'VERSION',
		width: 8,
		rank: 13,
		value: server => server.version,
		cell: server => ({text: server.version}),
	};
}

function windowColumn(look: Look): Column<Server> {
	const {windowMinutes} = look.ui;
	return {
		id: 'last',
		title: windowMinutes === 1 ? 'LAST 60 s' : `LAST ${windowMinutes}m`,
		width: 9,
		grow: 1,
		most: 30,
		rank: 17,
		cell: (server, width) => cell(spark(look, server, width), isSpeaking(server) ? undefined : 'dim'),
	};
}

/** What a narrow list of servers keeps longest; what is not named comes after, by its own rank. */
const ranksInServers: readonly string[] = [
	'server',
	'state',
	'cpu',
	'conns',
	'cluster',
	'mem',
	'uptime',
	'version',
	'subs',
	'rtt',
	'peers',
	'gateways',
	'leafs',
	'slow-kinds',
	'last',
	'slow',
	'in',
	'out',
	'dconns',
	'bytes-in',
	'bytes-out',
	'age',
	'clock',
];

/** What one looks at in the first ten seconds. */
const ranksInOverview: readonly string[] = [
	'server',
	'state',
	'cpu',
	'conns',
	'in',
	'out',
	'cluster',
	'mem',
	'dconns',
	'slow',
	'bytes-in',
	'bytes-out',
	'version',
	'last',
	'age',
	'uptime',
];

/** On a screen narrower than this the overview has no room for all it wants: the age then comes early. */
const leastWide = 100;

function ranked(columns: readonly Column<Server>[], order: readonly string[]): readonly Column<Server>[] {
	return columns.map(column => {
		const rank = order.indexOf(column.id);
		return rank < 0 ? {...column, hidden: true} : {...column, rank};
	});
}

function versionsDiffer({model: {servers}}: Look): boolean {
	let first: string | undefined;
	for (const {version, goodbye} of servers.values()) {
		if (goodbye?.kind === 'stopped') continue;
		if (first !== undefined && version !== first) return true;
		first = version;
	}
	return false;
}

/** Columns of the list of servers, in the order of the screen: what they are, and what they are linked to. */
export function serverColumns(look: Look): readonly Column<Server>[] {
	return ranked(allColumns(look), ranksInServers);
}

/** Columns of the overview, in the order of the screen; all others are fields of its filter. */
export function overviewColumns(look: Look, width: number): readonly Column<Server>[] {
	const order = ranksInOverview.filter(id => id !== 'version' || versionsDiffer(look));
	if (width >= leastWide) return ranked(allColumns(look), order);
	const early = order.filter(id => id !== 'age');
	return ranked(allColumns(look), early.toSpliced(early.indexOf('cluster'), 0, 'age'));
}

function allColumns(look: Look): readonly Column<Server>[] {
	return [
		clusterColumn(),
		nameColumn(look),
		stateColumn(look),
		load.cpuColumn(),
		load.memoryColumn(look),
		load.connectionsColumn(look),
		load.connectionChangeColumn(),
		...trafficColumns(look),
		load.slowColumn(look),
		load.uptimeColumn(),
		ageColumn(look),
		load.subscriptionsColumn(look),
		versionColumn(),
		links.roundTripColumn(),
		links.peersColumn(),
		links.gatewaysColumn(),
		links.leafnodesColumn(look),
		load.slowKindsColumn(),
		links.clockColumn(),
		windowColumn(look),
		hiddenColumn('host', server => server.host),
		hiddenColumn('tag', server => server.tags.join(' '), {values: ({tags}) => tags}),
		hiddenColumn('domain', server => server.domain),
		hiddenColumn('id', server => server.id, {searched: false}),
	];
}
