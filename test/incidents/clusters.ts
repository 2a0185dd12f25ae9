// The systems in which incidents happen.
import {type NatsServer, patientLogin} from '../helpers/nats-server.ts';
import {type ServerPlan, startServers, whenComplete} from '../topologies/servers.ts';
import {connectAs} from '../helpers/nats-server.ts';

export const jetStream = 'jetstream { store_dir: "$folder/jetstream", max_mem: 16MB, max_file: 64MB }';

/** Accounts SYS and APP with users `sys` and `app`; more of what stands in APP's braces when given. */
export function accountsWith(app = '', more = ''): string {
	return [
		'accounts {',
		'	SYS { users: [ { user: sys, password: pw } ] }',
		`	APP { users: [ { user: app, password: pw } ], ${app} }`,
		more,
		'}',
		'system_account: SYS',
		patientLogin,
	].join('\n');
}

export const plainAccounts = accountsWith('jetstream: enabled');

/** Starts servers and waits until each of them knows all others. */
export async function startSystem(plans: readonly ServerPlan[]): Promise<readonly NatsServer[]> {
	const servers = await startServers(plans);
	const [first] = servers;
	if (first === undefined) throw new Error('a system needs a server');
	const client = await connectAs(first, 'sys');
	await whenComplete(client, servers.length);
	await client.close();
	return servers;
}

/** n1, n2, … in the cluster `east`. */
export function startEast(size: number, config = '', accounts = plainAccounts): Promise<readonly NatsServer[]> {
	const plans = Array.from({length: size}, (_, index) => ({
		name: `n${index + 1}`,
		cluster: 'east',
		accounts,
		config,
	}));
	return startSystem(plans);
}

/** The server of this number, from 0. */
export function nth(servers: readonly NatsServer[], index: number): NatsServer {
	const server = servers[index];
	if (server === undefined) throw new Error(`there is no server ${index + 1}`);
	return server;
}
