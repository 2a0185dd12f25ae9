import type {Scenario} from './scenario.ts';

export const metaLeaderLost: Scenario = {
	name: 'meta-leader-lost',
	story:
		'a disk hangs under the meta leader of JetStream: it steps down, and no election succeeds until the disk is back',
	roundMs: 300_000,
	incidents: () => [
		{atMs: 20_000, action: {kind: 'lose meta leader'}},
		{atMs: 90_000, action: {kind: 'elect meta leader'}},
	],
};
