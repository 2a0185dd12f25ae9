import {CannotStart} from '../../errors/cannot-start.ts';

/**
 * What is begun gives, unless the attempt that it belongs to is stopped first; what it gives after that is undone.
 * Nothing is begun when it is stopped already.
 * @throws CannotStart at once when it is stopped
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
		// Both listen from the beginning, so that a late failure finds a listener too.
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

/** Why an attempt that was stopped did not connect. */
export function stoppedMeanwhile(): CannotStart {
	return new CannotStart('cannot connect', 'it was stopped meanwhile', '');
}
