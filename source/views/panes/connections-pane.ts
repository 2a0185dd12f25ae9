// A list of connections: before it is asked for, what asking costs; afterwards what the servers answered.
import {firstNames} from '../../format/first-names.ts';
import {count} from '../../format/number.ts';
import {age} from '../../format/time.ts';
import type {Client} from '../../model/client.ts';
import type {ListedConnection} from '../../model/connection-list.ts';
import type {Model} from '../../model/model.ts';
import {shownNamesOf} from '../../model/server-names.ts';
import type {Sort} from '../../table/table.ts';
import {type ConnectionsLayer, listPane, paneOf, type Ui} from '../../ui/ui.ts';
import type {Asked} from '../../ui/target.ts';
import {type ListedRow, listedConnectionColumns} from '../columns/listed-connection-columns.ts';
import {costInWords, serversInWords} from './connection-costs.ts';
import {answersTo, orderInWords, pollOf, type Question, questionsFor, serversFor} from './connection-questions.ts';
import {crumbsWithin, wayToList} from '../crumbs.ts';
import type {Look} from '../look.ts';
import {noAnswer} from '../no-answer.ts';
import {definePane, type Pane} from './pane.ts';

/** Cells for the way to a list. */
const mostCrumbs = 40;

/** What can be asked. */
type Offer = {readonly asked: Asked; readonly servers: string; readonly cost: string};

function offersOf({model}: Look, layer: ConnectionsLayer): readonly Offer[] {
	const {of, everywhere} = layer;
	const offer = (asked: Asked): Offer => ({
		asked,
		servers: serversInWords(model, asked),
		cost: costInWords(model, layer, asked),
	});
	if (of.kind === 'everything') return [offer('all')];
	const known = serversFor(model, of);
	const few = 'why' in known ? [] : [offer(known)];
	if (of.kind === 'server') return few;
	const all = offer('all');
	return everywhere ? [all, ...few] : [...few, all];
}

function whyNone({model, link}: Look, {of}: ConnectionsLayer): string {
	if (link.state !== 'up') return 'the link is down, nothing can be asked';
	const known = of.kind === 'everything' ? [] : serversFor(model, of);
	return 'why' in known ? known.why : 'nothing to ask';
}

/** `Servers › n2 › connections`, with as much of the way as leaves room for more. */
function titleOf(look: Look, {state, of}: ConnectionsLayer): string {
	const what = state === 'open' ? 'connections' : 'closed connections';
	return `${crumbsWithin(wayToList(look), mostCrumbs)}${of.kind === 'everything' ? 'all ' : ''}${what}`;
}

/** Whom to ask, and what it costs; Enter asks. */
function offersPane(look: Look, layer: ConnectionsLayer, id: string): Pane {
	return definePane<Offer>({
		id,
		title: titleOf(look, layer),
		ignoresFilter: true,
		ownOrder: true,
		isUncounted: true,
		rows: seen => (seen.link.state === 'up' ? offersOf(seen, layer) : []),
		idOf: ({asked}) => (asked === 'all' ? 'all' : 'few'),
		columns: () => [
			{
				id: 'ask',
				title: '⏎ ASKS',
				width: 20,
				grow: 1,
				most: 60,
				rank: 0,
				cell: ({servers}) => ({text: servers, style: 'strong'}),
			},
			{id: 'cost', title: 'COSTS, EVERY 10 s WHILE IT IS SEEN', width: 36, rank: 0, cell: ({cost}) => ({text: cost})},
		],
		isWrong: () => true,
		target: ({asked}) => ({kind: 'ask', servers: asked}),
		empty: seen => whyNone(seen, layer),
		note: seen =>
			layer.of.kind === 'account' && !layer.everywhere
				? `of ${seen.model.accounts.get(layer.of.id)?.name ?? layer.of.id}: the server with most of its traffic, or all`
				: noAnswer(seen, 'not asked yet'),
	});
}

/** Whether a listed connection is one of the client's. */
function isOfClient({accountId, user, name, host, language, version}: Client, connection: ListedConnection): boolean {
	return (
		connection.account === accountId &&
		connection.user === user &&
		connection.name === name &&
		connection.host === host &&
		connection.language === language &&
		connection.version === version
	);
}

/** What was answered, each connection once, as it was listed last. */
function rowsOf(model: Model, {of}: ConnectionsLayer, questions: readonly Question[]): readonly ListedRow[] {
	const rows = new Map<string, ListedRow>();
	const client = of.kind === 'client' ? model.clients.get(of.key) : undefined;
	for (const question of questions) {
		for (const [serverId, list] of answersTo(model, question)) {
			for (const connection of list.listed) {
				if (client !== undefined && !isOfClient(client, connection)) continue;
				const key = idOf({serverId, connection});
				const known = rows.get(key);
				if (known === undefined || known.list.at < list.at) rows.set(key, {serverId, list, connection});
			}
		}
	}
	return [...rows.values()];
}

