import type {Scenario} from './scenario.ts';

/** Small machines: with more cores the servers would hardly notice. */
const cores = 2;
const growsForMs = 120_000;

export const blackFriday: Scenario = {
	name: 'black-friday',
	story:
		'everything grows: more customers, ten times the traffic, until the servers have no processor time left; then night',
	roundMs: 900_000,
	incidents: () => [
		{atMs: 20_000, action: {kind: 'traffic', times: 10, overMs: growsForMs}},
		{atMs: 20_000, action: {kind: 'grow', application: 'storefront', clients: 400, withinMs: 2 * growsForMs}},
		{atMs: 20_000, action: {kind: 'grow', application: 'web-gateway', clients: 200, withinMs: 2 * growsForMs}},
		{atMs: 360_000, action: {kind: 'traffic', times: 1, overMs: growsForMs}},
		{atMs: 360_000, action: {kind: 'shrink', application: 'storefront', withinMs: 2 * growsForMs}},
		{atMs: 360_000, action: {kind: 'shrink', application: 'web-gateway', withinMs: 2 * growsForMs}},
	],
	prepare: cast => ({...cast, servers: cast.servers.map(role => ({...role, cores}))}),
};
