// One link, as both of its ends tell of it: the routes between two servers, or the gateways from one cluster to another.
import {bytesInWords, grouped, unknown} from '../../format/number.ts';
import {clock, duration} from '../../format/time.ts';
import {clustersWithGateways, type Gateway, gatewayBetween, gatewayKey, gatewayTo} from '../../model/gateways.ts';
import {isTelling, linkedServers, meshesOf, type Route, routeKey, routeState} from '../../model/routes.ts';
import type {Server} from '../../model/server.ts';
import {shownName, shownNameOf} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import type {Style} from '../../screen/screen.ts';
import type {LinkConnection} from '../../model/link-connections.ts';
import {brokenSince, endOf, stateInWords, styleOfState} from '../columns/link-columns.ts';
import {type LinkRow, stateOfRow} from '../columns/link-rows.ts';
import {gatewaysOfServer} from '../../requests/link-connections.ts';
import type {Look} from '../look.ts';
import {serverStatsPolls} from '../server-stats-polls.ts';
import {connectionHeads, connectionLines} from './link-connections.ts';
import {
	askedText,
	gatewaysAnswerBytes,
	leadsTo,
	pollsFor,
	type Question,
	reportOf,
	routesAnswerBytes,
	routesQuestion,
	toldText,
} from '../panes/link-questions.ts';
import {blank, fact, faded, heading, opening, type Page, type PageLine, related, row} from './page.ts';
import {serverLine} from './related-lines.ts';

function stateLines(look: Look, link: LinkRow): readonly PageLine[] {
	const since = brokenSince(look, link);
	const style = styleOfState(stateOfRow(link));
	return [
		fact('state', stateInWords(look, link), style),
		...(since === undefined
			? []
			: [fact('since', `${clock(since, look.utc)}, ${duration(look.model.now - since)} ago`, style)]),
	];
}

/** What a server told of single connections, those of the link alone. */
function toldLines(
	look: Look,
	question: Question,
	bytes: number,
	isOfLink: (connection: LinkConnection) => boolean,
): readonly PageLine[] {
	const report = reportOf(look, question);
	const note = row('connections', askedText(look, question, bytes), 'dim');
	if (report === undefined) return [note];
	const connections = report.connections.filter(isOfLink);
	const lines = [
		note,
		...(connections.length === 0 ? [] : [connectionHeads]),
		...connections.flatMap(connection => connectionLines(look, connection, report.serverTime)),
		...(report.dropped === 0 ? [] : [row('', `${grouped(report.dropped)} more were told and are not kept`, 'dim')]),
	];
	return isTelling(look.model, question.server) ? lines : faded(lines);
}

function endLines(look: Look, from: Server, to: Server): readonly PageLine[] {
	const {model} = look;
	const told = toldText(look, from);
	const title = `${shownName(model, from)} → ${shownName(model, to)}`;
	const end = endOf(look, from, to);
	const connections = toldLines(look, routesQuestion(from), routesAnswerBytes(from), connection =>
		leadsTo(connection, to),
	);
	if (end === undefined) return [blank, heading(title, told, 'warn'), row('routes', unknown), ...connections];
	const style: Style | undefined = end.links === 0 ? 'bad' : undefined;
	return [
		blank,
		heading(title, told),
		row('routes', end.links === 0 ? 'none' : `${grouped(end.links)} connections`, style),
		row('pending', bytesInWords(end.pendingBytes)),
		...connections,
	];
}

/** The routes between two servers; undefined when one of them is not known any more. */
export function routePage(look: Look, oneId: string, otherId: string): Page | undefined {
	const {model} = look;
	const [one, other] = [model.servers.get(oneId), model.servers.get(otherId)];
	if (one === undefined || other === undefined) return undefined;
	const mesh = meshesOf(model).find(({servers}) => servers.includes(one) && servers.includes(other));
	const title = `Route ${shownName(model, one)} – ${shownName(model, other)}`;
	if (mesh === undefined) {
		return {
			title,
			lines: [fact('state', 'they are not servers of one cluster any more, or one was shut down', 'warn')],
		};
	}
	const ends = [one, other];
	const route: Route = {mesh, one, other, state: routeState(model, mesh, one, other)};
	return {
		title,
		lines: [
			fact('cluster', mesh.cluster),
			...stateLines(look, {kind: 'route', id: routeKey(one, other), route}),
			...endLines(look, one, other),
			...endLines(look, other, one),
			...related(serverLine(look, oneId), serverLine(look, otherId)),
		],
		// Both ends at nearly the same time: what is compared should be of one moment.
		polls: [...ends.flatMap(end => serverStatsPolls(end, 2000)), ...pollsFor(ends.map(routesQuestion))],
	};
}

