// The plan that kicking a connection and asking it to move share: the connection is looked up before and after.
import {clock} from '../format/time.ts';
import type {Server} from '../model/server.ts';
import {connectionLookup} from '../requests/connection-list.ts';
import {reasonIn} from '../requests/define-command-request.ts';
import type {Request} from '../requests/request.ts';
import {answerOf, type Answers, isNobodyThere, dataFrom} from './answers.ts';
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

export type ConnectionCommand = {
	readonly title: string;
	readonly request: Request;
	/** Why the command is not possible for this connection; undefined when it is. */
	readonly unfit?: (found: LookedUpConnection) => string | undefined;
	readonly warnings: (found: LookedUpConnection) => readonly string[];
	/** The report when the server has done it. */
	readonly did: string;
	readonly verifyForMs: number;
	/** The conclusion while the connection is still open after the request, and when it has stayed open to the end. */
	readonly stillOpen: (name: string, isOver: boolean) => Verdict['conclusion'];
};

const withinMs = 3000;

function closedInWords({ended, cid}: LookedUpConnection, utc: boolean): string {
	const at = ended?.at === undefined ? '' : ` at ${clock(ended.at, utc)}`;
	return `connection ${cid} was closed${at}: ${ended?.reason || 'no reason reported'}`;
}

/** A server's answer to a request whose answer has no data. */
export function requestReport(answers: Answers, request: Request, server: Server, did: string, sentAt: number): Report {
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

/** Whether the server refused the request, or is not there to answer. */
export function isDeclined(answers: Answers, request: Request, server: Server): boolean {
	const body = answerOf(answers, request, server.id)?.body;
	return isNobodyThere(answers, request) || (body !== undefined && reasonIn(body) !== undefined);
}

export function connectionPlan(
	target: Target,
	server: Server,
	utc: boolean,
	{title, request, unfit, warnings, did, verifyForMs, stillOpen}: ConnectionCommand,
): Plan<LookedUpConnection> {
	const {cid} = target;
	const from = new Map([[server.id, server.name]]);
	const lookUp = {...connectionLookup(server.id, cid), from};
	const asked = {...request, from};

	function find(answers: Answers): Finding<LookedUpConnection> {
		const refused = (reason: string): Finding<LookedUpConnection> => ({kind: 'refused', reasons: [reason]});
		const data = dataFrom(answers, lookUp);
		if (typeof data === 'string') return refused(data);
		const found = connectionIn(data, cid, server);
		if (found === undefined) {
			return refused(`${server.name} has no connection ${cid}; before 2.15 no server finds a leafnode by its id`);
		}
		if (found.ended !== undefined) return refused(closedInWords(found, utc));
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
			reports: [requestReport(answers, request, server, did, sentAt)],
			conclusion: isDeclined(answers, request, server) ? {text: 'nothing was changed', tone: 'bad'} : undefined,
			settled: isDeclined(answers, request, server),
		}),
		verify: [lookUp],
		verifyForMs,
		judge(_found, toRequest, answers, sentAt, isOver) {
			const reports = [requestReport(toRequest, request, server, did, sentAt)];
			const data = dataFrom(answers, lookUp);
			if (typeof data === 'string') {
				const text = isOver
					? `whether connection ${cid} is open is not known: ${data}`
					: 'looking whether it is still open…';
				return {reports, conclusion: {text, tone: 'warn'}, settled: false};
			}
			const now = connectionIn(data, cid, server);
			if (now === undefined || now.ended !== undefined) {
				const text = now === undefined ? `connection ${cid} is closed` : closedInWords(now, utc);
				return {reports, conclusion: {text, tone: 'good'}, settled: true};
			}
			return {reports, conclusion: stillOpen(`connection ${cid}`, isOver), settled: false};
		},
	};
}
