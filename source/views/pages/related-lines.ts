// Lines of pages that open something: every name leads to what it names, and what has to be asked for says what that costs.
import {displayName} from '../../format/display-name.ts';
import {bytesInWords, grouped, unknown} from '../../format/number.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {type Client, clientKey} from '../../model/client.ts';
import type {Model} from '../../model/model.ts';
import {shownName} from '../../model/server-names.ts';
import {stateOf} from '../../model/server-state.ts';
import {serversInOrder} from '../../model/servers.ts';
import type {ConnectionsOf} from '../../ui/target.ts';
import type {Look} from '../look.ts';
import {costInWords, oneAnswerInWords, serversInWords} from '../panes/connection-costs.ts';
import {serversFor} from '../panes/connection-questions.ts';
import {opening, type PageLine, row} from './page.ts';

/** Who somebody is, as events and lists of connections tell it. */
export type Identity = Pick<Client, 'user' | 'name' | 'host' | 'language' | 'version'> & {readonly account: string};

export function serverLine({model}: Look, id: string): PageLine | undefined {
	const server = model.servers.get(id);
	if (server === undefined) return undefined;
	const state = stateOf(model, server);
	return opening(row('server', `${shownName(model, server)}${state === 'up' ? '' : `, ${state}`}`), {
		kind: 'server',
		id,
	});
}

/** Each of several servers, in the order in which servers stand everywhere. */
export function serverLines(look: Look, ids: ReadonlySet<string>): readonly (PageLine | undefined)[] {
	return serversInOrder(look.model)
		.filter(({id}) => ids.has(id))
		.map(({id}) => serverLine(look, id));
}

export function accountLine({model}: Look, id: string): PageLine | undefined {
	const account = model.accounts.get(id);
	return account === undefined ? undefined : opening(row('account', account.name), {kind: 'account', id});
}

/** The client of this identity, when it is known. */
function clientOfIdentity({clients}: Model, identity: Identity) {
	return clients.get(clientKey(identity));
}

export function clientLine({model}: Look, identity: Identity): PageLine | undefined {
	const client = clientOfIdentity(model, identity);
	if (client === undefined) return undefined;
	return opening(row('client', quoteIfBlank(displayName(client))), {kind: 'client', key: client.key});
}

/** A login that is, or was, refused, by its key: with how often. */
export function refusedLine({model}: Look, name: string, key: string): PageLine | undefined {
	const refused = model.refused.get(key);
	if (refused === undefined) return undefined;
	return opening(row(name, grouped(refused.attempts.recent.total)), {kind: 'refused', key});
}

/** Lists of connections, with what they cost; or why none can be asked for. */
export function connectionsLines({model}: Look, of: Exclude<ConnectionsOf, {kind: 'everything'}>): readonly PageLine[] {
	const servers = serversFor(model, of);
	if ('why' in servers) return [row('connections', servers.why, 'dim')];
	const cost = `asks ${serversInWords(model, servers)}: ${costInWords(model, {of, state: 'open', first: 'traffic'}, servers)}`;
	return [
		opening(row('connections', `busiest first · ${cost}`), {kind: 'connections', of, first: 'traffic', servers}),
		opening(row('', 'most subscriptions first, for the same'), {kind: 'connections', of, first: 'subs', servers}),
	];
}

/** One connection, which its server is asked for. */
export function connectionLine({model}: Look, serverId: string, cid: number | undefined): PageLine | undefined {
	const server = model.servers.get(serverId);
	if (server === undefined) return undefined;
	if (cid === undefined) return row('connection', unknown, 'dim');
	const cost = oneAnswerInWords(model, server, '1 KiB');
	return opening(row('connection', `${cid} · ${cost}`), {kind: 'listed', serverId, cid});
}

/** Bytes of a subject in a list, compressed. */
const subjectBytes = 8;

/** The subjects of a connection, which its server is asked for. */
export function subjectsLine(
	{model}: Look,
	serverId: string,
	cid: number,
	subscriptions: number | undefined,
): PageLine | undefined {
	const server = model.servers.get(serverId);
	if (server === undefined || subscriptions === undefined || subscriptions === 0) return undefined;
	const cost = oneAnswerInWords(model, server, bytesInWords(500 + subscriptions * subjectBytes));
	return opening(row('subscriptions', `${grouped(subscriptions)} · ${cost}`), {kind: 'subjects', serverId, cid});
}

/** Another view, of which a filter leaves what belongs here. */
export function viewLine(name: string, what: string, view: string, filter: string): PageLine {
	return opening(row(name, what), {kind: 'view', view, filter});
}

/** The clients and the events of a server or an account. */
export function clientsAndEventsLines(filter: string): readonly PageLine[] {
	return [
		viewLine('clients', 'those that came or went', 'clients', filter),
		viewLine('events', 'connects and disconnects', 'connects', filter),
	];
}
