// What a list of connections asks, of which servers, and what that costs them: a page of each, in the order in which the
// list is sorted, so that what is looked for is on the first one.
import type {Poll} from '../../asking/poll.ts';
import type {ConnectionList} from '../../model/connection-list.ts';
import type {Model} from '../../model/model.ts';
import {shownName} from '../../model/server-names.ts';
import {isSpeaking, stateOf} from '../../model/server-state.ts';
import {connectionsOf, type ServerSort} from '../../requests/connection-list.ts';
import {keyOf, type Request} from '../../requests/request.ts';
import type {ConnectionsLayer} from '../../ui/ui.ts';
import type {Asked, ConnectionOrder, ConnectionsOf} from '../../ui/target.ts';

/** Connections that one server lists at a time, */
const pageSize = 256;
/** and that all of several servers list together. */
const mostOfSeveral = 2048;
const leastOfEach = 8;
/** Fewer than this are all on one page, also when some more come. */
const surelyOnePage = 200;
/** It is asked again soon, as rates need a second look, and then at leisure. */
const secondLookMs = 2000;
const laterLookMs = 10_000;

/** One question, and who answers it. */
export type Question = {
	/** A server's id; undefined for all servers. */
	readonly server: string | undefined;
	readonly sort: ServerSort;
	readonly limit: number;
	readonly request: Request;
};

/** By column of the list: what a server is to sort by so that its first page holds what comes first here. */
const sorts: Readonly<Record<string, readonly ServerSort[]>> = {
	cid: ['cid'],
	uptime: ['start'],
	idle: ['idle'],
	subs: ['subs'],
	pending: ['pending'],
	rtt: ['rtt'],
	in: ['msgs_from'],
	out: ['msgs_to'],
	'bytes-in': ['bytes_from'],
	'bytes-out': ['bytes_to'],
	traffic: ['bytes_to', 'bytes_from'],
};

const words: Readonly<Partial<Record<ServerSort, string>>> = {
	start: 'those connected longest',
	idle: 'those idle longest',
	subs: 'those with most subscriptions',
	pending: 'those with most pending',
	rtt: 'those with the longest round trip',
	msgs_from: 'those that sent most messages',
	msgs_to: 'those that received most messages',
	bytes_from: 'those that sent most bytes',
	bytes_to: 'those that received most bytes',
	stop: 'the last ones',
};

/** Which of them a page holds: `those that received or sent most bytes`; empty for no order that says anything. */
export function orderInWords(questions: readonly Question[]): string {
	const different = new Set(questions.map(({sort}) => sort));
	if (different.size > 1) return 'those that moved most bytes';
	const [sort] = different;
	return (sort !== undefined && words[sort]) || '';
}

/** Why a server cannot be asked; undefined when it can. */
function whyNotOf(model: Model, id: string): string | undefined {
	const server = model.servers.get(id);
	if (server === undefined) return 'this process of the server has ended';
	if (isSpeaking(server)) return undefined;
	const name = shownName(model, server);
	switch (stateOf(model, server)) {
		case 'lame duck':
			return `${name} drains (lame duck): it answers nothing`;
		case 'stopped':
			return `${name} is shut down`;
		default:
			return `${name} is silent: it would not answer`;
	}
}

/** The server on which most of an account's traffic is; without figures, most of its connections. */
function busiestFor(model: Model, id: string): string | undefined {
	let busiest: {id: string; bytes: number; connections: number} | undefined;
	for (const {serverId, connections = 0, leafs = 0, rates} of model.accounts.get(id)?.shares.values() ?? []) {
		if (whyNotOf(model, serverId) !== undefined || connections + leafs === 0) continue;
		const bytes = (rates?.bytesIn ?? 0) + (rates?.bytesOut ?? 0);
		const isBusier =
			busiest === undefined || bytes > busiest.bytes || (bytes === busiest.bytes && connections > busiest.connections);
		if (isBusier) busiest = {id: serverId, bytes, connections};
	}
	return busiest?.id;
}

/** Whose connections are on some servers only. */
type Some = Exclude<ConnectionsOf, {readonly kind: 'everything'}>;

/** The servers that are to be asked for these connections, or why none can be. */
export function serversFor(model: Model, of: Some): readonly string[] | {readonly why: string} {
	switch (of.kind) {
		case 'server': {
			const why = whyNotOf(model, of.id);
			return why === undefined ? [of.id] : {why};
		}
		case 'account': {
			const busiest = busiestFor(model, of.id);
			return busiest === undefined ? {why: 'no server that is heard has a connection of this account'} : [busiest];
		}
		case 'client': {
			const known = model.clients.get(of.key)?.servers ?? [];
			const heard = [...known].filter(id => whyNotOf(model, id) === undefined);
			return heard.length === 0 ? {why: 'no server that it was seen on is heard'} : heard;
		}
	}
}

