// Columns of servers that say how much one has to do: processor, memory, connections, slow consumers.
import {bytes, change, percent} from '../../format/number.ts';
import {duration} from '../../format/time.ts';
import {type Server, uptimeMs} from '../../model/server.ts';
import {isSpeaking} from '../../model/server-state.ts';
import type {Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {numberWords} from './number-words.ts';
import {
	cell,
	cpuOfAllCell,
	cpuShare,
	cpuStyle,
	lastConnections,
	liveCell,
	liveValue,
	memoryCell,
	nothing,
	secondsOf,
	slowCell,
	slowKindsCell,
	slowSumCell,
	sumCell,
} from './server-cells.ts';

export function cpuColumn(): Column<Server> {
	return {
		id: 'cpu',
		title: 'CPU',
		width: 5,
		align: 'right',
		rank: 2,
		value: liveValue(cpuShare),
		cell: liveCell(server => {
			const share = cpuShare(server);
			return share === undefined ? nothing : cell(percent(share), cpuStyle(share));
		}),
		sum: cpuOfAllCell,
	};
}

export function memoryColumn({model}: Look): Column<Server> {
	return {
		id: 'mem',
		title: 'MEM',
		// With the share of GOMEMLIMIT, where somebody has set one.
		width: model.someHaveMemoryLimits ? 10 : 6,
		align: 'right',
		rank: 7,
		value: liveValue(server => server.stats?.memoryBytes),
		cell: liveCell(memoryCell),
		sum: sumCell(({stats}) => stats?.memoryBytes, bytes),
	};
}

export function connectionsColumn({ui}: Look): Column<Server> {
	return {
		id: 'conns',
		title: 'CONNS',
		width: ui.rawUnits ? 10 : 6,
		align: 'right',
		rank: 3,
		value: lastConnections,
		caveat: server => (isSpeaking(server) ? undefined : 'last known'),
		cell(server) {
			const last = lastConnections(server);
			return last === undefined ? nothing : cell(numberWords(ui).count(last), isSpeaking(server) ? undefined : 'dim');
		},
		sum: sumCell(lastConnections, numberWords(ui).count),
	};
}

export function connectionChangeColumn(): Column<Server> {
	return {
		id: 'dconns',
		title: 'Δ/s',
		width: 6,
		align: 'right',
		rank: 8,
		value: liveValue(server => server.rates?.connections),
		cell: liveCell(server => {
			const moved = server.rates?.connections;
			return moved === undefined ? nothing : cell(change(moved), Math.abs(moved) < 0.05 ? 'dim' : undefined);
		}),
		sum: sumCell(({rates}) => rates?.connections, change),
	};
}

export function slowColumn(look: Look): Column<Server> {
	return {
		id: 'slow',
		title: 'SLOW',
		width: 5,
		align: 'right',
		rank: 9,
		value: liveValue(server => server.stats?.slowConsumers),
		cell: liveCell(server => slowCell(look, server)),
		sum: slowSumCell(look),
	};
}

export function uptimeColumn(): Column<Server> {
	return {
		id: 'uptime',
		title: 'UP',
		width: 8,
		align: 'right',
		rank: 12,
		value: liveValue(server => secondsOf(uptimeMs(server))),
		cell: liveCell(server => {
			const up = uptimeMs(server);
			return up === undefined ? nothing : cell(duration(up));
		}),
	};
}

export function subscriptionsColumn({ui}: Look): Column<Server> {
	return {
		id: 'subs',
		title: 'SUBS',
		width: ui.rawUnits ? 11 : 6,
		align: 'right',
		rank: 14,
		value: liveValue(server => server.stats?.subscriptions),
		cell: liveCell(({stats}) =>
			stats?.subscriptions === undefined ? nothing : cell(numberWords(ui).count(stats.subscriptions)),
		),
		sum: sumCell(({stats}) => stats?.subscriptions, numberWords(ui).count),
	};
}

export function slowKindsColumn(): Column<Server> {
	return {
		id: 'slow-kinds',
		title: 'C R G L',
		width: 9,
		rank: 21,
		cell: liveCell(slowKindsCell),
	};
}
