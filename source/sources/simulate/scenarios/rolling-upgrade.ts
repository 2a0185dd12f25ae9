import type {Incident} from '../incident.ts';
import type {Scenario} from './scenario.ts';

const before = '2.14.5';
const after = '2.15.2';
/** Clients are given time to move one by one: together they would be a storm. */
const drainMs = 90_000;
const everyMs = 120_000;

/** The server we are connected to has the new version already. */
export const rollingUpgrade: Scenario = {
	name: 'rolling-upgrade',
	story: `one server after the other drains its clients, ends, and starts again with ${after} instead of ${before}`,
	roundMs: 900_000,
	incidents({east: [, ...east], west}, round) {
		// There is one upgrade; then all have it.
		if (round > 0) return [];
		return [...west, ...east].flatMap((server, index): Incident[] => [
			{atMs: 20_000 + index * everyMs, action: {kind: 'lame duck', server, drainMs}},
			{atMs: 20_000 + index * everyMs + drainMs + 4000, action: {kind: 'start', server, version: after}},
		]);
	},
	prepare: cast => ({
		...cast,
		servers: cast.servers.map(role => (role.name === cast.linkServer ? role : {...role, version: before})),
	}),
};
