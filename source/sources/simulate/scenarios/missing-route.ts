import type {Scenario} from './scenario.ts';

/** It is mended before any server counts one less. */
export const missingRoute: Scenario = {
	name: 'missing-route',
	story:
		'a firewall rule cuts the route between two servers: messages between their clients are lost until it is taken back',
	roundMs: 360_000,
	incidents: ({west: [, server, peer]}) => [
		{atMs: 20_000, action: {kind: 'cut', server, from: [peer]}},
		{atMs: 100_000, action: {kind: 'mend', server, from: [peer]}},
	],
};