function idOf({serverId, connection}: Pick<ListedRow, 'serverId' | 'connection'>): string {
	return `${serverId} ${connection.cid}`;
}

/** Whether some answer says that there are more than it lists. */
function hasMoreThan(model: Model, questions: readonly Question[], page: number): boolean {
	return questions.some(question =>
		[...answersTo(model, question).values()].some(
			({total, listed, dropped}) =>
				total !== undefined && page * question.limit + listed.length + dropped < total && listed.length > 0,
		),
	);
}

/** `page 1 of 1,240, those that moved most bytes; PgDn for more`. Of a client's connections nobody tells how many there are. */
function pageInWords({page, of}: ConnectionsLayer, total: number, order: string): string {
	const all = of.kind === 'client' ? '' : ` of ${count(total)}`;
	return `page ${page + 1}${all}${order === '' ? '' : `, ${order}`}; PgDn for more`;
}

/** Which page it is, how old it is, who has listed, who has not, and why. */
function noteOf(look: Look, layer: ConnectionsLayer, questions: readonly Question[]): string {
	const {model, link} = look;
	const lists = questions.flatMap(question => [...answersTo(model, question)]);
	const names = (ids: readonly string[]): string => firstNames(shownNamesOf(model, ids));
	const refused = lists.filter(([, {refusal}]) => refusal !== '');
	const answered = lists.filter(([, {refusal}]) => refusal === '');
	const untold = questions.flatMap(({server}) =>
		server !== undefined && !lists.some(([id]) => id === server) ? [server] : [],
	);
	const isRefused = questions.some(({request}) => link.refused.has(request.subject));
	const newest = Math.max(...answered.map(([, {at}]) => at));
	const isMore = layer.page > 0 || hasMoreThan(model, questions, layer.page);
	const totals = new Map(answered.flatMap(([id, {total}]) => (total === undefined ? [] : [[id, total] as const])));
	const total = [...totals.values()].reduce((sum, one) => sum + one, 0);
	const parts = [
		isRefused ? 'our user may not ask this: --permissions demand prints what it needs' : '',
		isMore && answered.length > 0 ? pageInWords(layer, total, orderInWords(questions)) : '',
		answered.length === 0 ? '' : `${age(model.now - newest)} ago`,
		answered.length === 0 || layer.of.kind === 'server' ? '' : names(answered.map(([id]) => id)),
		sortOf(look.ui, listPane(look.ui), layer).column === 'traffic' ? 'busiest first' : '',
		untold.length === 0 || isRefused || look.travelled !== undefined ? '' : `waiting for ${names(untold)}`,
		refused.length === 0 ? '' : `${names(refused.map(([id]) => id))}: ${refused[0]?.[1].refusal ?? ''}`,
	];
	return parts.filter(part => part !== '').join(' · ');
}

function emptyOf(look: Look, {state, of}: ConnectionsLayer, questions: readonly Question[]): string {
	const lists = questions.flatMap(question => [...answersTo(look.model, question).values()]);
	if (lists.length === 0) return noAnswer(look, 'asked; no answer yet');
	const whose = of.kind === 'client' ? ' of this client' : '';
	return `no ${state} connection${whose} is listed`;
}

function sortOf(ui: Ui, id: string, {state, first}: ConnectionsLayer): Sort {
	const usual = state === 'closed' ? 'stopped' : first;
	return paneOf(ui, id).sort ?? {column: usual, descending: true};
}

function listPaneOf(look: Look, layer: ConnectionsLayer, asked: Asked, id: string): Pane {
	const questions = questionsFor(look.model, layer, asked, sortOf(look.ui, id, layer).column);
	const isOfOne = asked !== 'all' && asked.length === 1;
	return definePane<ListedRow>({
		id,
		title: titleOf(look, layer),
		units: true,
		totals: layer.state === 'open',
		rows: ({model}) => rowsOf(model, layer, questions),
		columns: seen => listedConnectionColumns(seen, layer.state === 'closed', isOfOne),
		idOf,
		defaultSort: sortOf(look.ui, id, layer),
		isWrong: ({connection}) => (connection.pendingBytes ?? 0) > 0 || (connection.stalls ?? 0) > 0,
		noneWrong: rows => `none of the ${count(rows)} connections has bytes pending or was stalled`,
		target: ({serverId, connection: {cid}}) => ({kind: 'listed', serverId, cid}),
		polls: ({model}) => questions.map(question => pollOf(model, question)),
		hasMore: ({model}) => hasMoreThan(model, questions, layer.page),
		empty: seen => emptyOf(seen, layer, questions),
		note: seen => noteOf(seen, layer, questions),
	});
}

export function connectionsPane(look: Look, layer: ConnectionsLayer): Pane {
	const id = listPane(look.ui);
	return layer.servers === undefined ? offersPane(look, layer, id) : listPaneOf(look, layer, layer.servers, id);
}
