// What the demo plays: several incidents at a time, so that two minutes show what the program can tell apart.
import type {Cast} from '../cast.ts';
import type {Incident} from '../incident.ts';
import type {Random} from '../randomness.ts';
import type {Scenario} from './scenario.ts';

/** A round: two minutes with incidents, then a quiet one. */
const roundMs = 190_000;

/** The incidents of a round, counted from 0, sorted by time. */
function incidentsOf(cast: Cast, round: number, random: Random): readonly Incident[] {
	const isDemo = cast.servers.some(({name}) => name === firstVictims.crashes);
	const victims = round === 0 && isDemo ? firstVictims : anyVictims(cast, round, random);
	const slow = 'Slow Consumer (Pending Bytes)';
	const list: Incident[] = [
		{atMs: 8000, action: {kind: 'refuse', application: victims.refused, withinMs: 5000}},
		{atMs: 15_000, action: {kind: 'loop', application: victims.looping, clients: 2, lifetimeMs: 400, pauseMs: 610}},
		{atMs: 25_000, action: {kind: 'crash', server: victims.crashes}},
		{atMs: 33_000, action: {kind: 'lose', application: 'etl', reason: slow}},
		{atMs: 41_000, action: {kind: 'lose', application: 'edge-berlin', reason: 'Read Error'}},
		{atMs: 46_500, action: {kind: 'lose', application: 'etl', reason: slow}},
		{atMs: 53_000, action: {kind: 'lose', application: 'edge-berlin', reason: 'Stale Connection'}},
		{atMs: 57_000, action: {kind: 'lose', application: 'etl', reason: slow}},
		{atMs: 70_000, action: {kind: 'start', server: victims.crashes}},
		{atMs: 95_000, action: {kind: victims.stopsBy, server: victims.stops}},
		{atMs: victims.stopsBy === 'lame duck' ? 114_000 : 102_000, action: {kind: 'start', server: victims.stops}},
		{atMs: 110_000, action: {kind: 'calm', application: victims.looping}},
		{atMs: 120_000, action: {kind: 'admit', application: victims.refused}},
		{
			atMs: 150_000,
			action: {
				kind: 'deploy',
				application: 'checkout-api',
				version: round % 2 === 0 ? '1.48.0' : '1.47.0',
				withinMs: 9000,
			},
		},
	];
	return list.toSorted((left, right) => left.atMs - right.atMs);
}

type Victims = {
	readonly refused: string;
	readonly looping: string;
	readonly crashes: string;
	readonly stops: string;
	readonly stopsBy: 'shut down' | 'lame duck';
};

/** Those of the demo's first round. */
const firstVictims: Victims = {
	refused: 'billing-worker',
	looping: 'orders-svc',
	crashes: 'w2',
	stops: 'w3',
	stopsBy: 'shut down',
};

function anyVictims(cast: Cast, round: number, random: Random): Victims {
	const servers = cast.servers.map(({name}) => name).filter(name => name !== cast.linkServer);
	const crashes = servers.length === 0 ? '' : random.pick(servers);
	const others = servers.filter(name => name !== crashes);
	// Applications that are large enough to be noticed and do not hide the others; without JWTs, whose refusals look different.
	const applications = cast.applications
		.filter(
			({connections, kind, jwt}) => kind === 'nats' && jwt === undefined && connections >= 12 && connections <= 40,
		)
		.map(({name}) => name);
	const refused = applications.length === 0 ? '' : random.pick(applications);
	const rest = applications.filter(name => name !== refused);
	return {
		refused,
		looping: rest.length === 0 ? '' : random.pick(rest),
		crashes,
		stops: others.length === 0 ? '' : random.pick(others),
		stopsBy: round % 2 === 0 ? 'shut down' : 'lame duck',
	};
}

export const tour: Scenario = {
	name: 'tour',
	story:
		'what the program tells, in two minutes: refused logins, a loop, a crash, a shutdown, slow consumers, a deploy',
	roundMs,
	incidents: (_places, round, cast, random) => incidentsOf(cast, round, random),
};
