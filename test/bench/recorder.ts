// What the recorder costs: CPU, memory, and bytes for an event.
import {setImmediate as turn} from 'node:timers/promises';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createWatched} from '../../source/core/watched.ts';
import {createRecording} from '../../source/files/recording-writer.ts';
import {createFlightRecorder, type FlightRecorder} from '../../source/runtime/flight-recorder.ts';
import {createModel} from '../../source/model/model.ts';
import {headerLineOf} from '../../source/recording/recording-header.ts';
import {lineOf} from '../../source/recording/recording-line.ts';
import {noon} from '../events/made-server.ts';
import type {Message} from '../../source/wire/message.ts';
import {busySystem} from './busy-system.ts';
import type {Figure} from './figure.ts';
import type {Measurement} from './measurement.ts';
import {mebibyte, together, usual, watch} from './recorded.ts';
import {median} from './sampling.ts';

function mebibytesInUse(): number {
	for (let times = 0; times < 2; times++) globalThis.gc?.({type: 'major', execution: 'sync'});
	const {heapUsed, external} = process.memoryUsage();
	return (heapUsed + external) / mebibyte;
}

/** Some messages from where the system is on, made beforehand. */
function blockOf(messages: Generator<Message>, length: number): readonly Message[] {
	return Array.from({length}, () => messages.next().value);
}

async function figuresAtTheBound(minutes: number): Promise<readonly Figure[]> {
	const before = mebibytesInUse();
	const kept = createFlightRecorder(usual);
	await watch(busySystem({servers: 50, eventsPerSecond: 1000}), minutes * 60_000, kept);
	await turn();
	const span = kept.tape.span();
	if (span === undefined) throw new Error('nothing is on the tape');
	const held = (span.to - span.from) / 60_000;
	return [
		{
			name: `flight recorder of 64 MiB after ${minutes} min`,
			value: (span.bytes + kept.past.bytes()) / mebibyte,
			unit: 'MiB',
			bound: {atMost: 64},
			note: `holds ${held.toFixed(1)} min, ${span.dropped} dropped and told; memory in use grew by ${(mebibytesInUse() - before).toFixed(0)} MiB`,
		},
	];
}

type Side = {readonly name: string; readonly kept?: FlightRecorder; readonly hasKeyframes: boolean};

/** CPU microseconds of an event without a tape, with it, and with the keyframes along it, in turn. */
async function figuresOfIngest(rounds: number): Promise<readonly Figure[]> {
	const kinds: readonly Side[] = [
		{name: 'without', hasKeyframes: false},
		{name: 'tape', kept: createFlightRecorder(usual), hasKeyframes: false},
		{name: 'all', kept: createFlightRecorder(usual), hasKeyframes: true},
	];
	const sides = kinds.map(side => ({
		...side,
		system: busySystem({servers: 50, eventsPerSecond: 1000}),
		head: createWatched(createModel(), undefined, side.kept?.tape.keep),
		took: [] as number[],
	}));
	const length = 20_000;
	for (let round = -3; round < rounds; round++) {
		for (const {kept, hasKeyframes, system, head, took} of round % 2 === 0 ? sides : sides.toReversed()) {
			const block = blockOf(system, length);
			globalThis.gc?.({type: 'minor', execution: 'sync'});
			const before = process.cpuUsage();
			for (const [index, message] of block.entries()) {
				head.hear(message, at => hasKeyframes && kept?.past.second(head, at));
				if (index % together === 0) await turn();
			}
			const {user, system: own} = process.cpuUsage(before);
			if (round >= 0) took.push((user + own) / length);
		}
	}
	const [without = [], withTape = [], withAll = []] = sides.map(({took}) => took);
	const moreThanWithout = (values: readonly number[]): number =>
		median(values.map((value, round) => (value / (without[round] ?? Number.NaN) - 1) * 100));
	const note = (values: readonly number[]): string =>
		`CPU of all threads; ${median(values).toFixed(2)} µs an event with, ${median(without).toFixed(2)} µs without`;
	return [
		{
			name: 'recording on the tape / ingest without',
			value: moreThanWithout(withTape),
			unit: '%',
			bound: {atMost: 10},
			note: note(withTape),
		},
		{
			name: 'the same with the keyframes of time travel',
			value: moreThanWithout(withAll),
			unit: '%',
			note: note(withAll),
		},
	];
}

async function figuresOfFiles(seconds: number): Promise<readonly Figure[]> {
	const folder = mkdtempSync(path.join(tmpdir(), 'nats-top-sys-bench-'));
	const figures: Figure[] = [];
	try {
		for (const ending of ['gz', 'zst']) {
			const file = path.join(folder, `it.ndjson.${ending}`);
			const header = headerLineOf({at: noon, program: 'bench', label: 'bench', servers: []});
			const writer = await createRecording(file, header);
			let messages = 0;
			let second = 0;
			const head = createWatched(createModel(), undefined, kept => {
				messages++;
				writer.add(lineOf(kept));
			});
			for (const message of busySystem({servers: 50, eventsPerSecond: 1000})) {
				head.hear(message, () => {});
				if (message.at >= noon + seconds * 1000) break;
				if (message.at < noon + second * 1000) continue;
				second++;
				await writer.flush();
			}
			await writer.end();
			if (writer.leftOut() > 0 || writer.failure() !== undefined) throw new Error('not all was written');
			figures.push({
				name: `an event in .ndjson.${ending}, flushed every second`,
				value: statSync(file).size / messages,
				unit: 'B',
			});
		}
	} finally {
		rmSync(folder, {recursive: true});
	}
	return figures;
}

/** As fast as events come in a storm, for a second each time before packing has a turn. */
async function figuresOfAStorm(seconds: number): Promise<readonly Figure[]> {
	const {tape, past} = createFlightRecorder(usual);
	const head = createWatched(createModel(), undefined, tape.keep);
	let heard = 0;
	for (const message of busySystem({servers: 50, eventsPerSecond: 20_000})) {
		head.hear(message, at => past.second(head, at));
		heard++;
		if (message.at >= noon + seconds * 1000) break;
		if (heard % 20_000 === 0) await turn();
	}
	const span = tape.span();
	const unsaid = heard - (span?.messages ?? 0) - (span?.dropped ?? 0);
	return [
		{
			name: `${seconds} s of 20,000 events/s: lost and not told`,
			value: unsaid,
			unit: 'events',
			bound: {atMost: 0},
			note: `${span?.messages} kept, ${span?.dropped} dropped and told`,
		},
	];
}

export const recorder: Measurement = async quick => [
	...(await figuresOfIngest(quick ? 7 : 21)),
	...(await figuresOfAStorm(quick ? 5 : 60)),
	...(await figuresOfFiles(quick ? 20 : 120)),
	...(await figuresAtTheBound(quick ? 2 : 30)),
];
