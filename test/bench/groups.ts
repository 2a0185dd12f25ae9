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
		load: async () => (await import('./ingest.ts')).ingest,
	},
];
