import {bytesInWords, change, count, grouped, percent, perSecond, rate, unknown} from '../../format/number.ts';
import {sparkline} from '../../format/sparkline.ts';
import {ageInWords, clock, dateAndClock, duration} from '../../format/time.ts';
import {can} from '../../model/capabilities.ts';
import {agingMs, censusOf} from '../../model/server-census.ts';
import {bucketOfWindow, type History, valuesUpTo} from '../../model/history.ts';
import {clockOffsetMs, type Server, uptimeMs} from '../../model/server.ts';
import {expectedEveryMs, isSpeaking, silenceLimitMs, stateOf} from '../../model/server-state.ts';
import {shownName} from '../../model/server-names.ts';
import type {Stats} from '../../model/stats.ts';
import {inLastMinute} from '../../model/tally.ts';
import {windowInWords} from '../../ui/window.ts';
import type {Target} from '../../ui/target.ts';
import type {Look} from '../look.ts';
import {serverStatsPolls} from '../server-stats-polls.ts';
import {cpuShare, historiesEnd, stateStyle, stateText} from '../columns/server-cells.ts';
import {jetStreamLines} from './server-jetstream.ts';
import {configurationLines, detailPolls, healthLine, subscriptionLines} from './server-details.ts';
import {serverCannotTell} from './cannot-tell.ts';
import {trafficLines} from './flow-lines.ts';
import {blank, fact, faded, heading, opening, type Page, type PageLine, row} from './page.ts';
import {accountLines, relatedToServer} from './server-related.ts';

function stateLines(look: Look, server: Server): readonly PageLine[] {
	const {model} = look;
	const state = stateOf(model, server);
	const style = stateStyle(look, server) ?? 'good';
	const limit = Math.round(silenceLimitMs(model, server) / 1000);
	const everyMs = expectedEveryMs(model, server);
	const asked = everyMs < server.heartbeatMs ? `; asked every ${duration(everyMs)}` : '';
	const lines = [
		fact('state', state === 'up' ? 'up' : stateText(look, server), style),
		fact('heard', `${ageInWords(model.now - server.lastSeenAt)} ago, expected within ${limit} s`),
		fact('heartbeat', `every ${duration(server.heartbeatMs)}${asked}`),
		healthLine(look, server),
	];
	const {restart} = server;
	if (restart !== undefined) {
		const before = restart.previousUptimeMs === undefined ? '' : `, had been up ${duration(restart.previousUptimeMs)}`;
		const clients =
			restart.previousConnections === undefined ? '' : ` with ${grouped(restart.previousConnections)} connections`;
		const how = restart.orderly ? 'after a shutdown notice' : 'without a shutdown notice';
		lines.push(fact('restarted', `${clock(restart.at, look.utc)} ${how}${before}${clients}`, 'warn'));
	}
	return lines;
}

function identityLines(look: Look, server: Server): readonly PageLine[] {
	const startedAt = server.stats?.startedAt;
	const offset = clockOffsetMs(server);
	return [
		fact('server', shownName(look.model, server)),
		fact('id', server.id),
		fact('cluster', server.cluster || unknown),
		fact('version', server.version),
		fact('JetStream', server.jetStream ? `on${server.domain === '' ? '' : `, domain ${server.domain}`}` : 'off'),
		fact('listens on', server.host || unknown),
		fact('tags', server.tags.join(' ') || unknown),
		fact(
			'started',
			startedAt === undefined
				? unknown
				: `${dateAndClock(startedAt, look.utc)}, ${isSpeaking(server) ? 'up' : 'was up'} ${duration(uptimeMs(server))}`,
		),
		fact('round trip', duration(isSpeaking(server) ? server.roundTripMs : undefined)),
		fact(
			'clock',
			offset === undefined
				? unknown
				: Math.abs(offset) < 250
					? 'in sync with ours'
					: `${offset < 0 ? '−' : '+'}${duration(Math.abs(offset))} compared to ours`,
			offset !== undefined && Math.abs(offset) >= 250 ? 'warn' : undefined,
		),
	];
}

function knownServersText({model}: Look, {knownServers}: Stats): string {
	if (knownServers === undefined) return unknown;
	const {known} = censusOf(model);
	const ended =
		knownServers > known
			? ` (${known} heard); a killed server is still counted for up to ${agingMs / 60_000} minutes`
			: '';
	return `${knownServers}, itself included${ended}`;
}

/** In percent. */
function shareOf(part: number | undefined, whole: number | undefined): number | undefined {
	return part === undefined || whole === undefined || whole === 0 ? undefined : (part / whole) * 100;
}

