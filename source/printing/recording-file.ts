import process from 'node:process';
import {beginRecording, endedInWords} from '../files/begin-recording.ts';
import type {RecordingWriter} from '../files/recording-writer.ts';
import type {Options} from '../options/options.ts';
import {version} from '../options/version.ts';

/** The file that all messages are to be written to, created. */
export function recordingOf(
	{record}: Pick<Options, 'record'>,
	label: string,
	at: number,
): Promise<RecordingWriter | undefined> {
	if (record === undefined) return Promise.resolve(undefined);
	return beginRecording(record, {at, program: version, label, servers: []});
}

/** Closes the recording, and says on standard error what became of it. */
export async function endRecording(recording: RecordingWriter | undefined): Promise<void> {
	if (recording !== undefined) process.stderr.write(`nats-top-sys: ${await endedInWords(recording)}\n`);
}