/** So many servers of each cluster are asked for their connections. */
const mostAsked = 3;

function outboundText({having, without}: Gateway, server: Server): {readonly text: string; readonly style?: Style} {
	if (having.includes(server)) return {text: 'has an outbound gateway'};
	return without.includes(server) ? {text: 'has none', style: 'bad'} : {text: unknown, style: 'dim'};
}

function inboundText(look: Look, server: Server, from: string): string {
	if (!isTelling(look.model, server)) return unknown;
	const gateway = gatewayTo(server, from);
	return gateway === undefined ? 'does not tell, without a gateway of its own' : grouped(gateway.inbound);
}

/** The first servers of a cluster that are heard, asked for their connections with the other one. */
function gatewayQuestions(servers: readonly Server[], other: string): readonly Question[] {
	const asked = servers.filter(isSpeaking).slice(0, mostAsked);
	return asked.map(server => ({server, request: gatewaysOfServer(server.id, other)}));
}

/** The servers of one side, each with its connections where it is one of those that are asked. */
function sideLines(
	look: Look,
	questions: readonly Question[],
	servers: readonly Server[],
	kind: 'outbound' | 'inbound',
	told: (server: Server) => PageLine,
): readonly PageLine[] {
	return servers.flatMap(server => {
		const question = questions.find(each => each.server === server);
		if (question === undefined) return [told(server)];
		const connections = toldLines(look, question, gatewaysAnswerBytes, each => each.kind === kind);
		return [told(server), ...connections];
	});
}

/** The other end of a gateway connection, by name where it is known. */
function remoteText(look: Look, servers: readonly Server[], questions: readonly Question[]): string {
	const names = questions
		.filter(({server}) => servers.includes(server))
		.flatMap(question => reportOf(look, question)?.connections ?? [])
		.filter(({kind}) => kind === 'outbound')
		.map(({remoteId}) => shownNameOf(look.model, remoteId));
	return names.length === 0 ? 'who is dialled is chance' : `dialled: ${[...new Set(names)].join(' ')}`;
}

/** The gateways from one cluster to another; undefined when one of them is not known any more. */
export function gatewayPage(look: Look, from: string, to: string): Page | undefined {
	const {model} = look;
	const clusters = clustersWithGateways(linkedServers(model));
	const [dialling, dialled] = [clusters.get(from), clusters.get(to)];
	if (dialling === undefined || dialled === undefined) return undefined;
	const gateway = gatewayBetween(model, clusters, from, to);
	const questions = [...gatewayQuestions(dialling, to), ...gatewayQuestions(dialled, from)];
	const left = dialling.length + dialled.length - questions.length;
	return {
		title: `Gateway ${from} → ${to}`,
		lines: [
			...stateLines(look, {kind: 'gateway', id: gatewayKey(from, to), gateway}),
			...(left === 0
				? []
				: [
						row(
							'asked',
							`${questions.length} servers; ${left === 1 ? 'another one is' : `the ${left} others are`} not asked`,
							'dim',
						),
					]),
			blank,
			heading(`Outbound, servers of ${from}`, remoteText(look, dialling, questions)),
			...sideLines(look, questions, dialling, 'outbound', server => {
				const {text, style} = outboundText(gateway, server);
				return opening(row(shownName(model, server), text, style), {kind: 'server', id: server.id});
			}),
			blank,
			heading(`Inbound, servers of ${to}`, `${grouped(gateway.inbound)} in all`),
			...sideLines(look, questions, dialled, 'inbound', server =>
				opening(row(shownName(model, server), inboundText(look, server, from)), {kind: 'server', id: server.id}),
			),
		],
		polls: pollsFor(questions),
	};
}
