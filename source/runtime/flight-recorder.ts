// The flight recorder: the last messages, and keyframes along them, in so much memory.
import type {PackableKeyframe} from '../core/kept-keyframes.ts';
import {createPast, type Past, type Spacing} from '../core/past.ts';
import {createTextPacking} from '../files/compression.ts';
import {createDataPacking} from '../files/data-packing.ts';
import {createTape, type Tape} from '../recording/tape.ts';

export type FlightRecorder = {readonly tape: Tape; readonly past: Past};

/** So much of the memory is for keyframes, which make the way to a moment short. */
const keyframesShare = 0.25;

/** `spacing`: how often keyframes are taken, when not as usual. */
export function createFlightRecorder(bytes: number, spacing?: Spacing): FlightRecorder {
	const tape = createTape(bytes * (1 - keyframesShare), createTextPacking());
	return {tape, past: createPast(tape, bytes * keyframesShare, createDataPacking<PackableKeyframe>(), spacing)};
}
