import type {Scenario} from './scenario.ts';

const account = 'BILLING';
/** All that it has when all of its applications are connected. */
const connections = 58;

export const accountLimit: Scenario = {
	name: 'account-limit',
	story:
		'invoice-pdf is scaled up beyond the connections its account may have: who comes is turned away until that is raised',
	roundMs: 420_000,
	incidents: () => [
		{atMs: 1000, action: {kind: 'limit', account, connections}},
		{atMs: 20_000, action: {kind: 'grow', application: 'invoice-pdf', clients: 12, withinMs: 3000}},
		{atMs: 120_000, action: {kind: 'limit', account, connections: 2 * connections}},
		{atMs: 240_000, action: {kind: 'shrink', application: 'invoice-pdf', withinMs: 10_000}},
	],
};
