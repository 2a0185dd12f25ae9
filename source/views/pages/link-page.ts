// One link, as both of its ends tell of it: the routes between two servers, or the gateways from one cluster to another.
import {bytesInWords, grouped, unknown} from '../../format/number.ts';
import {ageInWords, clock, duration} from '../../format/time.ts';
import {clustersWithGateways, type Gateway, gatewayBetween, gatewayKey, gatewayTo} from '../../model/gateways.ts';
import {isTelling, linkedServers, meshesOf, type Route, routeKey, routeState} from '../../model/routes.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import type {Style} from '../../screen/screen.ts';
import {brokenSince, endOf, stateInWords, styleOfState} from '../columns/link-columns.ts';
import type {LinkRow} from '../columns/link-rows.ts';
import {stateText} from '../columns/server-cells.ts';
import type {Look} from '../look.ts';
import {blank, fact, heading, type Page, type PageLine, row} from './page.ts';

function stateLines(look: Look, link: LinkRow): readonly PageLine[] {
	const since = brokenSince(look, link);
	const style = styleOfState(link.kind === 'route' ? link.route.state : link.gateway.state);
	return [
		fact('state', stateInWords(look, link), style),
		...(since === undefined
			? []
			: [fact('since', `${clock(since, look.utc)}, ${duration(look.model.now - since)} ago`, style)]),
	];
}

/** `told 2 s ago`, or why what it told does not hold now. */
function toldText(look: Look, server: Server): string {
	const {statsAt} = server;
	if (statsAt === undefined) return 'has told nothing yet';
	const ago = `${ageInWords(look.model.now - statsAt)} ago`;
	return isTelling(look.model, server) ? `told ${ago}` : `${stateText(look, server) || 'not heard'}, last told ${ago}`;
}

function endLines(look: Look, from: Server, to: Server): readonly PageLine[] {
	const {model} = look;
	const told = toldText(look, from);
	const title = `${shownName(model, from)} → ${shownName(model, to)}`;
	const end = endOf(look, from, to);
	if (end === undefined) return [blank, heading(title, told, 'warn'), row('routes', unknown)];
	const style: Style | undefined = end.links === 0 ? 'bad' : undefined;
	return [
		blank,
		heading(title, told),
		row('routes', end.links === 0 ? 'none' : `${grouped(end.links)} connections`, style),
		row('pending', bytesInWords(end.pendingBytes)),
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
	const route: Route = {mesh, one, other, state: routeState(model, mesh, one, other)};
	return {
		title,
		lines: [
			fact('cluster', mesh.cluster),
			...stateLines(look, {kind: 'route', id: routeKey(one, other), route}),
			...endLines(look, one, other),
			...endLines(look, other, one),
		],
	};
}

function diallerLine({model}: Look, {having, without}: Gateway, server: Server): PageLine {
	const name = shownName(model, server);
	if (having.includes(server)) return row(name, 'has an outbound gateway');
	return without.includes(server) ? row(name, 'has none', 'bad') : row(name, unknown, 'dim');
}

function inboundText(look: Look, server: Server, from: string): string {
	if (!isTelling(look.model, server)) return unknown;
	const gateway = gatewayTo(server, from);
	return gateway === undefined ? 'does not tell, without a gateway of its own' : grouped(gateway.inbound);
}

/** The gateways from one cluster to another; undefined when one of them is not known any more. */
export function gatewayPage(look: Look, from: string, to: string): Page | undefined {
	const {model} = look;
	const clusters = clustersWithGateways(linkedServers(model));
	const [dialling, dialled] = [clusters.get(from), clusters.get(to)];
	if (dialling === undefined || dialled === undefined) return undefined;
	const gateway = gatewayBetween(model, clusters, from, to);
	return {
		title: `Gateway ${from} → ${to}`,
		lines: [
			...stateLines(look, {kind: 'gateway', id: gatewayKey(from, to), gateway}),
			blank,
			heading(`Outbound, servers of ${from}`),
			...dialling.map(server => diallerLine(look, gateway, server)),
			blank,
			heading(`Inbound, servers of ${to}`, `who is dialled is chance; ${grouped(gateway.inbound)} in all`),
			...dialled.map(server => row(shownName(model, server), inboundText(look, server, from))),
		],
	};
}
