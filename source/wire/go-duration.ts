// Durations as Go writes them: as text in answers about connections, `910µs`, `1.644417ms`, `1m2.5s`; as nanoseconds
// elsewhere.

const unitMs: Readonly<Record<string, number>> = {
	ns: 1e-6,
	µs: 1e-3,
	μs: 1e-3,
	us: 1e-3,
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
};

// The two letters of micro are spelled out for the bundle, see package/bundle.ts.
const part = /(\d+(?:\.\d+)?)(ns|\u00b5s|\u03bcs|us|ms|s|m|h)/gy;

/** Milliseconds; undefined for anything else. */
export function goDurationMs(value: unknown): number | undefined {
	if (typeof value !== 'string' || value === '' || value.length > 40) return undefined;
	let sum = 0;
	let end = 0;
	part.lastIndex = 0;
	for (const [whole, amount = '', unit = ''] of value.matchAll(part)) {
		sum += Number(amount) * (unitMs[unit] ?? 0);
		end += whole.length;
	}
	return end === value.length ? sum : undefined;
}

const nanosecondsInMs = 1e6;

/** Nanoseconds in milliseconds. */
export function inMilliseconds(nanoseconds: number | undefined): number | undefined {
	return nanoseconds === undefined ? undefined : nanoseconds / nanosecondsInMs;
}
