// Memory of a program that runs for weeks. A screen and a stream of events make much garbage, which V8 lets pile up to
// hundreds of megabytes where there is plenty. Collecting everything by force stops the program for as long as a second;
// so V8 itself is told when to begin: it collects in small steps, beside the program.
import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8';

/** The old generation is collected when it has grown by so much since the last time; left alone, V8 waits for up to 300. */
const growthPercent = 60;

/**
 * The young generation, where everything begins, may grow to about this. It doubles whenever as much as its size has
 * survived: smaller, and what a storm brings is copied again and again before it dies; V8's own limit is 128 MB.
 */
const youngBytes = 12_000_000;
const lookEveryMs = 250;

/** Using less than this share of a processor for this long, the program has time to give memory back. */
const quietShare = 0.1;
const quietMs = 5000;

type Flag = {readonly set: (isOn: boolean) => void};

function flag(on: string, off: string): Flag {
	let current: boolean | undefined;
	return {
		set(isOn) {
			if (isOn !== current) setFlagsFromString(isOn ? on : off);
			current = isOn;
		},
	};
}

function youngSize(): number {
	return getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space')?.space_size ?? 0;
}

/** To be called when the program has started: more collections would make that slower. */
export function boundMemory(): void {
	setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
	const growsYoung = flag('--semi-space-growth-factor=2', '--semi-space-growth-factor=1');
	// What a storm has left is collected and given back to the system some seconds after it, also in small steps.
	const givesBack = flag('--optimize-for-size', '--no-optimize-for-size');
	let before = process.cpuUsage();
	let lookedAt = performance.now();
	let busyAt = lookedAt;
	setInterval(() => {
		const now = performance.now();
		const {user, system} = process.cpuUsage(before);
		if (user + system > (now - lookedAt) * 1000 * quietShare) busyAt = now;
		before = process.cpuUsage();
		lookedAt = now;
		growsYoung.set(youngSize() < youngBytes);
		givesBack.set(now - busyAt > quietMs);
	}, lookEveryMs).unref();
}
