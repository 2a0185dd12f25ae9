import type {Scenario} from './scenario.ts';

/** Long enough for the servers to count each other out, which takes minutes. */
export const partition: Scenario = {
	name: 'partition',
	story:
		'a server is cut off from its cluster and goes on alone: it is silent, and minutes later servers count differently',
	roundMs: 900_000,
	incidents({east: [, , server]}, _round, {clusters: [cluster]}) {
		const from = (cluster?.serverNames ?? []).filter(name => name !== server);
		return [
			{atMs: 20_000, action: {kind: 'cut', server, from}},
			{atMs: 480_000, action: {kind: 'mend', server, from}},
		];
	},
};
