// What weighs on a server: its processor, its memory, its storage; and a clock that is off.
import {bytesInWords, percent} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineRule, type Severity} from './problem.ts';
import {findingsByStats, findingsOfServers} from './server-findings.ts';

// Each of these looks at every server every second: a loop, as nearly all of them give nothing.
export const cpuSaturatedRule = defineRule({
	id: 'cpu-saturated',
	meaning: 'a server uses nine tenths of its processor cores or more for twenty seconds',
	holdMs: ({cpuForMs}) => cpuForMs.value,
	find: findingsByStats(({stats}, thresholds) => {
		const {cpuPercent, cores} = stats ?? {};
		if (cpuPercent === undefined || cores === undefined || cores <= 0) return undefined;
		const share = cpuPercent / cores;
		if (share < thresholds.cpuPercent.value) return undefined;
		const text = `CPU at ${percent(share)} of its ${cores === 1 ? 'core' : `${cores} cores`}`;
		return {
			severity: 'warn',
			topic: 'CPU saturated',
			text,
			short: `CPU ${percent(share)}`,
			strength: {value: share, text: percent(share)},
		};
	}),
});

export const memoryLimitRule = defineRule({
	id: 'memory-limit',
	meaning: 'a server uses nine tenths of its memory limit (GOMEMLIMIT) or more',
	holdMs: ({cpuForMs}) => cpuForMs.value,
	find: findingsByStats(({stats}, thresholds) => {
		const {memoryBytes, memoryLimitBytes: limit} = stats ?? {};
		if (memoryBytes === undefined || typeof limit !== 'number' || limit <= 0) return undefined;
		const share = (memoryBytes / limit) * 100;
		if (share < thresholds.memoryLimitPercent.value) return undefined;
		return {
			severity: 'warn',
			topic: 'memory near its limit',
			text: `memory at ${percent(share)} of GOMEMLIMIT ${bytesInWords(limit)}`,
			short: `memory ${percent(share)} of GOMEMLIMIT`,
			strength: {value: share, text: percent(share)},
		};
	}),
});

/** A store of JetStream on a server, and its limit. */
type Store = {readonly name: string; readonly share: number; readonly limit: number};

function storeOf(name: string, used: number | undefined, limit: number | undefined): Store | undefined {
	if (used === undefined || limit === undefined || limit <= 0) return undefined;
	return {name, share: (used / limit) * 100, limit};
}

/** The one of its two stores that is fuller. */
function fullerStore({stats}: Server): Store | undefined {
	const {storageBytes, maxStorageBytes, memoryBytes, maxMemoryBytes} = stats?.jetStream ?? {};
	const files = storeOf('storage', storageBytes, maxStorageBytes);
	const memory = storeOf('memory', memoryBytes, maxMemoryBytes);
	return (memory?.share ?? 0) > (files?.share ?? 0) ? memory : files;
}

export const storageFullRule = defineRule({
	id: 'storage-full',
	meaning: 'the JetStream store of a server, in files or in memory, is nine tenths full or more',
	find: findingsByStats((server, thresholds) => {
		const store = fullerStore(server);
		if (store === undefined || store.share < thresholds.storagePercent.value) return undefined;
		const {name, share, limit} = store;
		const severity: Severity = share >= thresholds.storageFullPercent.value ? 'bad' : 'warn';
		return {
			severity,
			topic: `JetStream ${name} nearly full`,
			text: `JetStream ${name} ${percent(share)} of ${bytesInWords(limit)}`,
			short: `JetStream ${name} ${percent(share)}`,
			strength: {value: share, text: percent(share)},
		};
	}),
});

function medianOf(values: readonly number[]): number | undefined {
	return values.length < 2 ? values[0] : values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** From the least to the greatest of all offsets: no two medians are further from each other. */
function spreadOfOffsets(model: Model): number {
	let least = Number.POSITIVE_INFINITY;
	let greatest = Number.NEGATIVE_INFINITY;
	for (const server of serversInOrder(model)) {
		if (!isSpeaking(server)) continue;
		for (const offset of server.clockOffsetsMs) {
			if (offset < least) least = offset;
			if (offset > greatest) greatest = offset;
		}
	}
	return greatest - least;
}

export const clockOffsetRule = defineRule({
	id: 'clock-offset',
	meaning: 'the clock of a server differs from ours by more than a second, though not that of most servers',
	find(model, _lifeOf, thresholds) {
		if (spreadOfOffsets(model) < thresholds.clockOffsetMs.value) return [];
		const offsets = new Map<Server, number>();
		for (const server of serversInOrder(model)) {
			const offset = isSpeaking(server) ? medianOf(server.clockOffsetsMs) : undefined;
			if (offset !== undefined) offsets.set(server, offset);
		}
		if (offsets.size < 3) return [];
		// Where most servers differ by the same, it is our own clock that is off.
		const ours = medianOf([...offsets.values()]) ?? 0;
		return findingsOfServers(model, server => {
			const by = (offsets.get(server) ?? ours) - ours;
			if (Math.abs(by) < thresholds.clockOffsetMs.value) return undefined;
			const text = `clock ${duration(Math.abs(by))} ${by > 0 ? 'ahead' : 'behind'}`;
			return {severity: 'note', topic: 'clock offset', text, short: text};
		});
	},
});
