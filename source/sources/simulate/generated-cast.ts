// A system of any size, all alike, for measuring: clusters of up to twenty servers, of more where they are more than a
// thousand, most connections without events of their own.
import {type Application, type Cast, type ClusterRole, type ServerRole, trafficOf} from './cast.ts';

/**
 * Each server has a route to every other of its cluster, and each cluster a gateway to every other one: in larger systems
 * both are as many, as then they are fewest.
 */
function clusterSize(servers: number): number {
	return servers <= 1000 ? 20 : Math.ceil(Math.sqrt(servers));
}

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * `count` servers named `c01-n01` and so on, at most so many in a cluster; JetStream in the first cluster. Throws a
 * RangeError below 1.
 */
export function generatedCast(count: number, mostInCluster = Number.POSITIVE_INFINITY): Cast {
	if (!Number.isInteger(count) || count < 1) {
		throw new RangeError(`a system needs at least one server, not ${count}`);
	}

	const serversInCluster = Math.min(clusterSize(count), mostInCluster);
	const clusterNames = Array.from({length: Math.ceil(count / serversInCluster)}, (_, index) => `c${two(index + 1)}`);
	const clusters = clusterNames.map((name, index): ClusterRole => {
		const size = Math.min(serversInCluster, count - index * serversInCluster);
		return {
			name,
			oneWayMs: 0.3 + (index % 8) * 6,
			zoneMinutes: 0,
			jetStream: index === 0,
			serverNames: Array.from({length: size}, (_, server) => `${name}-n${two(server + 1)}`),
			gatewaysTo: clusterNames.filter(other => other !== name),
		};
	});

	const servers = clusters.flatMap(cluster =>
		cluster.serverNames.map(
			(name, index): ServerRole => ({
				name,
				cluster,
				index,
				version: '2.15.2',
				tags: [`dc:${cluster.name}`, `az:${'abc'.charAt(index % 3)}`],
				metadata: {rack: `r${two(index + 1)}`},
				upForMs: 86_400_000 * (3 + (index % 30)),
			}),
		),
	);

	const [first] = servers;
	return {
		clusters,
		servers,
		accounts: [
			{id: 'SYS', name: 'SYS', lane: 3},
			{id: 'APP', name: 'APP', lane: 0},
			{id: 'IOT', name: 'IOT', lane: 1},
		],
		applications: clusters.map(workersOf),
		standing: [
			{account: 'APP', connections: 600, traffic: trafficOf(9000, 320, 21_000, 300), subscriptions: 2400},
			{account: 'IOT', connections: 240, traffic: trafficOf(500, 64, 60, 40), subscriptions: 480},
		],
		linkServer: first?.name ?? '',
		systemAccount: 'SYS',
		systemUser: 'sys',
		metaLeader: first?.name ?? '',
		strangers: [],
		strangersEveryMs: Number.POSITIVE_INFINITY,
	};
}

/** Two clients a server that connect and disconnect. */
const workersOf = (cluster: ClusterRole, index: number): Application => ({
	name: `worker-${cluster.name}`,
	account: 'APP',
	user: 'app',
	kind: 'nats',
	language: 'go',
	version: '1.48.0',
	hosts: Array.from({length: 10}, (_, host) => `10.${index % 250}.${Math.floor(index / 250)}.${host + 1}`),
	serverNames: cluster.serverNames,
	connections: cluster.serverNames.length * 2,
	lifetimeMs: 45_000,
	// Of thousands some would have several short lives in a row, which looks like a loop.
	leastLifetimeMs: 15_000,
	pauseMs: 1500,
	endings: [
		{reason: 'Client Closed', weight: 97},
		{reason: 'Read Error', weight: 3},
	],
	traffic: trafficOf(10, 300, 20, 300),
	subscriptions: 3,
});
