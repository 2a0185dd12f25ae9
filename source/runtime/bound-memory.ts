// Memory of a program that runs for weeks. A screen and a stream of events make much garbage, which V8 lets pile up to
// hundreds of megabytes where there is plenty. Collecting everything by force stops the program for as long as a second;
// so V8 itself is told when to begin: it collects in small steps, beside the program.
import {getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

/** Flags for V8, by how busy the program is. */
type Limits = {
	/** The old generation is collected when it has grown by so much since the last time; V8 itself waits for up to 300. */
	readonly growthPercent: number;
	/**
	 * The young generation, where everything begins, may grow to about this. It doubles whenever as much as its size has
	 * survived: smaller, and what a storm brings is copied again and again before it dies; V8's own limit is 128 MB.
	 */
	readonly youngBytes: number;
};

const whenBusy: Limits = {growthPercent: 60, youngBytes: 12_000_000};
/** With much in the heap, the same share of it would be too much. */
const whenBusyAndLarge: Limits = {growthPercent: 35, youngBytes: 12_000_000};
const largeBytes = 70_000_000;
const whenQuiet: Limits = {growthPercent: 15, youngBytes: 3_000_000};
const lookEveryMs = 250;

/** Using less than this share of a processor for this long, the program has time to give memory back. */
const quietShare = 0.3;
const quietMs = 5000;

/** Sets flags of V8 when they are others than before. */
function createFlags(): (flags: string) => void {
	let current = '';
	return flags => {
		if (flags !== current) setFlagsFromString(flags);
		current = flags;
	};
}

/** A heap up to this size is collected in some tens of milliseconds. */
const mostAtOnce = 40_000_000;

/** What starting has left, once: V8 would let it lie until the heap is twice as large. */
function collectStart(): void {
	if (process.memoryUsage().heapUsed > mostAtOnce) return;
	setFlagsFromString('--expose-gc');
	const collect: unknown = runInNewContext('gc');
	if (typeof collect === 'function') collect();
}

function youngSize(): number {
	return getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space')?.space_size ?? 0;
}

function limitsFor(isQuiet: boolean): Limits {
	if (isQuiet) return whenQuiet;
	return getHeapStatistics().used_heap_size > largeBytes ? whenBusyAndLarge : whenBusy;
}

/** To be called when the program has started: more collections would make that slower. */
export function boundMemory(): void {
	const setGrowth = createFlags();
	const setYoungGrowth = createFlags();
	collectStart();
	let before = process.cpuUsage();
	let lookedAt = performance.now();
	let busyAt = Number.NEGATIVE_INFINITY;
	setInterval(() => {
		const now = performance.now();
		const {user, system} = process.cpuUsage(before);
		if (user + system > (now - lookedAt) * 1000 * quietShare) busyAt = now;
		before = process.cpuUsage();
		lookedAt = now;
		const isQuiet = now - busyAt > quietMs;
		const {growthPercent, youngBytes} = limitsFor(isQuiet);
		// What a storm has left is collected and given back to the system some seconds after it, also in small steps.
		setGrowth(`--${isQuiet ? '' : 'no-'}optimize-for-size --heap-growing-percent=${growthPercent}`);
		setYoungGrowth(`--semi-space-growth-factor=${youngSize() < youngBytes ? 2 : 1}`);
	}, lookEveryMs).unref();
}
