// Connections that never become a client: failed logins, and sockets closed before they say anything.
import type {Application} from './cast.ts';
import {noTraffic} from './flow.ts';
import {clientEnded, clientInfo, eventHead} from './payloads.ts';
import {countActivity, type SimulatedServer} from './simulated-server.ts';
import {localTime, nextServerInfo, send, time, type World} from './world.ts';

export type Caller = {
	readonly application: Pick<Application, 'name' | 'user' | 'kind' | 'language' | 'version'>;
	readonly index: number;
	readonly host: string;
};

/** A login that fails: two events with the same connection id, one of them by way of the global account. */
export function refuse(world: World, server: SimulatedServer, caller: Caller): void {
	countActivity(server, world.now);
	const tell = turnedAway(world, server, caller, {
		startedAt: world.now - world.random.between(0.4, 2),
		roundTripNanoseconds: Math.floor(world.random.between(300, 1400)) * 1000,
		reason: 'Authentication Failure',
	});
	tell(`$SYS.SERVER.${server.id}.CLIENT.AUTH.ERR`, time(world, world.now));
	tell('$SYS.ACCOUNT.$G.DISCONNECT', localTime(world, server, world.now));
	// A third copy goes into the account of the failed login, where a system user does not see it.
	server.sequence++;
}

/** A load balancer that looks whether the port is open; the global account tells of it since 2.12. */
export function probe(world: World, server: SimulatedServer, host: string): void {
	const nobody = {name: '', user: '', kind: 'nats', language: '', version: ''} as const;
	const tell = turnedAway(
		world,
		server,
		{application: nobody, index: 0, host},
		{
			startedAt: world.now - 1.2,
			reason: 'Client Closed',
		},
	);
	tell('$SYS.ACCOUNT.$G.DISCONNECT', localTime(world, server, world.now));
}

function turnedAway(
	world: World,
	server: SimulatedServer,
	{application, index, host}: Caller,
	how: {readonly startedAt: number; readonly roundTripNanoseconds?: number; readonly reason: string},
): (subject: string, stop: string) => void {
	server.totalConnections++;
	const {reason, startedAt, ...roundTrip} = how;
	const figures = {
		// Without its JWT, if it has one: what is not there cannot leak.
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
		account: '$G',
		accountName: '$G',
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
