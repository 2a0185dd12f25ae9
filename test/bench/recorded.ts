// A system that is watched and recorded, at full speed, with the flight recorder as the program makes it.
import {setImmediate as turn} from 'node:timers/promises';
import {createPast, type Keyframe, type Past} from '../../source/core/past.ts';
import {createWatched} from '../../source/core/watched.ts';
import {createPacking} from '../../source/files/compression.ts';
import {createDataPacking} from '../../source/files/data-packing.ts';
import {createModel} from '../../source/model/model.ts';
import {createTape, type Tape} from '../../source/recording/tape.ts';
import type {Message} from '../../source/wire/message.ts';
import {noon} from '../events/made-server.ts';
import {cpuMicroseconds} from './sampling.ts';

export const mebibyte = 2 ** 20;
/** As the flight recorder is by default, and as a recording is held that is replayed. */
export const [usual, large] = [64 * mebibyte, 512 * mebibyte];
const keyframesShare = 0.25;
/** Others have their turn after so many messages, as packing ends in one. */
export const together = 500;

export type Recorded = {readonly tape: Tape; readonly past: Past};

export function recorderOf(bytes: number): Recorded {
	const tape = createTape(bytes * (1 - keyframesShare), createPacking());
	return {tape, past: createPast(tape, bytes * keyframesShare, createDataPacking<Keyframe>(createPacking()))};
}

/** Watches a system for so long, by message time. */
export async function watch(
	messages: Generator<Message>,
	ms: number,
	{tape, past}: Recorded,
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
	return {longestStop};
}
