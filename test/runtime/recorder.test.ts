// What the recorder says of what it could not keep.
import {createHash} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {createCore} from '../../source/core/core.ts';
import {readRecording} from '../../source/files/recording-reader.ts';
import type {RecordingWriter} from '../../source/files/recording-writer.ts';
import {createSystemRecorder} from '../../source/runtime/recorder.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'recorder-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** A file whose disk is as slow, and as broken, as `state` says. */
function fileOn(state: {leftOut: number; failure?: string}): RecordingWriter {
	const nothing = (): Promise<void> => Promise.resolve();
	return {
		path: 'it',
		add() {},
		addText: nothing,
		flush: nothing,
		failure: () => state.failure,
		leftOut: () => state.leftOut,
		end: () => Promise.resolve(0),
	};
}

describe('every second', () => {
	test('it is told how much was left out so far, when that has grown', () => {
		const state = {leftOut: 0};
		const recorder = createSystemRecorder({flightRecorderBytes: 0, file: fileOn(state), program: '1'});
		expect(recorder.second()).toBe(undefined);
		state.leftOut = 1200;
		expect(recorder.second()).toBe('recording: 1,200 messages left out so far: the disk is too slow');
		expect(recorder.second()).toBe(undefined);
		state.leftOut = 1300;
		expect(recorder.second()).toBe('recording: 1,300 messages left out so far: the disk is too slow');
	});

	test('it is told once that nothing more is written', () => {
		const state: Parameters<typeof fileOn>[0] = {leftOut: 0};
		const recorder = createSystemRecorder({flightRecorderBytes: 0, file: fileOn(state), program: '1'});
		expect(recorder.second()).toBe(undefined);
		state.failure = 'the disk is full';
		expect(recorder.second()).toBe('recording ended: the disk is full');
		expect(recorder.second()).toBe(undefined);
	});
});

describe('what is written after it was seen', () => {
	async function writtenAfter(messages: number, name: string): Promise<{said: string; read: number}> {
		const recorder = createSystemRecorder({flightRecorderBytes: 2 ** 20, program: '1'});
		const core = createCore({view: 'overview', utc: true, label: 'it', record: recorder.record});
		const server = new MadeServer('n1');
		core.hear(linkUp(noon));
		for (let index = 0; index < messages; index++) {
			// No two are alike, so that packing does not make them small.
			const name = createHash('sha512').update(String(index)).digest('hex');
			core.hear(server.connect(noon + index * 10, index + 1, {name}));
			if (index % 100 === 0) await new Promise(resolve => setTimeout(resolve));
		}
		const file = path.join(folder, name);
		const {text: said, path: told} = await recorder.write(core, noon, file);
		expect(told).toBe(file);
		let read = 0;
		for await (const _ of (await readRecording(file)).messages()) read++;
		return {said, read};
	}

	test('is all that was heard', async () => {
		const {said, read} = await writtenAfter(100, 'all.ndjson');
		expect(said).toMatch(/all\.ndjson: 101 messages of 1\.0 s, [\d.]+ KiB$/);
		expect(read).toBe(101);
	});

	test('or its end, and then it is said how much is missing', async () => {
		const {said, read} = await writtenAfter(8000, 'end.ndjson');
		const [, kept = '', dropped = ''] =
			/: ([\d,]+) messages of the last .+? \(([\d,]+) older ones were dropped\)/.exec(said) ?? [];
		const number = (text: string): number => Number(text.replaceAll(',', ''));
		expect(number(kept) + number(dropped)).toBe(8001);
		expect(number(dropped)).toBeGreaterThan(0);
		// The state of the link stands before what was not from the beginning.
		expect(read).toBe(number(kept) + 1);
	});
});
