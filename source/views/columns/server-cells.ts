// What a cell says about a server: its text, its style, and the number behind it.
import {bytes, count, percent, unknown} from '../../format/number.ts';
import {averaged, sparkline} from '../../format/sparkline.ts';
import {stateInWords} from '../../insight/state-in-words.ts';
import {bucketOfWindow, valuesUpTo} from '../../model/history.ts';
import type {Model} from '../../model/model.ts';
import type {Server} from '../../model/server.ts';
import {hasNumbers, isSpeaking, stateOf} from '../../model/server-state.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import {type SlowConsumers, sumOfAll, sumOrNothing} from '../../model/stats.ts';
import {inLastMinute} from '../../model/tally.ts';
import type {Style} from '../../screen/screen.ts';
import type {Cell} from '../../table/column.ts';
import type {Look} from '../look.ts';

/** The state in words; empty when it is up. */
export function stateText({model}: Look, server: Server): string {
	return stateInWords(model, server);
}

export function stateStyle(look: Look, server: Server): Style | undefined {
	switch (stateOf(look.model, server)) {
		case 'up':
			return undefined;
		case 'silent':
			return 'bad';
		case 'restarted':
		case 'lame duck':
			return 'warn';
		case 'stopped':
			return 'dim';
	}
}

export function cell(text: string, style?: Style): Cell {
	return style === undefined ? {text} : {text, style};
}

export const nothing: Cell = {text: unknown, style: 'dim'};

/** A number that is known only while messages arrive from the server. */
export function liveValue(valueOf: (server: Server) => number | undefined): (server: Server) => number | undefined {
	return server => (isSpeaking(server) ? valueOf(server) : undefined);
}

/** A cell with a dash while no messages arrive from the server, or before its first statistics. */
export function liveCell(tell: (server: Server) => Cell): (server: Server) => Cell {
	return server => (hasNumbers(server) ? tell(server) : nothing);
}

/** The sum over servers; a dash when one of them does not tell its part. */
export function sumCell(
	valueOf: (server: Server) => number | undefined,
	tell: (value: number) => string,
): (servers: readonly Server[]) => Cell {
	return servers => {
		const sum = servers.length === 0 ? undefined : sumOfAll(servers, valueOf);
		return sum === undefined ? nothing : {text: tell(sum)};
	};
}

export function secondsOf(milliseconds: number | undefined): number | undefined {
	return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** Percent of the cores it may use. */
export function cpuShare(server: Server): number | undefined {
	const {stats} = server;
	return stats?.cpuPercent === undefined || stats.cores === undefined ? undefined : stats.cpuPercent / stats.cores;
}

export function cpuStyle(share: number): Style | undefined {
	return share >= 90 ? 'bad' : share >= 75 ? 'warn' : undefined;
}

export function memoryCell(server: Server): Cell {
	const {stats} = server;
	const used = stats?.memoryBytes;
	const limit = stats?.memoryLimitBytes;
	if (used === undefined) return nothing;
	if (typeof limit !== 'number' || limit === 0) return cell(bytes(used));
	const share = (used / limit) * 100;
	return cell(`${bytes(used)} ${Math.round(share)}%`, share >= 90 ? 'warn' : undefined);
}

/** Names of distinct neighbours in its cluster. */
export function peerCount(server: Server): number | undefined {
	return server.stats?.peers.length;
}

/** Connections as last reported; undefined for a stopped server, whose clients are elsewhere. */
export function lastConnections(server: Server): number | undefined {
	return server.goodbye?.kind === 'stopped' ? undefined : server.stats?.connections;
}

// The sum of all servers needs those of each of them.
const leafsByServer = oncePerMoment(({accounts}) => {
	// No message reports the sum; with very many accounts adding it up costs too much.
	if (accounts.size > 500) return undefined;
	const sums = new Map<string, number | undefined>();
	for (const {shares} of accounts.values()) {
		for (const [id, share] of shares) sums.set(id, sumOrNothing(sums.has(id) ? sums.get(id) : 0, share.leafs));
	}
	return sums;
});

/** A server tells of an account at each change and every 30 s: so long others may have leafnodes that it has not told of. */
const allToldMs = 31_000;

/** Whether it may have more leafnodes than it has told of. */
export function mayHaveMoreLeafs({model: {now}}: Look, {firstSeenAt}: Server): boolean {
	return now - firstSeenAt < allToldMs;
}

/** Those that it has told of. */
export function leafs(look: Look, {id}: Server): number | undefined {
	const sums = leafsByServer(look.model);
	return sums === undefined || sums.has(id) ? sums?.get(id) : 0;
}

export function slowCell(look: Look, server: Server): Cell {
	const {stats} = server;
	if (stats?.slowConsumers === undefined) return nothing;
	const grown = inLastMinute(server.slow, look.model.now);
	if (grown > 0) return {text: `+${count(grown)}`, style: 'warn'};
	return stats.slowConsumers === 0 ? {text: '0', style: 'dim'} : cell(count(stats.slowConsumers));
}

/** Of several servers: what came in the last minute, otherwise all since their starts. */
export function slowSumCell({model}: Look): (servers: readonly Server[]) => Cell {
	const total = sumCell(({stats}) => stats?.slowConsumers, count);
	return servers => {
		const all = total(servers);
		const grown = servers.reduce((sum, {slow}) => sum + inLastMinute(slow, model.now), 0);
		return all === nothing || grown === 0 ? all : {text: `+${count(grown)}`, style: 'warn'};
	};
}

/** The share that several servers use of all cores they have. */
export function cpuOfAllCell(servers: readonly Server[]): Cell {
	const used = sumOfAll(servers, ({stats}) => stats?.cpuPercent);
	const cores = sumOfAll(servers, ({stats}) => stats?.cores);
	return used === undefined || cores === undefined || cores === 0 ? nothing : {text: percent(used / cores)};
}

const none: SlowConsumers = {clients: 0, routes: 0, gateways: 0, leafs: 0};

/** Slow consumers since the start by kind: clients, routes, gateways, leafnodes. */
export function slowKindsCell({stats}: Server): Cell {
	// Servers leave it out while all are 0.
	const kinds = stats?.slowByKind ?? (stats?.slowConsumers === 0 ? none : undefined);
	if (kinds === undefined) return nothing;
	const text = [kinds.clients, kinds.routes, kinds.gateways, kinds.leafs].map(count).join(' ');
	return cell(text, text === '0 0 0 0' ? 'dim' : undefined);
}

/** Up to when the histories of a server are drawn: to its last sample while it is heard, so that none ends in a gap. */
export function historiesEnd({now}: Model, server: Server): number {
	return isSpeaking(server) ? (server.base?.at ?? server.statsAt ?? now) : now;
}

export function spark({model, ui}: Look, server: Server, width: number): string {
	const until = historiesEnd(model, server);
	return sparkline(
		averaged(valuesUpTo(server.histories.messages, until, undefined, bucketOfWindow(ui.windowMinutes)), width),
	);
}
