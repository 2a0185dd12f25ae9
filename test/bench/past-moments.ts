// How soon a moment of the past is there, anywhere in an hour of a busy system, and what keyframes cost for that.
import {createFlightRecorder} from '../../source/runtime/flight-recorder.ts';
import type {Past} from '../../source/core/past.ts';
import {busySystem} from './busy-system.ts';
import type {Figure} from './figure.ts';
import type {Measurement} from './measurement.ts';
import {large, mebibyte, watch} from './recorded.ts';
import {cpuMicroseconds, median} from './sampling.ts';

/** CPU milliseconds of each look at a moment. */
function looks(past: Past, times: readonly number[]): number[] {
	return times.map(time => {
		globalThis.gc?.({type: 'minor', execution: 'sync'});
		return (
			cpuMicroseconds(() => {
				if (past.at(time)?.looked() === undefined) throw new Error('a moment within the span is not there');
			}) / 1000
		);
	});
}

function looksAnywhere(past: Past): {readonly seeks: number[]; readonly steps: number[]} {
	const {from = 0, to = 0} = past.span() ?? {};
	let state = 1;
	const seeks: number[] = [];
	const steps: number[] = [];
	for (let round = 0; round < 30; round++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		const time = from + (state / 2 ** 32) * (to - from);
		seeks.push(...looks(past, [time]));
		const stepsBack = [1000, 2000, 3000].map(ms => Math.max(from, time - ms));
		if (round % 3 === 0) steps.push(...looks(past, stepsBack));
	}
	return {seeks, steps};
}

async function figuresOfAnHour(servers: number, minutes: number): Promise<readonly Figure[]> {
	const kept = createFlightRecorder(large);
	const {longestStop} = await watch(busySystem({servers, eventsPerSecond: 1000}), minutes * 60_000, kept);
	const {seeks, steps} = looksAnywhere(kept.past);
	const span = kept.tape.span();
	if (span === undefined || span.dropped > 0) throw new Error('the tape does not hold all of it');
	const name = `${servers} servers, ${minutes} min of 1,000 events/s`;
	const tape = (span.bytes / mebibyte).toFixed(0);
	const frames = (kept.past.bytes() / mebibyte).toFixed(0);
	return [
		{
			name: `${name}: a moment anywhere in it`,
			value: Math.max(...seeks),
			unit: 'ms',
			bound: {atMost: 300},
			note: `CPU, the worst of ${seeks.length}; median ${median(seeks).toFixed(0)} ms; tape ${tape} MiB, keyframes ${frames} MiB`,
		},
		{
			name: `${name}: a second back`,
			value: Math.max(...steps),
			unit: 'ms',
			bound: {atMost: 300},
			note: `CPU, the worst of ${steps.length}; median ${median(steps).toFixed(0)} ms`,
		},
		{name: `${name}: longest stop for a keyframe`, value: longestStop, unit: 'ms', bound: {atMost: 100}, note: 'CPU'},
		{name: `${name}: an event on the tape`, value: span.bytes / span.messages, unit: 'B'},
	];
}

export const pastMoments: Measurement = async quick => [
	...(await figuresOfAnHour(50, quick ? 4 : 60)),
	...(await figuresOfAnHour(2000, quick ? 2 : 20)),
];
