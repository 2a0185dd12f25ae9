// Who answers a request, and when the answers arrive.
import {accountInfo, accountStats, userInfo} from './account-requests.ts';
import {optionsIn, type Reply} from './reply.ts';
import {commandRequests, serverRequests} from './server-requests.ts';
import type {SimulatedServer} from './simulated-server.ts';
import {statszOf} from './statsz.ts';
import {isUp, onMicrosecond, type World} from './world.ts';
import {answerPrefix} from '../../wire/message.ts';
import type {Request} from '../../requests/request.ts';

/** A server works on a request for about this long. */
const workMs = 0.12;

/** Plans the answers to a request that is sent now; one empty answer (a 503) when no server listens. */
export function planAnswers(world: World, {subject: asked, body}: Request, token: string): void {
	const subject = `${answerPrefix}${token}.${asked}`;
	const {reply, servers} = listenersTo(world, asked);
	if (reply === undefined || servers.length === 0) {
		const link = world.servers.get(world.cast.linkServer);
		world.underway.add(onMicrosecond(world.now + 2 * (link?.role.cluster.oneWayMs ?? 0)), {subject, text: ''});
		return;
	}
	const options = optionsIn(body);
	for (const server of servers) {
		const {oneWayMs} = server.role.cluster;
		const sendsAt = onMicrosecond(world.now + oneWayMs + workMs * (1 + (server.role.index % 3)));
		world.agenda.add(sendsAt, () => {
			// It may have stopped by now, and what it does for us it does though we do not hear of it.
			const answer = isUp(server) ? reply(world, server, options) : undefined;
			if (answer !== undefined && !world.unheard.has(server.role.name)) {
				world.underway.add(onMicrosecond(sendsAt + oneWayMs), {subject, text: JSON.stringify(answer)});
			}
		});
	}
}

type Listeners = {readonly reply: Reply | undefined; readonly servers: readonly SimulatedServer[]};

/** The servers that listen to a subject, and how they answer. One in lame-duck mode listens and answers nothing. */
function listenersTo(world: World, subject: string): Listeners {
	const hearing = [...world.servers.values()].filter(
		({state, role}) => state !== 'down' && !world.unreached.has(role.name),
	);
	if (subject === '$SYS.REQ.SERVER.PING') return {reply: statszOf, servers: hearing};
	if (subject === '$SYS.REQ.ACCOUNT.PING.STATZ') return {reply: accountStats, servers: hearing};
	if (subject === '$SYS.REQ.USER.INFO') {
		return {reply: userInfo, servers: hearing.filter(({role}) => role.name === world.cast.linkServer)};
	}
	const [system, request, kind, target = '', verb = '', ...more] = subject.split('.');
	if (system !== '$SYS' || request !== 'REQ' || more.length > 0) return {reply: undefined, servers: []};
	if (kind === 'ACCOUNT' && verb === 'INFO') {
		return {reply: accountInfo(target), servers: hearing.filter(({accounts}) => accounts.has(target))};
	}
	if (kind !== 'SERVER') return {reply: undefined, servers: []};
	if (target === 'PING') return {reply: serverRequests.get(verb), servers: hearing};
	return {
		reply: serverRequests.get(verb) ?? commandRequests.get(verb),
		servers: hearing.filter(({id}) => id === target),
	};
}
