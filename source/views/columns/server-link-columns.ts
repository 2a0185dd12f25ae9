// Columns of servers that say what one is linked to: round trip, route peers, gateways, leafnodes, clock.
import {count, unknown} from '../../format/number.ts';
import {duration} from '../../format/time.ts';
import {clockOffsetMs, type Server} from '../../model/server.ts';
import type {Caveat, Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {cell, leafs, liveCell, liveValue, mayHaveMoreLeafs, nothing, peerCount, sumCell} from './server-cells.ts';

/** In milliseconds. */
export function roundTripColumn(): Column<Server> {
	return {
		id: 'rtt',
		title: 'RTT',
		width: 6,
		align: 'right',
		rank: 15,
		value: liveValue(server => server.roundTripMs),
		cell: liveCell(({roundTripMs}) => (roundTripMs === undefined ? nothing : cell(duration(roundTripMs)))),
	};
}

export function peersColumn(): Column<Server> {
	return {
		id: 'peers',
		title: 'PEERS',
		width: 5,
		align: 'right',
		rank: 16,
		value: liveValue(peerCount),
		cell: liveCell(server => cell(String(peerCount(server) ?? unknown))),
	};
}

export function gatewaysColumn(): Column<Server> {
	return {
		id: 'gateways',
		title: 'GW',
		width: 3,
		align: 'right',
		rank: 18,
		value: liveValue(server => server.stats?.gateways.length),
		cell: liveCell(server => cell(String(server.stats?.gateways.length ?? 0))),
	};
}

export function leafnodesColumn(look: Look): Column<Server> {
	const atLeast = (server: Server): Caveat | undefined => (mayHaveMoreLeafs(look, server) ? 'at least' : undefined);
	return {
		id: 'leafs',
		title: 'LEAFS',
		width: 5,
		align: 'right',
		rank: 19,
		value: liveValue(server => leafs(look, server)),
		caveat: atLeast,
		cell: liveCell(server => {
			const told = leafs(look, server);
			return told === undefined ? nothing : cell(`${atLeast(server) === undefined ? '' : '≥'}${count(told)}`);
		}),
		sum: servers =>
			sumCell(
				(server: Server) => leafs(look, server),
				sum => (servers.some(atLeast) ? `≥${count(sum)}` : count(sum)),
			)(servers),
	};
}

/** Below this a difference may as well be the network's delay. */
const leastClockOffsetMs = 250;

/** In milliseconds. */
export function clockColumn(): Column<Server> {
	return {
		id: 'clock',
		title: 'CLOCK',
		width: 7,
		align: 'right',
		rank: 20,
		value: liveValue(clockOffsetMs),
		cell: liveCell(server => {
			const offset = clockOffsetMs(server);
			if (offset === undefined || Math.abs(offset) < leastClockOffsetMs) return {text: ''};
			return {text: `${offset < 0 ? '−' : '+'}${duration(Math.abs(offset))}`, style: 'warn'};
		}),
	};
}
