// Topologies whose accounts are in the configuration files: one server, a cluster, a supercluster, leafnodes.
import {connectAs, type NatsServer, patientLogin, startServer} from '../helpers/nats-server.ts';
import {setAsidePort} from './ports.ts';
import {type ServerPlan, startServers, whenComplete} from './servers.ts';
import {type AccountName, accountNames, type Topology} from './topology.ts';

const userOf = (account: AccountName): string => account.toLowerCase();
const jetStream = 'jetstream { store_dir: "$folder/jetstream", max_mem: 16MB, max_file: 64MB }';

/** One user in each account, called like it in small letters, with the password `pw`. */
const accounts = [
	'accounts {',
	...accountNames.map(name => {
		const storage = name === 'APP' ? ', jetstream: enabled' : '';
		return `	${name} { users: [ { user: ${userOf(name)}, password: pw } ]${storage} }`;
	}),
	'}',
	'system_account: SYS',
	patientLogin,
].join('\n');

async function topologyOf(
	servers: readonly NatsServer[],
	far: NatsServer | undefined,
	more: Pick<Topology, 'startLeaf' | 'outsider'> = {},
): Promise<Topology> {
	const [first] = servers;
	if (first === undefined || far === undefined) throw new Error('no server was started');
	await whenComplete(await connectAs(first, 'sys'), servers.length);
	return {
		servers,
		far,
		commandLine: ['-s', first.url, '--user', 'sys', '--password', 'pw'],
		accountId: account => account,
		connect: (server, account, options) => connectAs(server, userOf(account), options),
		async beRefused(server, name) {
			await connectAs(server, 'nobody', {name, pass: 'guessed'}).then(
				() => Promise.reject(new Error('nobody was let in')),
				() => {},
			);
		},
		async stop() {},
		...more,
	};
}

/** One server with JetStream. */
export async function startSingle(): Promise<Topology> {
	const servers = await startServers([{name: 'solo', accounts, config: jetStream}]);
	return topologyOf(servers, servers[0]);
}

/** Three servers of one cluster, with JetStream, and with more configuration when given. */
export async function startThree(more = ''): Promise<Topology> {
	const config = `${jetStream}\n${more}`;
	const plans = ['n1', 'n2', 'n3'].map((name): ServerPlan => ({name, cluster: 'east', accounts, config}));
	const servers = await startServers(plans);
	return topologyOf(servers, servers[2]);
}

const hubPort = (port: number): string => `leafnodes { listen: "127.0.0.1:${port}" }`;

// A leafnode server, which brings its own accounts.
function leafnode(port: number, bridged: readonly AccountName[]): Pick<ServerPlan, 'accounts' | 'config'> {
	const remotes = bridged.map(name => `{ url: "nats://${userOf(name)}:pw@127.0.0.1:${port}", account: ${name} }`);
	return {accounts, config: `leafnodes { remotes: [ ${remotes.join('\n')} ] }`};
}

/** Two clusters of two servers, linked by gateways, with JetStream, and a leaf port at the first server. */
export async function startSupercluster(): Promise<Topology> {
	const port = await setAsidePort();
	const plans = [
		{name: 'e1', cluster: 'east', config: `${jetStream}\n${hubPort(port)}`},
		{name: 'e2', cluster: 'east', config: jetStream},
		{name: 'w1', cluster: 'west', config: jetStream},
		{name: 'w2', cluster: 'west', config: jetStream},
	];
	const servers = await startServers(plans.map(plan => ({...plan, accounts})));
	const startLeaf = (name: string): Promise<NatsServer> => startServer({name, ...leafnode(port, ['APP'])});
	return topologyOf(servers, servers[3], {startLeaf});
}

/** A server and a leafnode of it that brings the system account along: two servers of one system. */
export async function startBridged(): Promise<Topology> {
	const port = await setAsidePort();
	const servers = await startServers([
		{name: 'hub', accounts, config: hubPort(port)},
		{name: 'leaf', ...leafnode(port, ['SYS', 'APP'])},
	]);
	return topologyOf(servers, servers[1], {startLeaf: name => startServer({name, ...leafnode(port, ['APP'])})});
}

/** A server and a leafnode of it that keeps its system account to itself. */
export async function startUnbridged(): Promise<Topology> {
	const port = await setAsidePort();
	const startLeaf = (name: string): Promise<NatsServer> => startServer({name, ...leafnode(port, ['APP'])});
	const [hub] = await startServers([{name: 'hub', accounts, config: hubPort(port)}]);
	if (hub === undefined) throw new Error('a server is missing');
	return topologyOf([hub], hub, {outsider: await startLeaf('leaf'), startLeaf});
}
