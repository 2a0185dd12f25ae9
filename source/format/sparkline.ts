const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const gap = '·';

/**
 * One character per value, scaled between zero and `top` (the largest value unless given). An unknown value (NaN) is a
 * dot: a gap, not a zero.
 */
export function sparkline(values: readonly number[], top?: number): string {
	let largest = top ?? 0;
	if (top === undefined) for (const value of values) if (value > largest) largest = value;
	return values
		.map(value => {
			if (Number.isNaN(value)) return gap;
			if (largest <= 0 || value <= 0) return bars[0];
			return bars[Math.min(bars.length - 1, Math.ceil((value / largest) * bars.length) - 1)];
		})
		.join('');
}

/** Of the known values; NaN where there is none. */
function meanOf(values: readonly number[], from: number, to: number): number {
	let sum = 0;
	let known = 0;
	for (let index = from; index < to; index++) {
		const value = values[index] ?? Number.NaN;
		if (Number.isNaN(value)) continue;
		sum += value;
		known++;
	}
	return known === 0 ? Number.NaN : sum / known;
}

/** Averages neighbours, ignoring unknown ones (NaN), so that `values` fit into `width` characters. */
export function averaged(values: readonly number[], width: number): number[] {
	if (width <= 0) return [];
	const by = Math.max(1, Math.ceil(values.length / width));
	if (by === 1) return [...values];
	const means: number[] = [];
	for (let end = values.length; end > 0; end -= by) means.push(meanOf(values, Math.max(0, end - by), end));
	return means.reverse();
}

/**
 * Sums neighbours so that `values` fit into `width` characters. A sum of zero is unknown (NaN) when one of its parts is.
 */
export function squeezed(values: readonly number[], width: number): number[] {
	if (width <= 0) return [];
	const by = Math.ceil(values.length / width);
	if (by <= 1) return [...values];
	const squeezedValues: number[] = [];
	for (let from = values.length % by === 0 ? 0 : (values.length % by) - by; from < values.length; from += by) {
		const parts = values.slice(Math.max(0, from), from + by);
		const sum = parts.reduce((total, part) => (Number.isNaN(part) ? total : total + part), 0);
		squeezedValues.push(sum === 0 && parts.some(Number.isNaN) ? Number.NaN : sum);
	}
	return squeezedValues;
}
