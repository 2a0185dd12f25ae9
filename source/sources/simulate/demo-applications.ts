// The services of the demo: real client libraries, invented names, documentation addresses for the public ones.
import {
	defaults,
	everywhere,
	hosts,
	hour,
	minute,
	orderly,
	overTheAir,
	overwhelmed,
	second,
	west,
} from './application-parts.ts';
import {type Application, trafficOf} from './cast.ts';

/** A text in the form of a JWT that is no credential; whoever decodes its parts reads so. */
function fakeJwt(account: string, user: string): string {
	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	return [
		part({typ: 'JWT', alg: 'ed25519-nkey'}),
		part({
			jti: 'DEMO',
			iss: account,
			sub: user,
			name: 'demo',
			nats: {type: 'user', note: 'a fake of the demo, opens nothing'},
		}),
		part('this is not a signature'),
	].join('.');
}

const orderApplications: readonly Application[] = [
	{
		...defaults,
		name: 'checkout-api',
		account: 'ORDERS',
		user: 'svc-checkout',
		language: 'go',
		version: '1.47.0',
		hosts: hosts('10.2.3', 11, 4),
		connections: 60,
		lifetimeMs: 25 * minute,
		traffic: trafficOf(24, 420, 30, 380),
		subscriptions: 6,
	},
	{
		...defaults,
		name: 'orders-svc',
		account: 'ORDERS',
		user: 'svc-orders',
		language: 'go',
		version: '1.48.0',
		hosts: hosts('10.2.3', 4, 2),
		connections: 24,
		traffic: trafficOf(150, 610, 320, 540),
		subscriptions: 14,
	},
	{
		...defaults,
		name: 'inventory',
		account: 'ORDERS',
		user: 'svc-inventory',
		language: 'java',
		version: '2.21.0',
		hosts: hosts('10.2.4', 20, 4),
		connections: 36,
		traffic: trafficOf(35, 300, 160, 560),
		subscriptions: 9,
	},
	{
		...defaults,
		name: 'fulfilment',
		account: 'ORDERS',
		user: 'svc-fulfilment',
		language: 'go',
		version: '1.48.0',
		hosts: hosts('10.7.3', 30, 3),
		serverNames: west,
		connections: 44,
		traffic: trafficOf(18, 350, 90, 520),
		subscriptions: 8,
	},
	{
		...defaults,
		name: 'web-gateway',
		account: 'ORDERS',
		user: 'web',
		language: 'nats.js',
		version: '3.4.0',
		hosts: hosts('10.2.1', 5, 12),
		serverNames: everywhere,
		connections: 170,
		lifetimeMs: 170 * second,
		pauseMs: 800,
		traffic: trafficOf(42, 260, 84, 700),
		subscriptions: 4,
	},
	{
		...defaults,
		name: 'storefront',
		account: 'ORDERS',
		user: 'web',
		kind: 'websocket',
		language: 'nats.ws',
		version: '1.30.3',
		hosts: hosts('203.0.113', 2, 90),
		serverNames: everywhere,
		connections: 210,
		lifetimeMs: 95 * second,
		pauseMs: 4 * second,
		endings: overTheAir,
		traffic: trafficOf(1, 90, 12, 240),
		subscriptions: 3,
	},
	{
		...defaults,
		name: 'NATS CLI Version 0.4.0',
		account: 'ORDERS',
		user: 'ops',
		language: 'go',
		version: '1.48.0',
		hosts: ['10.2.0.9'],
		connections: 2,
		lifetimeMs: 3 * second,
		pauseMs: 7 * second,
		endings: orderly,
		traffic: trafficOf(1, 20, 4, 900),
		subscriptions: 1,
	},
];

const billingApplications: readonly Application[] = [
	{
		...defaults,
		name: 'billing-worker',
		account: 'BILLING',
		user: 'svc-billing',
		language: 'python3',
		version: '2.11.0',
		hosts: hosts('10.2.8', 1, 2),
		serverNames: ['n1', 'n2'],
		connections: 30,
		lifetimeMs: hour,
		traffic: trafficOf(22, 840, 60, 720),
		subscriptions: 5,
	},
	{
		...defaults,
		name: 'invoice-pdf',
		account: 'BILLING',
		user: 'svc-invoice',
		language: 'dotnet',
		version: '2.6.0',
		hosts: hosts('10.2.8', 20, 2),
		connections: 12,
		traffic: trafficOf(3, 48_000, 5, 900),
		subscriptions: 3,
	},
	{
		...defaults,
		name: 'ledger',
		account: 'BILLING',
		user: 'svc-ledger',
		language: 'rust',
		version: '0.46.0',
		hosts: hosts('10.2.8', 40, 2),
		connections: 16,
		traffic: trafficOf(70, 220, 70, 220),
		subscriptions: 7,
	},
];

/** Their users log in with JWTs. */
function analyticsApplications(analytics: string): readonly Application[] {
	const etlUser = 'UDEMO7ETLQ2WXRMKP5NVTZB3LYJHC4GSFDA6OEIU7QKWXM2PRTNVBZ3L';
	const clicksUser = 'UDEMO4CLICKXQ2WRMKP5NVTZB3LYJHC7GSFDA6OEIU4QKWXM2PRTNVBZ';
	return [
		{
			...defaults,
			name: 'etl',
			account: analytics,
			user: etlUser,
			language: 'java',
			version: '2.21.0',
			jwt: {text: fakeJwt(analytics, etlUser), issuerKey: analytics},
			hosts: hosts('10.2.9', 9, 2),
			connections: 8,
			lifetimeMs: 3 * hour,
			endings: overwhelmed,
			traffic: trafficOf(10, 300, 2600, 420),
			subscriptions: 12,
		},
		{
			...defaults,
			name: 'clickstream',
			account: analytics,
			user: clicksUser,
			language: 'go',
			version: '1.48.0',
			jwt: {text: fakeJwt(analytics, clicksUser), issuerKey: analytics},
			hosts: hosts('10.2.9', 30, 6),
			serverNames: everywhere,
			connections: 36,
			lifetimeMs: 40 * minute,
			traffic: trafficOf(380, 240, 60, 240),
			subscriptions: 2,
		},
	];
}

const otherApplications: readonly Application[] = [
	{
		...defaults,
		name: 'legacy-import',
		account: '$G',
		user: 'legacy',
		language: 'ruby',
		version: '2.5.0',
		hosts: ['10.2.0.30'],
		connections: 3,
		lifetimeMs: 5 * minute,
		traffic: trafficOf(6, 1200, 1, 50),
		subscriptions: 1,
	},
	{
		...defaults,
		name: 'nats-surveyor',
		account: 'SYS',
		user: 'sys',
		language: 'go',
		version: '1.48.0',
		hosts: ['10.2.0.5'],
		connections: 2,
		lifetimeMs: 10 * hour,
		traffic: trafficOf(1, 10, 20, 900),
		subscriptions: 8,
	},
];

/** `analytics` is the id of the account whose users log in with JWTs. */
export function demoApplications(analytics: string): readonly Application[] {
	return [...orderApplications, ...billingApplications, ...analyticsApplications(analytics), ...otherApplications];
}
