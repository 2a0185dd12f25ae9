import type {Incident} from '../incident.ts';
import type {Scenario} from './scenario.ts';

/** Each time it is ended the server had written as much as it keeps for one client. */
export const slowConsumer: Scenario = {
	name: 'slow-consumer',
	story: 'etl waits for its database and reads too slowly: the servers end one of its connections after the other',
	roundMs: 300_000,
	incidents: () =>
		Array.from(
			{length: 10},
			(_, index): Incident => ({
				atMs: 20_000 + index * 9000,
				action: {kind: 'lose', application: 'etl', reason: 'Slow Consumer (Pending Bytes)'},
			}),
		),
};
