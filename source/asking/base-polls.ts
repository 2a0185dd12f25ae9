// What is asked whatever is on the screen.
import {isReloadInQuestion} from '../model/late-connects.ts';
import type {Model} from '../model/model.ts';
import {stillThereSubject} from '../requests/identity.ts';
import {pingSubject} from '../requests/ping.ts';
import {serverVariables} from '../requests/server-variables.ts';
import {whoAmISubject} from '../requests/who-am-i.ts';
import type {Poll} from './poll.ts';

/** Answered by all servers, with their statistics. */
export const pingPoll: Poll = {request: {subject: pingSubject, body: ''}, everyMs: 2000, scope: 'all'};

/** Asked until it is answered. */
export const whoAmIPoll: Poll = {request: {subject: whoAmISubject, body: ''}, everyMs: 30_000, scope: 'one'};

/** A server in lame duck answers nothing; whether it has ended is asked this often. */
const lameDuckMs = 5000;

/** A server that may have read its configuration again is asked once; again only where no answer came. */
const reloadMs = 60_000;
/** So many servers are asked at a time whether they did. */
const mostReloads = 5;

/** When servers read their configuration, where their late CONNECTs leave that open. */
function reloadPolls(model: Model): readonly Poll[] {
	const inQuestion: Poll[] = [];
	for (const server of model.servers.values()) {
		if (!isReloadInQuestion(model, server)) continue;
		inQuestion.push({request: serverVariables(server.id), everyMs: reloadMs, scope: 'one'});
		if (inQuestion.length === mostReloads) break;
	}
	// Who may not ask one server may not ask the others.
	const isRefused = (): boolean => [...model.link.refused.keys()].some(subject => subject.endsWith('.VARZ'));
	return inQuestion.length === 0 || isRefused() ? [] : inQuestion;
}

/** The polls that the state of the model asks for. */
export function basePolls(model: Model): readonly Poll[] {
	const polls: Poll[] = [pingPoll];
	if (model.link.account === '') polls.push(whoAmIPoll);
	for (const server of model.servers.values()) {
		if (server.goodbye?.kind !== 'lame duck') continue;
		polls.push({request: {subject: stillThereSubject(server), body: ''}, everyMs: lameDuckMs, scope: 'one'});
	}
	return [...polls, ...reloadPolls(model)];
}
