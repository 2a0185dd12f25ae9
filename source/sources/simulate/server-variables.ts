// VARZ: what is configured on a server, and its figures once more.
import {metaSeenBy} from './jetstream-report.ts';
import {serverInfo} from './payloads.ts';
import {envelope, type Reply} from './reply.ts';
import type {SimulatedServer} from './simulated-server.ts';
import {configWithStore, figuresOf, jetStreamLimits, jetStreamUsage} from './statsz.ts';
import {time, type World} from './world.ts';

const noKinds = {clients: 0, routes: 0, gateways: 0, leafs: 0} as const;
const secondNs = 1_000_000_000;

/** `12d4h3m10s`, as servers write how long they are up. */
function uptimeText(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	const [days, hours, minutes] = [
		Math.floor(seconds / 86_400),
		Math.floor(seconds / 3600) % 24,
		Math.floor(seconds / 60) % 60,
	];
	const rest = `${seconds % 60}s`;
	if (days > 0) return `${days}d${hours}h${minutes}m${rest}`;
	if (hours > 0) return `${hours}h${minutes}m${rest}`;
	return minutes > 0 ? `${minutes}m${rest}` : rest;
}

/** Looks like a hash of the file that was read, and is another one after each time it is read. */
function digestOf({role, configuredAt}: SimulatedServer): string {
	const seed = Math.abs(Math.floor(configuredAt)) + role.name.charCodeAt(role.name.length - 1);
	return Array.from({length: 64}, (_, index) => ((seed + index * 7 + (index % 5) * index) % 16).toString(16)).join('');
}

function settingsOf(server: SimulatedServer) {
	const names = server.role.cluster.serverNames;
	return {
		server_id: server.id,
		server_name: server.role.name,
		version: server.role.version,
		proto: 1,
		go: 'go1.26.8',
		host: '0.0.0.0',
		port: 4222,
		auth_required: true,
		connect_urls: names.map(name => `${name}.example.net:4222`),
		max_connections: 65_536,
		ping_interval: 120 * secondNs,
		ping_max: 2,
		http_host: '0.0.0.0',
		http_port: 8222,
		http_base_path: '',
		https_port: 0,
		auth_timeout: 2,
		max_control_line: 4096,
		max_payload: 1_048_576,
		max_pending: 67_108_864,
		cluster: {
			name: server.role.cluster.name,
			addr: '0.0.0.0',
			cluster_port: 6222,
			auth_timeout: 2,
			urls: names.map(name => `${name}.example.net:6222`),
			tls_timeout: 2,
			pool_size: 3,
		},
		gateway: {},
		leaf: {},
		mqtt: {},
		websocket: {},
	};
}

function jetStreamIn(world: World, server: SimulatedServer) {
	if (!server.role.cluster.jetStream) return {};
	return {
		config: configWithStore,
		stats: jetStreamUsage(world, server),
		meta: metaSeenBy(world, server),
		limits: jetStreamLimits,
	};
}

export const serverVariables: Reply = (world, server) => {
	const figures = figuresOf(world, server);
	const {sent, received, sent_to_clients: toClients, received_from_clients: fromClients} = figures;
	const routes = figures.routes ?? [];
	const {tags, metadata, feature_flags} = serverInfo(server.role, server.id, 0, '');
	return envelope(world, server, {
		...settingsOf(server),
		jetstream: jetStreamIn(world, server),
		tls_timeout: 2,
		write_deadline: 10 * secondNs,
		start: time(world, server.startedAt),
		now: time(world, world.now),
		uptime: uptimeText(world.now - server.startedAt),
		mem: figures.mem,
		cores: figures.cores,
		gomaxprocs: figures.gomaxprocs,
		cpu: figures.cpu,
		connections: figures.connections,
		total_connections: figures.total_connections,
		routes: routes.length,
		remotes: new Set(routes.map(({name}) => name)).size,
		leafnodes: [...server.accounts.values()].reduce((all, {leafnodes}) => all + leafnodes, 0),
		in_msgs: received.msgs,
		in_bytes: received.bytes,
		in_client_msgs: fromClients.msgs,
		in_client_bytes: fromClients.bytes,
		out_msgs: sent.msgs,
		out_bytes: sent.bytes,
		out_client_msgs: toClients.msgs,
		out_client_bytes: toClients.bytes,
		slow_consumers: server.slowConsumers,
		stale_connections: server.staleConnections,
		stalled_clients: server.slowConsumers * 17,
		subscriptions: figures.subscriptions,
		http_req_stats: {},
		config_load_time: time(world, server.configuredAt),
		config_digest: `sha256:${digestOf(server)}`,
		tags,
		metadata,
		feature_flags,
		system_account: world.cast.systemAccount,
		slow_consumer_stats: {...noKinds, clients: server.slowConsumers},
		stale_connection_stats: {...noKinds, clients: server.staleConnections},
		disk_io_wait_stats: {waiters: 0, waits: 0, wait_time: 0, max_wait_time: 0},
	});
};
