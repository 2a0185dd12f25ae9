import type {Scenario} from './scenario.ts';

export const serverCrash: Scenario = {
	name: 'server-crash',
	story: 'the machine of a server loses power: silence without a goodbye, its clients come elsewhere; it starts again',
	roundMs: 600_000,
	incidents: ({west: [, crashes]}) => [
		{atMs: 20_000, action: {kind: 'crash', server: crashes}},
		{atMs: 90_000, action: {kind: 'start', server: crashes}},
	],
};
