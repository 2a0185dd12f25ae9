// What the applications of the demo have in common.
import type {Ending} from './cast.ts';

export const second = 1000;
export const minute = 60_000;
export const hour = 3_600_000;

export const orderly: readonly Ending[] = [{reason: 'Client Closed', weight: 1}];
const mostlyOrderly: readonly Ending[] = [
	{reason: 'Client Closed', weight: 94},
	{reason: 'Read Error', weight: 4},
	{reason: 'Stale Connection', weight: 2},
];
export const overTheAir: readonly Ending[] = [
	{reason: 'Client Closed', weight: 70},
	{reason: 'Read Error', weight: 23},
	{reason: 'Stale Connection', weight: 7},
];
export const overwhelmed: readonly Ending[] = [
	{reason: 'Client Closed', weight: 2},
	{reason: 'Slow Consumer (Pending Bytes)', weight: 1},
];

const east = ['n1', 'n2', 'n3'];
export const west = ['w1', 'w2', 'w3'];
export const everywhere = [...east, ...west];

/** `count` addresses that begin with `prefix`. */
export const hosts = (prefix: string, first: number, count: number): readonly string[] =>
	Array.from({length: count}, (_, index) => `${prefix}.${first + index}`);

export const defaults = {
	kind: 'nats',
	serverNames: east,
	lifetimeMs: 2 * hour,
	pauseMs: 1500,
	endings: mostlyOrderly,
} as const;
