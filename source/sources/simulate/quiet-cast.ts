// The demo's system on an ordinary day: what the tour needs to be full of events is left out, so that in each scenario only
// its own trouble shows.
import {hour, minute, orderly, second} from './application-parts.ts';
import type {Application, Cast} from './cast.ts';
import {demoCast} from './demo-cast.ts';

/** So long that it does not end by itself. */
const forGood = 100_000 * hour;
/** No connection is so short that several of them in a row could be taken for a loop. */
const leastLifetimeMs = 15 * second;

/** How long connections of those last that the tour has come and go more often. */
const lifetimes: Readonly<Record<string, number>> = {
	storefront: 8 * minute,
	'web-gateway': 12 * minute,
	sensor: 15 * minute,
	'fleet-tracker': 15 * minute,
};

/** What would now and then be a problem by itself: links over the air, a slow consumer, a tool that is called often. */
function settled(application: Application): Application {
	const {name, kind} = application;
	if (kind === 'leafnode') return {...application, lifetimeMs: forGood};
	if (name === 'etl') return {...application, endings: orderly};
	const pauseMs = name.startsWith('NATS CLI') ? 60 * second : application.pauseMs;
	return {...application, pauseMs, lifetimeMs: lifetimes[name] ?? application.lifetimeMs, leastLifetimeMs};
}

const newest = '2.15.2';

export const quietCast: Cast = {
	...demoCast,
	servers: demoCast.servers.map(role => ({...role, version: newest})),
	applications: demoCast.applications.map(settled),
	strangersEveryMs: 240 * second,
};
