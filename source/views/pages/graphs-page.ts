// What a server or an account did over the window of time, as graphs.
import {bytesInWords, count, percent, rate} from '../../format/number.ts';
import {heardCounts} from '../../model/blind-spans.ts';
import {bucketOfWindow, type History, historyBuckets, valuesUpTo} from '../../model/history.ts';
import type {NoticeKind} from '../../model/journal-entry.ts';
import {entriesOf} from '../../model/journal.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import type {Tally} from '../../model/tally.ts';
import type {Target} from '../../ui/ui.ts';
import {windowInWords} from '../../ui/window.ts';
import {accountStatsPoll} from '../account-stats-poll.ts';
import {historiesEnd} from '../columns/server-cells.ts';
import type {Look} from '../look.ts';
import {noticeSigns} from '../panes/event-rows.ts';
import {serverStatsPolls} from '../server-stats-polls.ts';
import {type Graph, graphTitle, type Marker} from './graph.ts';
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

const markedKinds: ReadonlySet<NoticeKind> = new Set([
	'restarted',
	'stopped',
	'lame duck',
	'silent',
	'back',
	'reloaded',
]);

/** What happened to a server, and to the processes before it where its name is unique. */
function markersOf({model}: Look, server: Server): readonly (Marker & {readonly kind: NoticeKind})[] {
	const isUnique = model.serversByName.get(server.rawName)?.length === 1;
	return [...entriesOf(model.journals.notices)].flatMap(([, {kind, at, who, serverId}]) => {
		const isOfIt = serverId === server.id || (isUnique && who === server.name);
		if (!isOfIt || !markedKinds.has(kind)) return [];
		const [sign, style = 'accent'] = noticeSigns[kind];
		return [{at, kind, sign, style}];
	});
}

/** What the signs on the axis mean. */
function legend(markers: ReturnType<typeof markersOf>, from: number): readonly PageLine[] {
	const kinds = new Map(markers.filter(({at}) => at >= from).map(({kind, sign}) => [kind, sign]));
	if (kinds.size === 0) return [];
	return [paragraph([...kinds].map(([kind, sign]) => `${sign} ${kind}`).join('   '), 'dim')];
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
	const markers = markersOf(look, server);
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
function tallyGraph({model, utc}: Look, told: Told, tally: Tally): Graph {
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
		markers: [],
	};
}

export function accountGraphsPage(look: Look, id: string): Page | undefined {
	const {model} = look;
	const account = model.accounts.get(id);
	if (account === undefined) return undefined;
	const traffic =
		account.traffic === undefined
			? [
					heading('messages/s'),
					paragraph('not known yet: kept every ten seconds once all servers have told of it', 'dim'),
				]
			: [graphLine(historyGraph(look, {title: 'messages/s', tell: rate}, account.traffic, model.now, []))];
	return {
		title: title(look, `Graphs of account ${account.name}`),
		lines: [
			blank,
			...traffic,
			graphLine(tallyGraph(look, {title: 'connects in 5 s', tell: count}, account.connects)),
			graphLine(tallyGraph(look, {title: 'disconnects in 5 s', tell: count}, account.disconnects)),
		],
		polls: [accountStatsPoll(model)],
	};
}
