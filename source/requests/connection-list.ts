import {adoptConnections} from '../model/adopt-connections.ts';
import {takeConnectionList, takeRefusal} from '../model/connection-list.ts';
import {can} from '../model/capabilities.ts';
import {type ConnectionListFields, connectionListOf} from '../wire/connection-list.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {reasonIn} from './define-command-request.ts';
import {defineRequest, type OpenedAnswer} from './define-request.ts';
import {idAsked, keyOf, type Request} from './request.ts';

/** By what a server sorts connections: `cid` and `start` ascend, all others descend. `stop` is for closed ones. */
export type ServerSort =
	| 'cid'
	| 'start'
	| 'subs'
	| 'pending'
	| 'msgs_to'
	| 'msgs_from'
	| 'bytes_to'
	| 'bytes_from'
	| 'idle'
	| 'rtt'
	| 'stop';

export type ConnectionQuestion = {
	/** A server's id, or `PING` for all servers. */
	readonly server: string;
	readonly state: 'open' | 'closed';
	readonly sort: ServerSort;
	readonly offset: number;
	readonly limit: number;
	/** An account's id; of all accounts when absent. */
	readonly account?: string;
	readonly user?: string;
};

function connectionsSubject(server: string): string {
	return `$SYS.REQ.SERVER.${server}.CONNZ`;
}

/** A page of a server's connections, with who they are: some 400 bytes each, or 40 to 80 as it is compressed. */
export function connectionsOf({server, state, sort, offset, limit, account, user}: ConnectionQuestion): Request {
	const body = {
		auth: true,
		state: state === 'open' ? 0 : 1,
		sort,
		offset,
		limit,
		...(account === undefined ? {} : {acc: account}),
		...(user === undefined ? {} : {user}),
	};
	return {subject: connectionsSubject(server), body: JSON.stringify(body), isCompressed: true};
}

/** One connection, open or closed, in full. */
export function oneConnection(server: string, cid: number): Request {
	return {subject: connectionsSubject(server), body: JSON.stringify({auth: true, state: 2, limit: 1, cid})};
}

/** One connection with all its subjects: some 20 bytes for each, or a fifth of that as it is compressed. */
export function subjectsOfConnection(server: string, cid: number): Request {
	const body = {auth: true, state: 2, limit: 1, cid, subscriptions: true};
	return {subject: connectionsSubject(server), body: JSON.stringify(body), isCompressed: true};
}

/**
 * One connection as it is looked up before and after something is done to it, also when it is closed, so that its end
 * can be told; nothing of it is kept. Open leafnodes are found since 2.15.
 */
export function connectionLookup(serverId: string, cid: number): Request {
	return {subject: connectionsSubject(serverId), body: JSON.stringify({cid, auth: true, state: 2})};
}

type Answer = {readonly list: ConnectionListFields} | {readonly refusal: string};

function decode({envelope: {body, sender}}: OpenedAnswer): Answer | undefined {
	const refusal = reasonIn(body);
	if (refusal !== undefined) return {refusal};
	const version = sender?.version ?? '';
	const list = connectionListOf(body['data'], version, can(version, 'accountNames'), can(version, 'staleConnections'));
	return list === undefined ? undefined : {list};
}

/** What is looked up by itself names no limit. */
function isKept({body}: Request): boolean {
	return openEnvelope(body)?.body['limit'] !== undefined;
}

export const connectionListRequest = defineRequest({
	subject: connectionsSubject('*'),
	decode,
	apply(model, server, answer, {at, request}) {
		if (!isKept(request)) return undefined;
		const question = keyOf(request);
		if ('list' in answer) {
			const {listed, serverTime} = answer.list;
			takeConnectionList(model, question, server, answer.list, at);
			adoptConnections(model, server, listed, serverTime, at);
		} else {
			takeRefusal(model, question, server.id, answer.refusal, at);
		}
		return undefined;
	},
	nobodyThere(model, request, at) {
		const id = idAsked(request.subject);
		if (isKept(request) && id !== 'PING') takeRefusal(model, keyOf(request), id, 'it is not there any more', at);
	},
});
