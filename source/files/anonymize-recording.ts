// Copies a recording without the names in it.
import {CannotStart} from '../errors/cannot-start.ts';
import {bytesInWords, grouped} from '../format/number.ts';
import {collectNames} from '../recording/anonymize.ts';
import {lineOf} from '../recording/recording-line.ts';
import {beginRecording} from './begin-recording.ts';
import {readRecording} from './recording-reader.ts';

/**
 * Reads one file, twice, and writes another, which must not exist; resolves with a sentence about the result.
 * @throws CannotStart when one cannot be read or the other not be written
 */
export async function anonymizeRecording(from: string, to: string, version: string): Promise<string> {
	const recording = await readRecording(from);
	const names = collectNames();
	for await (const message of recording.messages()) names.note(message);
	const {header, message: anonymized} = names.done();
	const {header: before = {at: 0, program: version, label: '', servers: []}} = recording;
	const writer = await beginRecording(to, header(before), 'write');
	let messages = 0;
	for await (const message of recording.messages()) {
		await writer.addText(`${lineOf(anonymized(message))}\n`);
		messages++;
	}
	const size = await writer.end();
	const failure = writer.failure();
	if (failure !== undefined) throw new CannotStart(`${to} is written in part`, failure, '');
	const faults = recording.faults().map(fault => `; of the recording: ${fault}`);
	return `wrote ${grouped(messages)} messages without names, ${bytesInWords(size)}: ${to}${faults.join('')}`;
}
