// What a server sends is read in turns with everything else that waits. Node reads a socket that is never empty for as
// long as two megabytes at a stretch, which in a storm of events takes half a second; keys and pictures wait meanwhile.
import type {Readable} from 'node:stream';

/** So long is read at a stretch; the chunk that is being read then is read to its end. */
export const stretchMs = 10;

/**
 * Pauses a stream that is read by its `data` events when those of one turn of the event loop have taken `stretchMs`; it
 * goes on in the next turn. What is not read waits at the sender. `now` gives milliseconds since some moment.
 */
export function readInTurns(stream: Readable, now: () => number = () => performance.now()): void {
	let begunAt: number | undefined;

	function nextTurn(): void {
		begunAt = undefined;
		// Whoever has ended it meanwhile has done so for good.
		if (!stream.destroyed) stream.resume();
	}

	stream.on('data', () => {
		if (begunAt === undefined) {
			begunAt = now();
			setImmediate(nextTurn);
		} else if (now() - begunAt >= stretchMs) {
			stream.pause();
		}
	});
}
