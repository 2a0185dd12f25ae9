// What a server or an account did over the window of time, as graphs.
import {bytesInWords, count, percent, rate} from '../../format/number.ts';
import {heardCounts} from '../../model/blind-spans.ts';
import {bucketOfWindow, type History, historyBuckets, valuesUpTo} from '../../model/history.ts';
import {shownName} from '../../model/server-names.ts';
import type {Tally} from '../../model/tally.ts';
import type {Target} from '../../ui/target.ts';
import {windowInWords} from '../../ui/window.ts';
import {accountStatsPoll} from '../account-stats-poll.ts';
import {historiesEnd} from '../columns/server-cells.ts';
import type {Look} from '../look.ts';
import {serverStatsPolls} from '../server-stats-polls.ts';
import {accountMarkers, type Marker, markersInWords, serverMarkers} from '../frame/markers.ts';
import {type Graph, graphTitle} from './graph.ts';
import {blank, heading, type Page, type PageLine, paragraph, row} from './page.ts';

/** The line that leads from a page to its graphs. */
export function graphsLine(of: 'server' | 'account', id: string): PageLine {
	const opens: Target = {kind: 'graphs', of, id};
	return {...row('graphs', 'of the window, which + and - change'), opens};
}

function graphLine(graph: Graph): PageLine {
	return {spans: graphTitle(graph), is: 'graph', graph};
}

type Told = Pick<Graph, 'title' | 'tell'>;

function historyGraph({ui, utc}: Look, told: Told, history: History, until: number, markers: readonly Marker[]): Graph {
	const bucketMs = bucketOfWindow(ui.windowMinutes);
	const to = (Math.floor(until / bucketMs) + 1) * bucketMs;
	return {
		...told,
		values: valuesUpTo(history, until, historyBuckets, bucketMs),
		from: to - historyBuckets * bucketMs,
		to,
		until,
		utc,
		markers,
	};
}

/** What the signs on the axis mean. */
function legend(markers: readonly Marker[], from: number): readonly PageLine[] {
	const words = markersInWords(markers, from);
	return words === '' ? [] : [paragraph(words, 'dim')];
}

function title(look: Look, what: string): string {
	return `${what}, last ${windowInWords(look.ui.windowMinutes)}`;
}

export function serverGraphsPage(look: Look, id: string): Page | undefined {
	const {model} = look;
	const server = model.servers.get(id);
	if (server === undefined) return undefined;
	const {histories} = server;
	const until = historiesEnd(model, server);
	const markers = serverMarkers(look, server);
	const graphs = (
		[
			[{title: 'messages/s', tell: rate}, histories.messages],
			[{title: 'connections', tell: count}, histories.connections],
			[{title: 'cpu % of one core', tell: percent}, histories.cpu],
			[{title: 'memory', tell: bytesInWords}, histories.memory],
			[{title: 'subscriptions', tell: count}, histories.subscriptions],
		] as const
	).map(([told, history]) => historyGraph(look, told, history, until, markers));
	return {
		title: title(look, `Graphs of server ${shownName(model, server)}`),
		lines: [blank, ...graphs.map(graphLine), ...legend(markers, graphs[0]?.from ?? 0)],
		polls: serverStatsPolls(server, 2000),
	};
}

/** Of the last minute, which is all that accounts keep of it. */
function tallyGraph({model, utc}: Look, told: Told, tally: Tally, markers: readonly Marker[]): Graph {
	// Without the bucket that is still filling.
	const until = model.now - tally.bucketMs;
	const buckets = tally.buckets - 1;
	const to = (Math.floor(until / tally.bucketMs) + 1) * tally.bucketMs;
	return {
		...told,
		values: heardCounts(model, tally, until, buckets),
		from: to - buckets * tally.bucketMs,
		to,
		until: to,
		utc,
		markers,
	};
}

export function accountGraphsPage(look: Look, id: string): Page | undefined {
	const {model} = look;
	const account = model.accounts.get(id);
	if (account === undefined) return undefined;
	const markers = accountMarkers(look, account.name);
	const traffic =
		account.traffic === undefined
			? [
					heading('messages/s'),
					paragraph('not known yet: kept every ten seconds once all servers have told of it', 'dim'),
				]
			: [graphLine(historyGraph(look, {title: 'messages/s', tell: rate}, account.traffic, model.now, markers))];
	return {
		title: title(look, `Graphs of account ${account.name}`),
		lines: [
			blank,
			...traffic,
			graphLine(tallyGraph(look, {title: 'connects in 5 s', tell: count}, account.connects, markers)),
			graphLine(tallyGraph(look, {title: 'disconnects in 5 s', tell: count}, account.disconnects, markers)),
			...legend(markers, model.now - look.ui.windowMinutes * 60_000),
		],
		polls: [accountStatsPoll(model)],
	};
}
