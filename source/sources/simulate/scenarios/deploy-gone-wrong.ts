import type {Scenario} from './scenario.ts';

const application = 'checkout-api';
const clients = 12;

export const deployGoneWrong: Scenario = {
	name: 'deploy-gone-wrong',
	story: `${clients} of the clients of ${application} get a new version that crashes right after it connects; it is rolled back`,
	roundMs: 360_000,
	incidents: () => [
		{atMs: 20_000, action: {kind: 'deploy', application, version: '1.49.0', withinMs: 1000, clients}},
		{atMs: 22_000, action: {kind: 'loop', application, clients, lifetimeMs: 1500, pauseMs: 2500}},
		{atMs: 120_000, action: {kind: 'calm', application}},
		{atMs: 120_000, action: {kind: 'deploy', application, version: '1.47.0', withinMs: 5000, clients}},
	],
};
