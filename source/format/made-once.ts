/**
 * The same function, which makes each result once: for what never changes and is asked often. It is kept as long as what
 * it is made of.
 */
export function madeOnce<Of extends object, Result>(make: (of: Of) => Result): (of: Of) => Result {
	const known = new WeakMap<Of, {readonly result: Result}>();
	return of => {
		const before = known.get(of);
		if (before !== undefined) return before.result;
		const result = make(of);
		known.set(of, {result});
		return result;
	};
}
