// The events about one client: CONNECT, LEAFNODE.CONNECT and DISCONNECT.
import type {Application} from './cast.ts';
import {fakeJwt} from './fake-jwt.ts';
import {clientEnded, clientInfo, eventHead} from './payloads.ts';
import type {AccountHere, ClosedConnection, Connection, SimulatedClient} from './simulated-server.ts';
import {localTime, nextServerInfo, send, time, type World} from './world.ts';

export function sendConnect(world: World, client: SimulatedClient, connection: Connection, account: AccountHere): void {
	const {server} = connection;
	send(world, server, `$SYS.ACCOUNT.${account.role.id}.CONNECT`, {
		...eventHead('client_connect', server.nextEventId(), time(world, world.now)),
		server: nextServerInfo(world, server),
		client: clientInfo(figuresOf(world, client, connection, account)),
	});
	// Only servers with gateways send it.
	if (client.application.kind === 'leafnode' && server.role.cluster.gatewaysTo.length > 0) {
		send(world, server, `$SYS.ACCOUNT.${account.role.id}.LEAFNODE.CONNECT`, {
			server: nextServerInfo(world, server),
			acc: account.role.id,
		});
	}
}

export function sendDisconnect(
	world: World,
	{client, connection, stoppedAt, reason, traffic}: ClosedConnection,
	account: AccountHere,
): void {
	const {server} = connection;
	const stop = localTime(world, server, stoppedAt);
	const head = eventHead('client_disconnect', server.nextEventId(), stop);
	const figures = {
		...figuresOf(world, client, connection, account),
		stop,
		roundTripNanoseconds: connection.roundTripNanoseconds,
	};
	send(
		world,
		server,
		`$SYS.ACCOUNT.${account.role.id}.DISCONNECT`,
		clientEnded(head, nextServerInfo(world, server), clientInfo(figures), traffic, reason),
	);
}

/** The JWT it logged in with, if its application does. */
const tokenOf = ({jwt, user}: Application, {loginUntil}: Connection): Application['jwt'] =>
	jwt === undefined || loginUntil === undefined
		? jwt
		: {text: fakeJwt(jwt.issuerKey, user, loginUntil), issuerKey: jwt.issuerKey};

const figuresOf = (world: World, client: SimulatedClient, connection: Connection, account: AccountHere) => ({
	application: {...client.application, jwt: tokenOf(client.application, connection)},
	index: client.index,
	host: client.host,
	cid: connection.cid,
	version: connection.version,
	account: account.role.id,
	accountName: account.role.name,
	start: localTime(world, connection.server, connection.startedAt),
});
