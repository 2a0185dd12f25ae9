// A login that took place: who it was, and that it counts.
import {accountOf} from './accounts.ts';
import {changingClient} from './changing-client.ts';
import {type ChangingClient, clientKey, createClient, rememberedServers} from './client.ts';
import {noteCame} from './client-ends.ts';
import type {ConnectionEvent} from './journal-entry.ts';
import {countAttempt} from './login-attempts.ts';
import {makeRoom} from './make-room.ts';
import {limits, type Model} from './model.ts';
import {note} from './notices.ts';
import {journalise} from './run-of-events.ts';
import type {Server} from './server.ts';
import {count} from './tally.ts';

/** Who a connection belongs to, and when that was told. */
type Identity = Pick<
	ConnectionEvent,
	'account' | 'accountName' | 'user' | 'name' | 'host' | 'language' | 'version' | 'connectionKind' | 'at'
>;

/** The client that an event is about, to be changed; made when it is new. */
export function clientOf(model: Model, event: Identity): ChangingClient {
	const {account, user, name, host, language, version} = event;
	const key = clientKey(event);
	const known = model.clients.get(key);
	if (known !== undefined) {
		const changing = changingClient(model, known);
		changing.lastSeenAt = Math.max(changing.lastSeenAt, event.at);
		return changing;
	}
	model.forgotten.clients += makeRoom(model.clients, limits.clients, client => client.live <= 0);
	const client = createClient(
		key,
		{account: event.accountName, accountId: account, user, name, host, language, version, kind: event.connectionKind},
		{number: model.clients.size + model.forgotten.clients, generation: model.sharing.generation, at: event.at},
	);
	model.clients.set(key, client);
	return client;
}

/** Remembers a server's id, up to a bound. */
export function rememberServer(servers: Set<string>, {id}: Server): void {
	if (servers.size < rememberedServers) servers.add(id);
}

/** Counts a connect, and writes it into the journal. */
export function countConnect(model: Model, client: ChangingClient, event: ConnectionEvent): void {
	const {at, serverId} = event;
	const account = accountOf(model, event.account, at);
	// Servers that do not know the name tell the id again.
	if (event.accountName !== '' && event.accountName !== event.account) account.name = event.accountName;
	count(account.connects, at);
	count(client.connects, at);
	noteCame(client, serverId, at);
	count(model.tallies.connects, at);
	const server = model.servers.get(serverId);
	if (server !== undefined) countAttempt(server, 'loggedIn', event.connectionKind, at);
	journalise(model.journals.connections, event);
	if (event.connectionKind !== 'Leafnode') return;
	note(model, 'leaf up', at, event.name || event.host, `leafnode of ${event.accountName}`, serverId);
}
