// JetStream on one server: what it keeps against its limits, its API, and the meta group as its leader sees it.
import type {Poll} from '../../asking/poll.ts';
import {bytesInWords, grouped, percent, perSecond, unknown} from '../../format/number.ts';
import {ageInWords, duration} from '../../format/time.ts';
import type {JetStreamStats, MetaPeer} from '../../model/jetstream.ts';
import {type MetaGroup, metaGroups} from '../../model/meta-group.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import {jetStreamOf, jetStreamOfLeader} from '../../requests/jetstream.ts';
import {fullStyle, shareUsed} from '../columns/jetstream-cells.ts';
import {stateStyle, stateText} from '../columns/server-cells.ts';
import type {Look} from '../look.ts';
import {noAnswer} from '../no-answer.ts';
import {metaGroupInWords} from '../meta-words.ts';
import {serverStatsPolls} from '../server-stats-polls.ts';
import {blank, fact, faded, heading, type Page, type PageLine, related, row} from './page.ts';
import {serverLine} from './related-lines.ts';

/** `36.0 MiB of 4.0 GiB (1 %), 240 GiB reserved (47 %)`. */
function spaceText(used: number | undefined, reserved: number | undefined, limit: number | undefined): string {
	const share = (part: number | undefined): string => {
		const its = shareUsed(part, limit);
		return its === undefined ? '' : ` (${percent(its)})`;
	};
	const of = limit === undefined ? ', no limit' : ` of ${bytesInWords(limit)}${share(used)}`;
	return `${bytesInWords(used)}${of}; reserved ${bytesInWords(reserved)}${share(reserved)}`;
}

function usageLines(look: Look, server: Server, stats: JetStreamStats): readonly PageLine[] {
	const rates = isSpeaking(server) ? server.rates : undefined;
	const told = server.statsAt === undefined ? unknown : `${ageInWords(look.model.now - server.statsAt)} ago`;
	const failing = (rates?.apiErrors ?? 0) > 0;
	return [
		isSpeaking(server) ? heading('Use', told) : heading('Use', `as last known, ${told}`, 'warn'),
		fact(
			'memory',
			spaceText(stats.memoryBytes, stats.reservedMemoryBytes, stats.maxMemoryBytes),
			fullStyle(look, shareUsed(stats.memoryBytes, stats.maxMemoryBytes)),
		),
		fact(
			'store',
			spaceText(stats.storageBytes, stats.reservedStorageBytes, stats.maxStorageBytes),
			fullStyle(look, shareUsed(stats.storageBytes, stats.maxStorageBytes)),
		),
		fact('API requests', `${perSecond(rates?.apiRequests)}; ${grouped(stats.apiRequests)} since the start`),
		fact(
			'API errors',
			`${perSecond(rates?.apiErrors)}; ${grouped(stats.apiErrors)} since the start`,
			failing ? 'warn' : undefined,
		),
		fact(
			'API pending',
			`${grouped(stats.apiInflight)} in work here, ${grouped(stats.metaPending)} wait for the leader`,
		),
		fact('HA assets', `${grouped(stats.assets)} Raft groups with a replica here`),
		fact('accounts', grouped(stats.accounts)),
	];
}

function keptLines(look: Look, {jetStreamReport: report}: Server): readonly PageLine[] {
	const {model} = look;
	if (report === undefined) return [blank, heading('Keeps', noAnswer(look, 'not told yet'))];
	if (report.counts === 'off') return [];
	const {streams, consumers, messages, bytes, streamsLed, consumersLed} = report.counts;
	const led = (value: number | undefined): string => (value === undefined ? '' : `, leads ${grouped(value)}`);
	return [
		blank,
		heading('Keeps replicas of', `${ageInWords(model.now - report.at)} ago`),
		fact('streams', `${grouped(streams)}${led(streamsLed)}`),
		fact('consumers', `${grouped(consumers)}${led(consumersLed)}`),
		fact('messages', `${grouped(messages)}, ${bytesInWords(bytes)}`),
	];
}

function peerText({current, offline, lag, activeMs}: MetaPeer): string {
	const state = offline ? 'offline' : current ? 'current' : 'not current';
	const heard = activeMs === undefined ? '' : `, last heard by the leader ${duration(activeMs)} ago`;
	return `${state}, lag ${grouped(lag)}${heard}`;
}

function peerLine(peer: MetaPeer): PageLine {
	return row(peer.name, peerText(peer), peer.offline ? 'bad' : peer.current ? undefined : 'warn');
}

function memberLines({state, quorum, size}: MetaGroup, leader: Server | undefined): readonly PageLine[] {
	const needs = fact('quorum', `${grouped(quorum)} of ${grouped(size)} have to agree`);
	if (state.kind !== 'led') return [needs];
	const name = leader?.name ?? state.leader;
	return [
		needs,
		row(name, leader === undefined ? 'leader, not heard' : 'leader', leader === undefined ? 'warn' : 'good'),
		...(state.peers ?? []).map(peerLine),
	];
}

function metaLines(look: Look, server: Server): readonly PageLine[] {
	const group = metaGroups(look.model).find(({domain}) => domain === server.domain);
	if (group === undefined) return [blank, heading('Meta group'), fact('group', 'none is heard')];
	const words = metaGroupInWords(group);
	const leader = group.state.kind === 'led' ? group.state.server : undefined;
	return [blank, heading('Meta group', words.text, words.style ?? 'dim'), ...memberLines(group, leader)];
}

function isJetStreamOff({stats}: Server): boolean {
	return stats !== undefined && stats.jetStream === undefined;
}

function pollsOf(server: Server): readonly Poll[] {
	const stats = serverStatsPolls(server, 1000);
	// Where JetStream is off there is no more to ask for.
	if (server.goodbye !== undefined || isJetStreamOff(server)) return stats;
	return [
		...stats,
		{request: jetStreamOf(server.id), everyMs: 5000, scope: 'one'},
		{request: jetStreamOfLeader, everyMs: 5000, scope: 'one'},
	];
}

/** Everything that is known of JetStream on a server. */
export function jetStreamPage(look: Look, id: string): Page | undefined {
	const server = look.model.servers.get(id);
	if (server === undefined) return undefined;
	const stats = server.stats?.jetStream;
	const state = stateText(look, server);
	const isOff = isJetStreamOff(server);
	const lines: PageLine[] = [
		fact('server', shownName(look.model, server)),
		fact('state', state === '' ? 'up' : state, stateStyle(look, server) ?? 'good'),
		fact('domain', server.domain || unknown),
		fact('JetStream', stats !== undefined ? 'on' : isOff ? 'off' : unknown, isOff ? 'warn' : undefined),
	];
	if (stats !== undefined) {
		const known = [blank, ...usageLines(look, server, stats), ...keptLines(look, server)];
		lines.push(...(isSpeaking(server) ? known : faded(known)));
		if (stats.metaSize !== 0) lines.push(...metaLines(look, server));
	}
	lines.push(...related(serverLine(look, id)));
	return {title: `JetStream on ${shownName(look.model, server)}`, lines, polls: pollsOf(server)};
}
