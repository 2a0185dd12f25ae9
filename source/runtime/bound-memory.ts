// Memory of a program that runs for weeks. A screen and a stream of events make much garbage, which V8 lets pile up to
// hundreds of megabytes where there is plenty. Collecting everything by force stops the program for as long as a second;
// so V8 itself is told when to begin: it collects in small steps, beside the program.
import module from 'node:module';
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
	/** Whether to give back what is free, which takes long where there is much. */
	readonly givesBack: boolean;
	/** How eagerly to compile what is often called into fast code. */
	readonly compiles: Compiling;
};

/** After how many calls a function is compiled by V8's two better compilers; `soon` is V8's own choice. */
type Compiling = keyof typeof callsBefore;

/** With little to do, compiling takes a fifth of all CPU in the first minutes, and gains nothing that anybody waits for. */
const callsBefore = {soon: {maglev: 400, turbofan: 3000}, late: {maglev: 8000, turbofan: 100_000}} as const;

const whenBusy: Limits = {growthPercent: 60, youngBytes: 12_000_000, givesBack: false, compiles: 'soon'};
/** With much in the heap, the same share of it would be too much. */
const whenBusyAndLarge: Limits = {growthPercent: 35, youngBytes: 12_000_000, givesBack: false, compiles: 'soon'};
const largeBytes = 70_000_000;
const whenCalm: Limits = {growthPercent: 40, youngBytes: 6_000_000, givesBack: false, compiles: 'soon'};
const whenIdle: Limits = {growthPercent: 25, youngBytes: 3_000_000, givesBack: true, compiles: 'late'};
/**
 * With thousands of servers giving back costs a quarter of all CPU, and what is given back is needed again with the next
 * heartbeats: it is done for some time after a storm, and then not any more.
 */
const whenIdleAndLarge: Limits = {growthPercent: 30, youngBytes: 6_000_000, givesBack: false, compiles: 'late'};
const largeWhenIdleBytes = 42_000_000;
const givesBackForMs = 30_000;
const lookEveryMs = 250;

/** Using less than these shares of a processor. All that is done once a second would look busy over less than seconds. */
const calmShare = 0.3;
const idleShare = 0.12;
const shareOverMs = 2000;
/** After so long without more than that, the program has time to collect. */
const restMs = 5000;

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

/** Says what V8 is to be told, each time it is asked. */
function createLimits(): () => Limits {
	let before = process.cpuUsage();
	let measuredAt = performance.now();
	// Starting is work.
	let busyAt = measuredAt;
	let activeAt = measuredAt;
	return () => {
		const now = performance.now();
		if (now - measuredAt >= shareOverMs) {
			const {user, system} = process.cpuUsage(before);
			const share = (user + system) / 1000 / (now - measuredAt);
			if (share > calmShare) busyAt = now;
			if (share > idleShare) activeAt = now;
			before = process.cpuUsage();
			measuredAt = now;
		}
		const usedBytes = getHeapStatistics().used_heap_size;
		if (now - activeAt > restMs) {
			const isSettled = now - busyAt > givesBackForMs;
			return isSettled && usedBytes > largeWhenIdleBytes ? whenIdleAndLarge : whenIdle;
		}
		if (now - busyAt > restMs) return whenCalm;
		return usedBytes > largeBytes ? whenBusyAndLarge : whenBusy;
	};
}

/** The same for a program without a screen, which has nothing to do but to print: what waits longer than usual is collected soon. */
export function boundGarbage(): void {
	setFlagsFromString('--heap-growing-percent=40');
}

/** So long after the first picture what starting has left is collected. */
const startedMs = 4000;

/**
 * To be called when the first picture is drawn, soon: what comes then makes the young generation grow, and it would not
 * shrink for long.
 */
export function boundMemory(): void {
	// Compiled code that is written after V8 was told something is not taken by a V8 that was told nothing.
	module.flushCompileCache?.();
	const limits = createLimits();
	const setGrowth = createFlags();
	const setYoungGrowth = createFlags();
	const setCompiling = createFlags();
	setTimeout(collectStart, startedMs).unref();
	setInterval(() => {
		const {growthPercent, youngBytes, givesBack, compiles} = limits();
		// What a storm has left is collected and given back to the system some seconds after it, also in small steps.
		setGrowth(`--${givesBack ? '' : 'no-'}optimize-for-size --heap-growing-percent=${growthPercent}`);
		const {maglev, turbofan} = callsBefore[compiles];
		setCompiling(`--invocation-count-for-maglev=${maglev} --invocation-count-for-turbofan=${turbofan}`);
		setYoungGrowth(`--semi-space-growth-factor=${youngSize() < youngBytes ? 2 : 1}`);
	}, lookEveryMs).unref();
}
