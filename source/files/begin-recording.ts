// A recording that was asked for on the command line: from its beginning, which may fail, to what became of it.
import {CannotStart} from '../errors/cannot-start.ts';
import {bytesInWords, grouped} from '../format/number.ts';
import {headerLineOf, type RecordingHeader} from '../recording/recording-header.ts';
import {fileTrouble} from './file-trouble.ts';
import {createRecording, type RecordingWriter} from './recording-writer.ts';

/** `what` is done to the file, in words. @throws CannotStart when the file cannot be created, or is there already */
export async function beginRecording(
	path: string,
	header: RecordingHeader,
	what = 'record to',
): Promise<RecordingWriter> {
	try {
		return await createRecording(path, headerLineOf(header));
	} catch (error) {
		throw new CannotStart(`cannot ${what} ${path}`, fileTrouble(error), 'name another file');
	}
}

/** Closes it; resolves with what was recorded, in words. */
export async function endedInWords(recording: RecordingWriter): Promise<string> {
	const size = bytesInWords(await recording.end());
	const failure = recording.failure();
	if (failure !== undefined) return `recording ${recording.path} ended early, after ${size}: ${failure}`;
	const leftOut = recording.leftOut();
	const without = leftOut === 0 ? '' : `; ${grouped(leftOut)} messages were left out: the disk was too slow`;
	return `recorded ${size} in ${recording.path}${without}`;
}
