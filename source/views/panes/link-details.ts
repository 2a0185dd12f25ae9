// What is known of the cell under the cursor of a matrix: of a link, what each of its ends tells.
import type {Poll} from '../../asking/poll.ts';
import {count, unknown} from '../../format/number.ts';
import {ageInWords, duration} from '../../format/time.ts';
import {clustersWithGateways, type Gateway, gatewayBetween} from '../../model/gateways.ts';
import type {LinkConnection} from '../../model/link-connections.ts';
import {isTelling, linkedServers} from '../../model/routes.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import {sumOfAll} from '../../model/stats.ts';
import {gatewaysOfServer} from '../../requests/link-connections.ts';
import type {Style} from '../../screen/screen.ts';
import type {Target} from '../../ui/target.ts';
import {endOf, isBehind} from '../columns/link-columns.ts';
import {numberWords} from '../columns/number-words.ts';
import type {Look} from '../look.ts';
import {
	gatewaysAnswerBytes,
	leadsTo,
	pollsFor,
	type Question,
	reportOf,
	routesAnswerBytes,
	routesQuestion,
	toldText,
} from './link-questions.ts';

/** `title` names the end, `parts` say what it tells. */
export type Detail = {readonly title: string; readonly parts: readonly string[]; readonly style?: Style};

export type Details = {readonly lines: readonly Detail[]; readonly polls: readonly Poll[]};

/** Nobody has asked for more than this by moving a cursor; the page of the link asks, and says what it costs. */
const mostBytes = 32_768;
/** An answer that is older than this says so. */
const oldMs = 15_000;

/** `rtt 0.4 ms`, or the lowest and the highest of several connections. */
function roundTrip(look: Look, question: Question | undefined, isOfLink: (one: LinkConnection) => boolean): string {
	if (question === undefined) return `rtt ${unknown}`;
	const report = reportOf(look, question);
	if (report === undefined) {
		const isRefused = look.model.link.refused.has(question.request.subject);
		return isRefused ? 'rtt – (our user may not ask)' : `rtt ${unknown}`;
	}
	const all = report.connections.filter(isOfLink).flatMap(({roundTripMs}) => roundTripMs ?? []);
	if (all.length === 0) return `rtt ${unknown}`;
	const [least, most] = [duration(Math.min(...all)), duration(Math.max(...all))];
	const ageMs = look.model.now - report.at;
	return `rtt ${least === most ? most : `${least} to ${most}`}${ageMs > oldMs ? `, ${ageInWords(ageMs)} ago` : ''}`;
}

function asked(look: Look, server: Server, bytes: number, question: Question): Question | undefined {
	if (bytes > mostBytes && reportOf(look, question) === undefined) return undefined;
	return isSpeaking(server) ? question : undefined;
}

function routeEnd(look: Look, from: Server, to: Server, question: Question | undefined): Detail {
	const title = `${shownName(look.model, from)} → ${shownName(look.model, to)}`;
	const end = endOf(look, from, to);
	if (end === undefined) return {title, parts: [toldText(look, from)], style: 'dim'};
	if (end.links === 0) return {title, parts: ['no route'], style: 'bad'};
	const {bytes} = numberWords(look.ui);
	const parts = [
		`${count(end.links)} connection${end.links === 1 ? '' : 's'}`,
		`pending ${bytes(end.pendingBytes)}`,
		roundTrip(look, question, connection => leadsTo(connection, to)),
	];
	return {title, parts, ...(isBehind(look, end.pendingBytes ?? 0) ? {style: 'warn' as const} : {})};
}

function ofRoute(look: Look, one: Server, other: Server): Details {
	const ends = [one, other].map(server => asked(look, server, routesAnswerBytes(server), routesQuestion(server)));
	return {
		lines: [routeEnd(look, one, other, ends[0]), routeEnd(look, other, one, ends[1])],
		polls: pollsFor(ends.filter(end => end !== undefined)),
	};
}

/** Of one server of a side, the first that is heard: it stands for the others. */
function gatewaySide(
	look: Look,
	servers: readonly Server[],
	other: string,
	kind: 'outbound' | 'inbound',
): {readonly parts: readonly string[]; readonly question: Question | undefined} {
	const server = servers.find(isSpeaking);
	if (server === undefined) return {parts: [], question: undefined};
	const question = asked(look, server, gatewaysAnswerBytes, {server, request: gatewaysOfServer(server.id, other)});
	const connections = (question && reportOf(look, question))?.connections.filter(one => one.kind === kind) ?? [];
	const pending = sumOfAll(connections, ({pendingBytes}) => pendingBytes);
	const parts = [
		`on ${shownName(look.model, server)} pending ${numberWords(look.ui).bytes(pending)}`,
		roundTrip(look, question, one => one.kind === kind),
	];
	return {parts, question};
}

function outboundText({having, without, untold}: Gateway): string {
	const heard = having.length + without.length;
	if (heard === 0) return 'no server of it is heard';
	const unheard = untold.length === 0 ? '' : `, ${count(untold.length)} not heard`;
	return having.length === 0 ? `none dials${unheard}` : `${count(having.length)} of ${count(heard)} dial${unheard}`;
}

function ofGateway(look: Look, from: string, to: string): Details {
	const {model} = look;
	const clusters = clustersWithGateways(linkedServers(model));
	const gateway = gatewayBetween(model, clusters, from, to);
	const there = gatewaySide(look, clusters.get(from) ?? [], to, 'outbound');
	const back = gatewaySide(look, clusters.get(to) ?? [], from, 'inbound');
	return {
		lines: [
			{title: `out of ${from}`, parts: [outboundText(gateway), ...there.parts]},
			{title: `into ${to}`, parts: [`${count(gateway.inbound)} inbound`, ...back.parts]},
		],
		polls: pollsFor([there.question, back.question].filter(question => question !== undefined)),
	};
}

function ofServer(look: Look, server: Server): Details {
	const peers = (isTelling(look.model, server) ? server.stats?.peers : undefined) ?? undefined;
	const {bytes} = numberWords(look.ui);
	const told =
		peers === undefined
			? [toldText(look, server)]
			: [
					`routes to ${count(peers.length)} servers`,
					`pending ${bytes(sumOfAll(peers, ({pendingBytes}) => pendingBytes) ?? (peers.length === 0 ? 0 : undefined))} in all`,
				];
	return {lines: [{title: shownName(look.model, server), parts: [...told, 'Enter opens the server']}], polls: []};
}

/** Of what the cell under the cursor opens. */
export function detailsOf(look: Look, target: Target | undefined): Details {
	const {servers} = look.model;
	switch (target?.kind) {
		case 'route': {
			const [one, other] = [servers.get(target.one), servers.get(target.other)];
			return one === undefined || other === undefined ? {lines: [], polls: []} : ofRoute(look, one, other);
		}
		case 'gateway':
			return ofGateway(look, target.from, target.to);
		case 'server': {
			const server = servers.get(target.id);
			return server === undefined ? {lines: [], polls: []} : ofServer(look, server);
		}
		case 'view':
			return {lines: [{title: 'a cluster', parts: ['Enter opens its servers']}], polls: []};
		default:
			return {lines: [], polls: []};
	}
}
