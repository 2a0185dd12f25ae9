// Node writes to a terminal synchronously: a reader that stalls would stop the whole program. This switches it off.

/**
 * Makes writes to the stream wait in memory (false) or stop the program until they are taken (true).
 * Node has no public way for terminals, so that nothing happens where the handle is not as expected.
 */
export function setBlocking(stream: object, isBlocking: boolean): void {
	const handle: unknown = Reflect.get(stream, '_handle');
	if (typeof handle === 'object' && handle !== null && 'setBlocking' in handle) {
		const {setBlocking: set} = handle;
		if (typeof set === 'function') {
			set.call(handle, isBlocking);
		}
	}
}
