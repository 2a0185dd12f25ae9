/** Everything that plain data holds, a model for example, in its order. */
export function jsonOf(data: unknown): string {
	return JSON.stringify(data, (_, value: unknown) => {
		if (value instanceof Map) return {map: [...value]};
		if (value instanceof Set) return {set: [...value]};
		if (value instanceof Int32Array) return {numbers: [...value]};
		if (value instanceof Float64Array) return {numbers: [...value]};
		if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
		return value;
	});
}