function loadLines(look: Look, server: Server, stats: Stats): readonly PageLine[] {
	const rates = isSpeaking(server) ? server.rates : undefined;
	const moving = rates === undefined ? '' : `  ${change(rates.connections)}/s`;
	const accepting = rates === undefined ? '' : `, ${perSecond(rates.accepted)}`;
	const told = server.statsAt === undefined ? unknown : `${ageInWords(look.model.now - server.statsAt)} ago`;
	const memoryLimit = stats.memoryLimitBytes;
	const noLimit = can(server.version, 'processLimits') ? 'no GOMEMLIMIT' : 'GOMEMLIMIT not reported';
	const limit =
		memoryLimit === 'none'
			? noLimit
			: `${percent(shareOf(stats.memoryBytes, memoryLimit))} of GOMEMLIMIT ${bytesInWords(memoryLimit)}`;
	const kinds = stats.slowByKind;
	const byKind =
		kinds === undefined
			? ''
			: ` (clients ${grouped(kinds.clients)}, routes ${grouped(kinds.routes)}, gateways ${grouped(kinds.gateways)}, leafs ${grouped(kinds.leafs)})`;
	const grown = inLastMinute(server.slow, look.model.now);
	return [
		isSpeaking(server) ? heading('Load', told) : heading('Load', `as last known, ${told}`, 'warn'),
		fact('cpu', `${percent(cpuShare(server))} of ${grouped(stats.cores)} cores (${percent(stats.cpuPercent)} of one)`),
		fact('memory', `${bytesInWords(stats.memoryBytes)}, ${limit}`),
		fact('connections', `${grouped(stats.connections)}${moving}`),
		fact('accepted', `${grouped(stats.accepted)} since the start${accepting}`),
		fact('accounts', grouped(stats.accounts)),
		fact('subscriptions', grouped(stats.subscriptions)),
		...trafficLines(rates, stats),
		fact(
			'slow consumers',
			`${grouped(stats.slowConsumers)} since the start${byKind}${grown > 0 ? `, +${count(grown)} in the last minute` : ''}`,
			grown > 0 ? 'warn' : undefined,
		),
		...(stats.staleConnections === undefined ? [] : [fact('stale connections', grouped(stats.staleConnections))]),
		...(stats.stalledClients === undefined ? [] : [fact('stalled producers', grouped(stats.stalledClients))]),
		fact('known servers', knownServersText(look, stats)),
	];
}

function historyLine(
	look: Look,
	server: Server,
	name: string,
	history: History,
	tell: (value: number) => string,
): PageLine {
	const values = valuesUpTo(
		history,
		historiesEnd(look.model, server),
		undefined,
		bucketOfWindow(look.ui.windowMinutes),
	);
	const known = values.filter(value => !Number.isNaN(value));
	const range = known.length === 0 ? 'not known yet' : `${tell(Math.min(...known))} … ${tell(Math.max(...known))}`;
	return row(name, `${sparkline(values)}  ${range}`);
}

/** The server at the other end of a route. */
function peerTarget({model}: Look, {cluster}: Server, name: string): Target | undefined {
	const peer = model.serversByName.get(name)?.findLast(other => other.cluster === cluster);
	return peer === undefined ? undefined : {kind: 'server', id: peer.id};
}

function linkLines(look: Look, server: Server, stats: Stats): readonly PageLine[] {
	if (stats.peers.length + stats.gateways.length === 0) return [];
	return [
		blank,
		heading('Links'),
		...stats.peers.map(peer =>
			opening(
				row(`route ${peer.name}`, `${peer.links} connections, ${bytesInWords(peer.pendingBytes)} pending`),
				peerTarget(look, server, peer.name),
			),
		),
		...stats.gateways.map(gateway => fact(`gateway ${gateway.name}`, `1 out, ${grouped(gateway.inbound)} in`)),
	];
}

/** Everything that is known about a server. */
export function serverPage(look: Look, id: string): Page | undefined {
	const server = look.model.servers.get(id);
	if (server === undefined) return undefined;
	const {stats} = server;
	const lines: PageLine[] = [...stateLines(look, server), blank, ...identityLines(look, server), blank];
	if (stats === undefined) {
		lines.push(heading('Load', 'no statistics yet'));
	} else {
		const known = [
			...loadLines(look, server, stats),
			blank,
			heading(`Last ${windowInWords(look.ui.windowMinutes)}`),
			historyLine(look, server, 'messages/s', server.histories.messages, rate),
			historyLine(look, server, 'connections', server.histories.connections, count),
			historyLine(look, server, 'cpu % of one core', server.histories.cpu, percent),
			historyLine(look, server, 'memory', server.histories.memory, bytesInWords),
			...relatedToServer(look, server),
			...linkLines(look, server, stats),
			...subscriptionLines(look, server),
			...configurationLines(look, server),
			...accountLines(look, server),
			...(stats.jetStream === undefined ? [] : jetStreamLines(stats.jetStream)),
		];
		lines.push(...(isSpeaking(server) ? known : faded(known)));
	}
	lines.push(...serverCannotTell(server));
	return {
		title: `Server ${shownName(look.model, server)}`,
		lines,
		polls: [...serverStatsPolls(server, 1000), ...detailPolls(server)],
	};
}