/** An account whose name a person has changed by control characters cannot be asked for by it. */
function isAsSent(text: string): boolean {
	return !/[\ufffd\u2026]/.test(text) && text !== '[hidden]';
}

/** What servers are to leave out, as far as they can. */
function filterFor(model: Model, of: ConnectionsOf): {readonly account?: string; readonly user?: string} {
	if (of.kind === 'server' || of.kind === 'everything') return {};
	const {accountId = '', user = ''} = of.kind === 'client' ? (model.clients.get(of.key) ?? {}) : {accountId: of.id};
	return {
		...(accountId !== '' && isAsSent(accountId) ? {account: accountId} : {}),
		...(user !== '' && isAsSent(user) ? {user} : {}),
	};
}

/** How many connections a server is expected to list; undefined where that is not known. */
export function expectedOn(model: Model, of: ConnectionsOf, server: string): number | undefined {
	if (of.kind === 'server' || of.kind === 'everything') return model.servers.get(server)?.stats?.connections;
	const account = of.kind === 'account' ? of.id : (model.clients.get(of.key)?.accountId ?? '');
	const share = model.accounts.get(account)?.shares.get(server);
	return share?.connections === undefined ? undefined : share.connections + (share.leafs ?? 0);
}

/** How many of several servers each lists. */
function limitFor({servers}: Model, asked: Asked): number {
	const many = asked === 'all' ? servers.size : asked.length;
	return Math.max(leastOfEach, Math.min(pageSize, Math.floor(mostOfSeveral / Math.max(1, many))));
}

/** What was answered to a question; of all servers, by server. */
export function answersTo(model: Model, {request}: Pick<Question, 'request'>): ReadonlyMap<string, ConnectionList> {
	return model.listings.get(keyOf(request)) ?? new Map();
}

type Wanted = Pick<ConnectionsLayer, 'of' | 'state' | 'page'> & {
	readonly server: string | undefined;
	readonly limit: number;
};

function questionOf(model: Model, {of, state, page, server, limit}: Wanted, sort: ServerSort): Question {
	const request = connectionsOf({
		server: server ?? 'PING',
		state,
		sort,
		offset: page * limit,
		limit,
		...filterFor(model, of),
	});
	return {server, sort, limit, request};
}

/** Whether all that there are fit into one page: then they are sorted here, and nothing is asked anew for that. */
function isOnePage(model: Model, wanted: Wanted, simple: Question): boolean {
	const {of, server, limit, state} = wanted;
	if (state === 'closed') return false;
	const answered = [...answersTo(model, simple).values()].filter(({refusal}) => refusal === '');
	if (answered.length > 0) return answered.every(({total}) => total !== undefined && total <= limit);
	const most = Math.min(limit, surelyOnePage);
	if (server !== undefined) return (expectedOn(model, of, server) ?? Number.POSITIVE_INFINITY) <= most;
	return [...model.servers.values()].filter(isSpeaking).every(({id}) => (expectedOn(model, of, id) ?? 0) <= most);
}

const firstColumns: Readonly<Record<ConnectionOrder, string>> = {traffic: 'traffic', subs: 'subs'};

function questionsOfOne(model: Model, wanted: Wanted, first: ConnectionOrder, column: string): readonly Question[] {
	if (wanted.state === 'closed') return [questionOf(model, wanted, 'stop')];
	const simple = questionOf(model, wanted, 'cid');
	if (wanted.page === 0 && isOnePage(model, wanted, simple)) return [simple];
	const by = sorts[column] ?? sorts[firstColumns[first]] ?? ['cid'];
	const limit = Math.ceil(wanted.limit / by.length);
	return by.map(sort => questionOf(model, {...wanted, limit}, sort));
}

/** What is asked for a list that is sorted by a column. */
export function questionsFor(
	model: Model,
	{of, state, page, first}: Pick<ConnectionsLayer, 'of' | 'state' | 'page' | 'first'>,
	asked: Asked,
	column: string,
): readonly Question[] {
	const limit = limitFor(model, asked);
	const servers = asked === 'all' ? [undefined] : asked;
	return servers.flatMap(server => questionsOfOne(model, {of, state, page, server, limit}, first, column));
}

/** Whether a list has been looked at once only. */
function isFirstLook({listed}: ConnectionList): boolean {
	return listed.length > 0 && listed.every(({rates}) => rates === undefined);
}

export function pollOf(model: Model, question: Question): Poll {
	const answers = [...answersTo(model, question).values()];
	const isOpen = question.sort !== 'stop';
	const everyMs = isOpen && answers.some(isFirstLook) ? secondLookMs : laterLookMs;
	return {request: question.request, everyMs, scope: question.server === undefined ? 'all' : 'one'};
}
