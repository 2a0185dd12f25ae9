// A system that is watched and recorded, at full speed, with the flight recorder as the program makes it.
import type {FlightRecorder} from '../../source/runtime/flight-recorder.ts';
import {setImmediate as turn} from 'node:timers/promises';
import {createWatched} from '../../source/core/watched.ts';
import {createModel} from '../../source/model/model.ts';
import type {Message} from '../../source/wire/message.ts';
import {noon} from '../events/made-server.ts';
import {cpuMicroseconds} from './sampling.ts';

export const mebibyte = 2 ** 20;
/** As the flight recorder is by default, and as a recording is held that is replayed. */
export const [usual, large] = [64 * mebibyte, 512 * mebibyte];
/** Others have their turn after so many messages, as packing ends in one. */
export const together = 500;

/** Watches a system for so long, by message time. */
export async function watch(
	messages: Generator<Message>,
	ms: number,
	{tape, past}: FlightRecorder,
): Promise<{longestStop: number}> {
	const head = createWatched(createModel(), undefined, tape.keep);
	let longestStop = 0;
	const onTick = (at: number): void => {
		const took = cpuMicroseconds(() => past.second(head, at)) / 1000;
		longestStop = Math.max(longestStop, took);
	};
	for (const message of messages) {
		head.hear(message, onTick);
		if (message.at >= noon + ms) break;
		if (tape.next() % together === 0) await turn();
	}
	await past.settled();
	return {longestStop};
}
