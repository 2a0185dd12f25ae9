// The columns of servers, for the overview and the servers view. A number nobody vouches for now is not shown: a
// silent server keeps its last connections, dimmed, and a dash for everything that moves; one that has ended, nothing.
import {bytes, change, count, grouped, percent, rate, unknown} from '../../format/number.ts';
import {age, duration} from '../../format/time.ts';
import {clockOffsetMs, type Server} from '../../model/server.ts';
import {isSpeaking, silenceLimitMs, stateOf} from '../../model/server-state.ts';
import type {Cell, Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {
	cpuShare,
	cpuStyle,
	lastConnections,
	leafs,
	memoryCell,
	nothing,
	cell,
	peerCount,
	slowCell,
	slowKindsCell,
	spark,
	stateStyle,
	stateText,
	uptimeMs,
} from './server-cells.ts';

/** All columns; the order is that of the screen, the rank says what stays when it is narrow. */
export function serverColumns(look: Look): readonly Column<Server>[] {
	const {ui, model} = look;
	const shortCount = ui.rawUnits
		? (value: number | undefined): string => (value === undefined ? unknown : grouped(value))
		: count;
	const shortRate = ui.rawUnits
		? (value: number | undefined): string => (value === undefined ? unknown : grouped(value))
		: rate;
	const shortBytes = ui.rawUnits ? shortCount : bytes;
	const live =
		(tell: (server: Server) => Cell) =>
		(server: Server): Cell =>
			isSpeaking(server) && server.stats !== undefined ? tell(server) : nothing;
	const perSecond = ui.totals ? '' : '/s';
	const flow = (
		id: string,
		title: string,
		rank: number,
		rateOf: (server: Server) => number | undefined,
		totalOf: (server: Server) => number | undefined,
		tell: (value: number | undefined) => string,
	): Column<Server> => {
		const value = (server: Server): number | undefined =>
			isSpeaking(server) ? (ui.totals ? totalOf(server) : rateOf(server)) : undefined;
		return {
			id,
			title: `${title}${perSecond}`,
			width: ui.rawUnits ? 14 : Math.max(7, title.length + perSecond.length),
			align: 'right',
			rank,
			value,
			cell: live(server => {
				const known = value(server);
				return known === undefined ? nothing : cell(tell(known));
			}),
		};
	};
	return [
		{
			id: 'cluster',
			title: 'CLUSTER',
			width: 8,
			grow: 1,
			most: 16,
			rank: 6,
			value: server => server.cluster,
			cell: server => ({text: server.cluster === '' ? unknown : server.cluster, style: 'dim'}),
		},
		{
			id: 'name',
			title: 'SERVER',
			width: 10,
			grow: 2,
			most: 28,
			rank: 0,
			value: server => server.name,
			cell: server => {
				const text = server.id === model.link.serverId ? `${server.name} ★` : server.name;
				const style = stateStyle(look, server);
				return style === undefined ? {text, style: 'strong'} : {text, style};
			},
		},
		{
			id: 'state',
			title: 'STATE',
			width: 15,
			rank: 1,
			value: server => stateOf(model, server),
			cell: server => {
				const style = stateStyle(look, server);
				return style === undefined ? {text: ''} : {text: stateText(look, server), style};
			},
		},
		{
			id: 'cpu',
			title: 'CPU',
			width: 5,
			align: 'right',
			rank: 2,
			value: server => (isSpeaking(server) ? cpuShare(server) : undefined),
			cell: live(server => {
				const share = cpuShare(server);
				return share === undefined ? nothing : cell(percent(share), cpuStyle(share));
			}),
		},
		{
			id: 'mem',
			title: 'MEM',
			// With the share of GOMEMLIMIT, where somebody has set one.
			width: model.someHaveMemoryLimits ? 10 : 6,
			align: 'right',
			rank: 7,
			value: server => (isSpeaking(server) ? server.stats?.memoryBytes : undefined),
			cell: live(memoryCell),
		},
		{
			id: 'conns',
			title: 'CONNS',
			width: ui.rawUnits ? 9 : 6,
			align: 'right',
			rank: 3,
			value: server => lastConnections(server),
			cell: server => {
				const last = lastConnections(server);
				return last === undefined ? nothing : cell(shortCount(last), isSpeaking(server) ? undefined : 'dim');
			},
		},
		{
			id: 'dconns',
			title: 'Δ/s',
			width: 6,
			align: 'right',
			rank: 8,
			value: server => (isSpeaking(server) ? server.rates?.connections : undefined),
			cell: live(server => {
				const moved = server.rates?.connections;
				return moved === undefined ? nothing : cell(change(moved), Math.abs(moved) < 0.05 ? 'dim' : undefined);
			}),
		},
		flow(
			'in',
			'MSGS IN',
			4,
			({rates}) => rates?.messagesIn,
			({stats}) => stats?.received.messages,
			shortRate,
		),
		flow(
			'out',
			'OUT',
			5,
			({rates}) => rates?.messagesOut,
			({stats}) => stats?.sent.messages,
			shortRate,
		),
		flow(
			'bytes-in',
			'BYTES IN',
			10,
			({rates}) => rates?.bytesIn,
			({stats}) => stats?.received.bytes,
			shortBytes,
		),
		flow(
			'bytes-out',
			'OUT',
			11,
			({rates}) => rates?.bytesOut,
			({stats}) => stats?.sent.bytes,
			shortBytes,
		),
		{
			id: 'slow',
			title: 'SLOW',
			width: 5,
			align: 'right',
			rank: 9,
			value: server => (isSpeaking(server) ? server.stats?.slowConsumers : undefined),
			cell: live(server => slowCell(look, server)),
		},
		{
			id: 'uptime',
			title: 'UP',
			width: 8,
			align: 'right',
			rank: 12,
			value: server => (isSpeaking(server) ? uptimeMs(server) : undefined),
			cell: live(server => cell(duration(uptimeMs(server)))),
		},
		{
			id: 'age',
			title: 'AGE',
			width: 5,
			align: 'right',
			rank: 5.5,
			value: server => (server.statsAt === undefined ? undefined : model.now - server.statsAt),
			cell: server => {
				if (server.statsAt === undefined) return nothing;
				const old = model.now - server.statsAt;
				return cell(age(old), isSpeaking(server) && old <= silenceLimitMs(model, server) ? 'dim' : 'warn');
			},
		},
		{
			id: 'subs',
			title: 'SUBS',
			width: ui.rawUnits ? 9 : 6,
			align: 'right',
			rank: 14,
			value: server => (isSpeaking(server) ? server.stats?.subscriptions : undefined),
			cell: live(server => cell(shortCount(server.stats?.subscriptions))),
		},
		{
			id: 'version',
			title: 'VERSION',
			width: 8,
			rank: 13,
			value: server => server.version,
			cell: server => ({text: server.version}),
		},
		{
			id: 'rtt',
			title: 'RTT',
			width: 6,
			align: 'right',
			rank: 15,
			value: server => (isSpeaking(server) ? server.roundTripMs : undefined),
			cell: live(server => (server.roundTripMs === undefined ? nothing : cell(duration(server.roundTripMs)))),
		},
		{
			id: 'peers',
			title: 'PEERS',
			width: 5,
			align: 'right',
			rank: 16,
			value: server => (isSpeaking(server) ? peerCount(server) : undefined),
			cell: live(server => cell(String(peerCount(server) ?? unknown))),
		},
		{
			id: 'gateways',
			title: 'GW',
			width: 3,
			align: 'right',
			rank: 18,
			value: server => (isSpeaking(server) ? server.stats?.gateways.length : undefined),
			cell: live(server => cell(String(server.stats?.gateways.length ?? 0))),
		},
		{
			id: 'leafs',
			title: 'LEAFS',
			width: 5,
			align: 'right',
			rank: 19,
			cell: live(server => cell(count(leafs(look, server)))),
		},
		{
			id: 'slow-kinds',
			title: 'C R G L',
			width: 9,
			rank: 21,
			cell: live(server => slowKindsCell(server)),
		},
		{
			id: 'clock',
			title: 'CLOCK',
			width: 7,
			align: 'right',
			rank: 20,
			value: server => (isSpeaking(server) ? clockOffsetMs(server) : undefined),
			cell: live(server => {
				const offset = clockOffsetMs(server);
				// Below a quarter of a second it may as well be the road.
				if (offset === undefined || Math.abs(offset) < 250) return {text: ''};
				return {text: `${offset < 0 ? '−' : '+'}${duration(Math.abs(offset))}`, style: 'warn'};
			}),
		},
		{
			id: 'last',
			title: 'LAST 60 s',
			width: 10,
			grow: 1,
			most: 30,
			rank: 17,
			cell: (server, width) => {
				const {text} = spark(look, server, width);
				return cell(text, isSpeaking(server) ? undefined : 'dim');
			},
		},
	];
}
