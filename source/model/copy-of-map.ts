/** A map of its own, of copies. */
export function copyOfMap<Key, Value>(map: ReadonlyMap<Key, Value>, copyOf: (value: Value) => Value): Map<Key, Value> {
	const copy = new Map<Key, Value>();
	for (const [key, value] of map) copy.set(key, copyOf(value));
	return copy;
}
