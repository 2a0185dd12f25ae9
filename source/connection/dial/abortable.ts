import {CannotStart} from '../../errors/cannot-start.ts';

/**
 * Resolves as `begin()` does; rejects as soon as `signal` aborts, and a late result goes to `undo`.
 * When `signal` is aborted already, nothing is begun.
 * @throws CannotStart when `signal` aborts
 */
export async function abortable<Value>(
	signal: AbortSignal,
	begin: () => Promise<Value>,
	undo: (late: Value) => void = () => {},
): Promise<Value> {
	if (signal.aborted) throw stoppedMeanwhile();
	const begun = begin();
	return await new Promise((resolve, reject) => {
		const stop = () => {
			reject(stoppedMeanwhile());
			begun.then(undo, () => {});
		};
		signal.addEventListener('abort', stop, {once: true});
		// Attached from the beginning, so that a late rejection is handled too.
		begun.then(
			value => {
				signal.removeEventListener('abort', stop);
				resolve(value);
			},
			(error: unknown) => {
				signal.removeEventListener('abort', stop);
				reject(error);
			},
		);
	});
}

/** The error of an attempt that was stopped. */
export function stoppedMeanwhile(): CannotStart {
	return new CannotStart('cannot connect', 'it was stopped meanwhile', '');
}
