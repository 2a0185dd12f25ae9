// Copies a recording without the names in it.
import {CannotStart} from '../errors/cannot-start.ts';
import {bytesInWords, grouped} from '../format/number.ts';
import {collectNames} from '../recording/anonymize.ts';
import {headerLineOf} from '../recording/recording-header.ts';
import {lineOf} from '../recording/recording-line.ts';
import {fileTrouble} from './file-trouble.ts';
import {readRecording} from './recording-reader.ts';
import {createRecording, type RecordingWriter} from './recording-writer.ts';

async function begun(path: string, header: string): Promise<RecordingWriter> {
	try {
		return await createRecording(path, header);
	} catch (error) {
		throw new CannotStart(`cannot write ${path}`, fileTrouble(error), 'name another file');
	}
}

/** Written at once when so much has gathered. */
const pieceLength = 2 ** 16;

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
	const writer = await begun(to, headerLineOf(header(before)));
	let messages = 0;
	let gathered = '';
	for await (const message of recording.messages()) {
		gathered += `${lineOf(anonymized(message))}\n`;
		messages++;
		if (gathered.length < pieceLength) continue;
		await writer.addText(gathered);
		gathered = '';
	}
	await writer.addText(gathered);
	const size = await writer.end();
	const failure = writer.failure();
	if (failure !== undefined) throw new CannotStart(`${to} is written in part`, failure, '');
	const faults = recording.faults().map(fault => `; of the recording: ${fault}`);
	return `wrote ${grouped(messages)} messages without names, ${bytesInWords(size)}: ${to}${faults.join('')}`;
}
