// How the servers answer what they are asked.
import {accountStatOf} from './account-stat.ts';
import {orders} from './server-requests.ts';
import type {SimulatedServer} from './simulated-server.ts';
import {metaGroup, statszOf} from './statsz.ts';
import {isUp, nextServerInfo, onMicrosecond, time, type World} from './world.ts';
import {answerPrefix} from '../../wire/message.ts';
import type {Ask} from '../source.ts';

/** What a server says, or undefined when it stays silent. */
type Reply = (world: World, server: SimulatedServer, body: string) => unknown;

const answersOfServer = new Map<string, Reply>([
	['STATSZ', statszOf],
	['IDZ', (_world, {id, role}) => ({name: role.name, host: '0.0.0.0', id})],
	['HEALTHZ', (world, server) => ({server: nextServerInfo(world, server), data: healthOf(world, server)})],
]);

/** A server works on a request for this long, more or less. */
const workMs = 0.12;

/** Has the servers concerned answer an ask sent now; one empty answer (a 503) when there are none. */
export function planAnswers(world: World, ask: Ask, token: string): void {
	const subject = `${answerPrefix}${token}.${ask.subject}`;
	const {reply, servers} = askedOf(world, ask.subject);
	if (reply === undefined || servers.length === 0) {
		const link = world.servers.get(world.cast.linkServer);
		world.underway.add(onMicrosecond(world.now + 2 * (link?.role.cluster.oneWayMs ?? 0)), {subject, text: ''});
		return;
	}

	for (const server of servers) {
		const {oneWayMs} = server.role.cluster;
		const sendsAt = onMicrosecond(world.now + oneWayMs + workMs * (1 + (server.role.index % 3)));
		world.agenda.add(sendsAt, () => {
			// It may be gone by now.
			const said = isUp(server) ? reply(world, server, ask.body) : undefined;
			if (said !== undefined) {
				world.underway.add(onMicrosecond(sendsAt + oneWayMs), {subject, text: JSON.stringify(said)});
			}
		});
	}
}

/** Who hears an ask, and what they say. A lame duck still hears: it is asked, but does not answer. */
function askedOf(
	world: World,
	subject: string,
): {readonly reply: Reply | undefined; readonly servers: readonly SimulatedServer[]} {
	const hearing = [...world.servers.values()].filter(({state}) => state !== 'down');
	if (subject === '$SYS.REQ.SERVER.PING') {
		return {reply: statszOf, servers: hearing};
	}

	if (subject === '$SYS.REQ.ACCOUNT.PING.STATZ') {
		return {reply: statzOf, servers: hearing};
	}

	if (subject === '$SYS.REQ.USER.INFO') {
		return {reply: userInfoOf, servers: hearing.filter(({role}) => role.name === world.cast.linkServer)};
	}

	const [system, request, server, target, verb, ...more] = subject.split('.');
	if (system !== '$SYS' || request !== 'REQ' || server !== 'SERVER' || more.length > 0) {
		return {reply: undefined, servers: []};
	}

	const servers = target === 'PING' ? hearing : hearing.filter(({id}) => id === target);
	// What is for one server is not for all of them.
	return {reply: answersOfServer.get(verb ?? '') ?? (target === 'PING' ? undefined : orders.get(verb ?? '')), servers};
}

function healthOf(world: World, server: SimulatedServer): unknown {
	return server.role.cluster.jetStream && metaGroup(world).names.length > 0 && world.metaLeader === ''
		? {status: 'unavailable', status_code: 503, error: 'JetStream has not established contact with a meta leader'}
		: {status: 'ok', status_code: 200};
}

/** Only accounts with connections, of those asked for; nothing when there are none. */
const statzOf: Reply = (world, server, body) => {
	const asked = accountsAskedFor(body);
	const accounts = [...server.accounts.values()].filter(
		({role, clients, leafnodes}) => clients + leafnodes > 0 && (asked === undefined || asked.includes(role.id)),
	);
	return accounts.length === 0
		? undefined
		: {
				server: nextServerInfo(world, server),
				data: {
					server_id: server.id,
					now: time(world, world.now),
					account_statz: accounts.map(account => accountStatOf(world, server, account)),
				},
			};
};

/** The `accounts` of a request, or undefined for all. */
function accountsAskedFor(body: string): readonly unknown[] | undefined {
	try {
		const options: unknown = JSON.parse(body);
		return typeof options === 'object' && options !== null && 'accounts' in options && Array.isArray(options.accounts)
			? options.accounts
			: undefined;
	} catch {
		return undefined;
	}
}

const userInfoOf: Reply = (world, server) => ({
	server: nextServerInfo(world, server),
	data: {user: world.cast.systemUser, account: world.cast.systemAccount, account_name: world.cast.systemAccount},
});
