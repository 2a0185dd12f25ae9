// The demo: a shop with two clusters. East has JetStream and the shop, west has the devices.
import {demoApplications} from './demo-applications.ts';
import {demoDevices} from './demo-devices.ts';
import type {AccountRole, Cast, ClusterRole, ServerRole} from './cast.ts';

const dayMs = 86_400_000;

const east: ClusterRole = {
	name: 'east',
	oneWayMs: 0.3,
	zoneMinutes: 0,
	jetStream: true,
	serverNames: ['n1', 'n2', 'n3'],
	gatewaysTo: ['west'],
};

const west: ClusterRole = {
	name: 'west',
	oneWayMs: 19,
	zoneMinutes: -480,
	jetStream: false,
	serverNames: ['w1', 'w2', 'w3'],
	gatewaysTo: ['east'],
};

function serverRole(cluster: ClusterRole, index: number, version: string, days: number): ServerRole {
	const zone = 'abc'.charAt(index);
	return {
		name: cluster.serverNames[index] ?? cluster.name,
		cluster,
		index,
		version,
		tags: [`dc:${cluster.name}`, `az:${zone}`],
		metadata: {rack: `${cluster.name.charAt(0)}${index + 1}`},
		upForMs: days * dayMs,
	};
}

/** The account whose users log in with JWTs, so that its id is a key and its name a name. */
const analyticsAccountId = 'ADEMO5XKQ7W2LMPT3RZVUYB4NCEJ6HSGFAI7QD2OKXW5MTLPR3BZVUYC';

const accounts: readonly AccountRole[] = [
	{id: 'SYS', name: 'SYS', lane: 3},
	{id: 'ORDERS', name: 'ORDERS', lane: 0},
	{id: 'BILLING', name: 'BILLING', lane: 1},
	{id: 'IOT', name: 'IOT', lane: 1},
	{id: analyticsAccountId, name: 'ANALYTICS', lane: 2},
	{id: '$G', name: '$G', lane: 0},
];

export const demoCast: Cast = {
	clusters: [east, west],
	servers: [
		serverRole(east, 0, '2.15.2', 12.2),
		serverRole(east, 1, '2.15.2', 12.1),
		serverRole(east, 2, '2.15.2', 12.0),
		// An upgrade is in progress: this one is still on the old version.
		serverRole(west, 0, '2.14.5', 63.4),
		serverRole(west, 1, '2.15.2', 1.3),
		serverRole(west, 2, '2.15.2', 1.2),
	],
	accounts,
	applications: [...demoApplications(analyticsAccountId), ...demoDevices],
	standing: [],
	linkServer: 'n1',
	systemAccount: 'SYS',
	systemUser: 'sys',
	metaLeader: 'n2',
	strangers: [
		{name: 'nightly-report', user: 'report', host: '198.51.100.23'},
		{name: 'grafana', user: 'admin', host: '198.51.100.77'},
	],
	strangersEveryMs: 14_000,
};
