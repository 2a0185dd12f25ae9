const unitMs: Readonly<Record<string, number>> = {
	h: 3_600_000,
	m: 60_000,
	s: 1000,
	ms: 1,
	us: 0.001,
	µs: 0.001,
	μs: 0.001,
	ns: 0.000_001,
};

// The two letters of micro are spelled out for the bundle, see package/bundle.ts.
/** Milliseconds of a duration as Go writes it (`5s`, `1m30s`, `500ms`, `1.5h`); undefined when it is not one. */
export function durationMs(text: string): number | undefined {
	if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|\u00b5s|\u03bcs|ns))+$/.test(text)) return undefined;
	let total = 0;
	for (const [, number, unit] of text.matchAll(/([\d.]+)(h|ms|m|s|us|\u00b5s|\u03bcs|ns)/g)) {
		total += Number(number) * (unitMs[unit ?? ''] ?? Number.NaN);
	}
	return total;
}
