// What a server's JetStream is doing, as the columns of its view say it. Nothing is told of a server that is not heard,
// and of one where JetStream is off no number is known.
import {count} from '../../format/number.ts';
import type {JetStreamCounts, JetStreamStats, MetaPeer} from '../../model/jetstream.ts';
import {type MetaGroup, metaGroups} from '../../model/meta-group.ts';
import type {Server} from '../../model/server.ts';
import {isSpeaking} from '../../model/server-state.ts';
import type {Style} from '../../screen/screen.ts';
import type {Cell} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {nothing, stateStyle, stateText} from './server-cells.ts';

/** A server, and how the leader of its meta group sees it. */
export type JetStreamRow = {
	readonly server: Server;
	/** Its statistics, while it is heard. */
	readonly stats: JetStreamStats | undefined;
	/** What it counted when it was asked, while it is heard. */
	readonly counts: JetStreamCounts | undefined;
	readonly countedAt: number | undefined;
	/** `unknown` while it is not heard, or has not given statistics. */
	readonly role: 'leader' | 'peer' | 'alone' | 'off' | 'unknown';
	/** As the leader tells; undefined of the leader itself, and where none tells. */
	readonly peer: MetaPeer | undefined;
	/** Its meta group has a leader. */
	readonly isLed: boolean;
};

/** The peers that the leader tells of, by name; undefined where the group has none. */
function peersIn({state}: MetaGroup): ReadonlyMap<string, MetaPeer> | undefined {
	return state.kind === 'led' ? new Map((state.peers ?? []).map(peer => [peer.name, peer])) : undefined;
}

function roleOf(server: Server, stats: JetStreamStats | undefined): JetStreamRow['role'] {
	if (!isSpeaking(server) || server.stats === undefined) return 'unknown';
	if (stats === undefined) return 'off';
	if (stats.metaSize === 0) return 'alone';
	return stats.metaLeader === server.name ? 'leader' : 'peer';
}

export function jetStreamRows({model}: Pick<Look, 'model'>, servers: readonly Server[]): readonly JetStreamRow[] {
	const groups = new Map(metaGroups(model).map(group => [group.domain, peersIn(group)]));
	return servers.map(server => {
		const isHeard = isSpeaking(server);
		const stats = isHeard ? server.stats?.jetStream : undefined;
		const report = isHeard ? server.jetStreamReport : undefined;
		const peers = groups.get(server.domain);
		return {
			server,
			stats,
			counts: report === undefined || report.counts === 'off' ? undefined : report.counts,
			countedAt: report?.at,
			role: roleOf(server, stats),
			peer: stats === undefined ? undefined : peers?.get(server.name),
			isLed: peers !== undefined,
		};
	});
}

/** How it stands to its meta group, in a word; of one that is not up, that. */
export function roleText(look: Look, {server, role, peer, isLed}: JetStreamRow): string {
	switch (role) {
		case 'unknown':
			return stateText(look, server);
		case 'leader':
		case 'alone':
		case 'off':
			return role;
		case 'peer':
			if (!isLed) return 'no leader';
			if (peer?.offline === true) return 'offline';
			return peer?.current === false ? 'not current' : 'peer';
	}
}

export function roleCell(look: Look, row: JetStreamRow): Cell {
	const text = roleText(look, row);
	if (text === '') return nothing;
	switch (row.role) {
		case 'unknown':
			return {text, style: stateStyle(look, row.server) ?? 'dim'};
		case 'leader':
			return {text, style: 'strong'};
		case 'off':
			return {text, style: 'dim'};
		case 'alone':
			return {text};
		case 'peer':
			if (text === 'peer') return {text};
			return {text, style: text === 'not current' ? 'warn' : 'bad'};
	}
}

/** Whether something is wrong with it that an administrator would look for here. */
export function isJetStreamWrong(look: Look, row: JetStreamRow): boolean {
	if (stateStyle(look, row.server) === 'bad') return true;
	const nearlyFull = look.thresholds.storagePercent.value;
	const text = roleText(look, row);
	if (row.role === 'peer' && text !== 'peer') return true;
	return (
		(shareUsed(row.stats?.storageBytes, row.stats?.maxStorageBytes) ?? 0) >= nearlyFull ||
		(shareUsed(row.stats?.memoryBytes, row.stats?.maxMemoryBytes) ?? 0) >= nearlyFull
	);
}

/** The colour of a share of a limit: that of the problem that it is. */
export function fullStyle({thresholds}: Look, share: number | undefined): Style | undefined {
	const {storagePercent, storageFullPercent} = thresholds;
	if (share === undefined || share < storagePercent.value) return undefined;
	return share >= storageFullPercent.value ? 'bad' : 'warn';
}

/** In percent of a limit; undefined where there is none. */
export function shareUsed(used: number | undefined, limit: number | undefined): number | undefined {
	return used === undefined || limit === undefined || limit === 0 ? undefined : (used / limit) * 100;
}

export function lagCell({role, peer}: JetStreamRow): Cell {
	if (role === 'leader') return {text: '0', style: 'dim'};
	if (peer?.lag === undefined) return nothing;
	return {text: count(peer.lag), style: peer.lag === 0 ? 'dim' : 'warn'};
}
