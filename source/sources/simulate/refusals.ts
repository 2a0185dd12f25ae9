// Connections that never log in: refused logins, and sockets closed before they send anything.
import type {Application} from './cast.ts';
import {noTraffic} from './flow.ts';
import {clientEnded, clientInfo, eventHead} from './payloads.ts';
import {countActivity, type SimulatedClient, type SimulatedServer} from './simulated-server.ts';
import {localTime, nextServerInfo, send, time, type World} from './world.ts';

export type Caller = {
	readonly application: Pick<Application, 'name' | 'user' | 'kind' | 'language' | 'version'>;
	readonly index: number;
	readonly host: string;
};

/** A refused login: AUTH.ERR, and a DISCONNECT of `$G` with the same connection id. */
export function refuse(world: World, server: SimulatedServer, caller: Caller): void {
	countActivity(server, world.now);
	const sendEnd = refusedConnection(world, server, caller, {
		startedAt: world.now - world.random.between(0.4, 2),
		roundTripNanoseconds: Math.floor(world.random.between(300, 1400)) * 1000,
		reason: 'Authentication Failure',
	});
	sendEnd(`$SYS.SERVER.${server.id}.CLIENT.AUTH.ERR`, time(world, world.now));
	sendEnd('$SYS.ACCOUNT.$G.DISCONNECT', localTime(world, server, world.now));
	// A third copy goes into the account of the failed login, where a system user does not see it.
	server.sequence++;
}

/** A load balancer that checks the port: a DISCONNECT of `$G` since 2.12. */
export function probe(world: World, server: SimulatedServer, host: string): void {
	const nobody = {name: '', user: '', kind: 'nats', language: '', version: ''} as const;
	const sendEnd = refusedConnection(
		world,
		server,
		{application: nobody, index: 0, host},
		{
			startedAt: world.now - 1.2,
			reason: 'Client Closed',
		},
	);
	sendEnd('$SYS.ACCOUNT.$G.DISCONNECT', localTime(world, server, world.now));
}

/** A login to an account that has all the connections it may have: a DISCONNECT of the account, without a CONNECT. */
export function turnAway(world: World, server: SimulatedServer, client: SimulatedClient): void {
	countActivity(server, world.now);
	const {account} = client.application;
	const sendEnd = refusedConnection(world, server, client, {
		startedAt: world.now - world.random.between(0.6, 12),
		roundTripNanoseconds: Math.floor(world.random.between(500, 1400)) * 1000,
		reason: 'Maximum Account Connections Exceeded',
		account: {id: account, name: server.accounts.get(account)?.role.name ?? account},
	});
	sendEnd(`$SYS.ACCOUNT.${account}.DISCONNECT`, localTime(world, server, world.now));
}

type Ending = {
	readonly startedAt: number;
	readonly roundTripNanoseconds?: number;
	readonly reason: string;
	/** The one it was let into before it was ended; `$G` when it was let into none. */
	readonly account?: {readonly id: string; readonly name: string};
};

function refusedConnection(
	world: World,
	server: SimulatedServer,
	{application, index, host}: Caller,
	how: Ending,
): (subject: string, stop: string) => void {
	server.totalConnections++;
	const {reason, startedAt, account = {id: '$G', name: '$G'}, ...roundTrip} = how;
	const figures = {
		// Without its JWT.
		application: {
			name: application.name,
			user: application.user,
			kind: application.kind,
			language: application.language,
		},
		index,
		host,
		cid: server.nextCid++,
		version: application.version,
		account: account.id,
		accountName: account.name,
		start: localTime(world, server, startedAt),
		...roundTrip,
	};
	return (subject, stop) =>
		send(
			world,
			server,
			subject,
			clientEnded(
				eventHead('client_disconnect', server.nextEventId(), stop),
				nextServerInfo(world, server),
				clientInfo({...figures, stop}),
				noTraffic,
				reason,
			),
		);
}
