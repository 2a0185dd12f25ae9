// What kicking a connection and asking it to move share: one connection, looked up before and after.
import {clock} from '../format/time.ts';
import type {Server} from '../model/server.ts';
import {connectionLookup} from '../requests/connection-list.ts';
import {reasonIn} from '../requests/define-command-request.ts';
import type {Request} from '../requests/request.ts';
import {answerOf, type Answers, isNobodyThere, toldBy} from './answers.ts';
import type {Report} from './command.ts';
import {
	calledBy,
	connectionConfirmation,
	connectionIn,
	connectionParts,
	type LookedUpConnection,
} from './looked-up-connection.ts';
import type {Finding, Plan, Verdict} from './plan.ts';
import type {CommandTarget} from './command-target.ts';

type Target = CommandTarget & {readonly kind: 'kick' | 'move'};

export type ConnectionChange = {
	readonly title: string;
	readonly request: Request;
	/** Why this connection is not one to do it to. */
	readonly unfit?: (found: LookedUpConnection) => string | undefined;
	readonly warnings: (found: LookedUpConnection) => readonly string[];
	/** What the server says when it did it. */
	readonly did: string;
	readonly verifyForMs: number;
	/** Of a connection that is still open after the request, while it is looked at and in the end. */
	readonly stillOpen: (name: string, isOver: boolean) => Verdict['conclusion'];
};

const withinMs = 3000;

function gone({ended, cid}: LookedUpConnection, utc: boolean): string {
	const at = ended?.at === undefined ? '' : ` at ${clock(ended.at, utc)}`;
	return `connection ${cid} was closed${at}: ${ended?.reason || 'no reason reported'}`;
}

/** What a server said to a request that is only an order. */
export function orderReport(answers: Answers, request: Request, server: Server, did: string, sentAt: number): Report {
	const answer = answerOf(answers, request, server.id);
	if (answer?.body === undefined) {
		const text = isNobodyThere(answers, request) ? 'is not there any more' : 'has not answered yet';
		return {server: server.name, text, tone: 'warn', afterMs: undefined};
	}
	const reason = reasonIn(answer.body);
	const afterMs = answer.at - sentAt;
	if (reason !== undefined) return {server: server.name, text: `did not: ${reason}`, tone: 'bad', afterMs};
	return {server: server.name, text: did, tone: 'good', afterMs};
}

/** Whether the server refused to do it, or is not there. */
export function isDeclined(answers: Answers, request: Request, server: Server): boolean {
	const body = answerOf(answers, request, server.id)?.body;
	return isNobodyThere(answers, request) || (body !== undefined && reasonIn(body) !== undefined);
}

export function connectionPlan(
	target: Target,
	server: Server,
	utc: boolean,
	{title, request, unfit, warnings, did, verifyForMs, stillOpen}: ConnectionChange,
): Plan<LookedUpConnection> {
	const {cid} = target;
	const from = new Map([[server.id, server.name]]);
	const lookUp = {...connectionLookup(server.id, cid), from};
	const asked = {...request, from};

	function find(answers: Answers): Finding<LookedUpConnection> {
		const refused = (reason: string): Finding<LookedUpConnection> => ({kind: 'refused', reasons: [reason]});
		const data = toldBy(answers, lookUp);
		if (typeof data === 'string') return refused(data);
		const found = connectionIn(data, cid, server);
		if (found === undefined) {
			return refused(`${server.name} has no connection ${cid}; before 2.15 no server finds a leafnode by its id`);
		}
		if (found.ended !== undefined) return refused(gone(found, utc));
		const {startedAt} = found;
		if (target.startedAt !== undefined && startedAt !== undefined && Math.abs(target.startedAt - startedAt) >= 1) {
			return refused(`that connection is closed; ${cid} is now ${calledBy(found)}, since ${clock(startedAt, utc)}`);
		}
		const why = unfit?.(found);
		return why === undefined ? {kind: 'found', found} : refused(why);
	}

	return {
		target,
		title,
		lookUp: [lookUp],
		find,
		describe: found => ({
			parts: connectionParts(found, server, utc),
			warnings: warnings(found),
			confirmation: connectionConfirmation(found),
		}),
		differs(shown, now) {
			const same = shown.start === now.start && shown.name === now.name && shown.user === now.user;
			if (same && shown.peer === now.peer) return undefined;
			return `that connection is closed; ${cid} is now ${calledBy(now)} from ${now.peer}`;
		},
		request: asked,
		withinMs,
		told: (_found, answers, sentAt) => ({
			reports: [orderReport(answers, request, server, did, sentAt)],
			conclusion: isDeclined(answers, request, server) ? {text: 'nothing was changed', tone: 'bad'} : undefined,
			settled: isDeclined(answers, request, server),
		}),
		verify: [lookUp],
		verifyForMs,
		judge(_found, toRequest, answers, sentAt, isOver) {
			const reports = [orderReport(toRequest, request, server, did, sentAt)];
			const data = toldBy(answers, lookUp);
			if (typeof data === 'string') {
				const text = isOver
					? `whether connection ${cid} is open is not known: ${data}`
					: 'looking whether it is still open…';
				return {reports, conclusion: {text, tone: 'warn'}, settled: false};
			}
			const now = connectionIn(data, cid, server);
			if (now === undefined || now.ended !== undefined) {
				const text = now === undefined ? `connection ${cid} is closed` : gone(now, utc);
				return {reports, conclusion: {text, tone: 'good'}, settled: true};
			}
			return {reports, conclusion: stillOpen(`connection ${cid}`, isOver), settled: false};
		},
	};
}
