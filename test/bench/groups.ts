// What is measured. Each group runs in a process of its own, so that none inherits another's heap or compiled code.
import type {Measurement} from './measurement.ts';

export type Group = {
	readonly name: string;
	readonly title: string;
	/** What Node is started with. */
	readonly flags: readonly string[];
	/** Whether it starts a real nats-server. */
	readonly needsServer: boolean;
	readonly load: () => Promise<Measurement>;
};

export const groups: readonly Group[] = [
	{
		name: 'ingest',
		title: 'Events into the model: CPU',
		flags: ['--expose-gc'],
		needsServer: false,
		load: async () => (await import('./ingest.ts')).ingestMeasurement,
	},
	{
		name: 'frame',
		title: 'A complete repaint of the servers view, 200×50: CPU',
		flags: ['--expose-gc'],
		needsServer: false,
		load: async () => (await import('./frame.tsx')).frame,
	},
	{
		name: 'bytes',
		title: 'Bytes to the terminal, 200×50',
		flags: [],
		needsServer: false,
		load: async () => (await import('./terminal-bytes.ts')).terminalBytes,
	},
	{
		name: 'memory',
		title: 'The model after a hundred thousand and a million events: memory',
		flags: ['--expose-gc'],
		needsServer: false,
		load: async () => (await import('./memory.ts')).memory,
	},
	{
		name: 'size',
		title: 'The model of 2,000 servers and 20,000 connections: memory and freezing',
		flags: ['--expose-gc'],
		needsServer: false,
		load: async () => (await import('./model-size.ts')).modelSize,
	},
	{
		name: 'keys',
		title: 'Each key on each view with 1,000 servers, 1,000 accounts, 50,000 connections of 10,000 identities: CPU',
		flags: ['--expose-gc'],
		needsServer: false,
		load: async () => (await import('./keys.ts')).keyTimes,
	},
	{
		name: 'recorder',
		title: 'What the recorder costs: CPU, memory, bytes for an event',
		flags: ['--expose-gc'],
		needsServer: false,
		load: async () => (await import('./recorder.ts')).recorder,
	},
	{
		name: 'past',
		title: 'A moment of the past, anywhere in an hour of 1,000 events/s',
		flags: ['--expose-gc'],
		needsServer: false,
		load: async () => (await import('./past-moments.ts')).pastMoments,
	},
	{
		name: 'waits',
		title: 'How long one waits, 50 servers',
		flags: [],
		needsServer: true,
		load: async () => (await import('./waits.ts')).waits,
	},
	{
		name: 'program',
		title: 'The program itself in a terminal, 50 servers',
		flags: [],
		needsServer: true,
		load: async () => (await import('./program.ts')).program,
	},
	{
		name: 'storm',
		title: 'The program itself in a storm',
		flags: [],
		needsServer: true,
		load: async () => (await import('./storm.ts')).storm,
	},
	{
		name: 'peer',
		title: 'A viewer of 2,000 servers beside two of `nats server watch`: CPU',
		flags: [],
		needsServer: true,
		load: async () => (await import('./peer.ts')).besideThePeer,
	},
	{
		name: 'events',
		title: 'A flood of events as lines, beside `nats events --json`',
		flags: [],
		needsServer: true,
		load: async () => (await import('./events.ts')).events,
	},
];
