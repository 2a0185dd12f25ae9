// What is asked whatever is on the screen.
import type {Model} from '../model/model.ts';
import {stillThereSubject} from '../requests/identity.ts';
import {pingSubject} from '../requests/ping.ts';
import {whoAmISubject} from '../requests/who-am-i.ts';
import type {Poll} from './poll.ts';

/** Answered by all servers, with their statistics. */
export const pingPoll: Poll = {request: {subject: pingSubject, body: ''}, everyMs: 2000, scope: 'all'};

/** Asked until it is answered. */
export const whoAmIPoll: Poll = {request: {subject: whoAmISubject, body: ''}, everyMs: 30_000, scope: 'one'};

/** A server in lame duck answers nothing; whether it has ended is asked this often. */
const lameDuckMs = 5000;

/** The polls that the state of the model asks for. */
export function basePolls(model: Model): readonly Poll[] {
	const polls: Poll[] = [pingPoll];
	if (model.link.account === '') polls.push(whoAmIPoll);
	for (const server of model.servers.values()) {
		if (server.goodbye?.kind !== 'lame duck') continue;
		polls.push({request: {subject: stillThereSubject(server), body: ''}, everyMs: lameDuckMs, scope: 'one'});
	}
	return polls;
}
