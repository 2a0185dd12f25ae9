// Reads recordings, a line at a time, compressed ones too. What was cut short, as by a killed program, is read as far
// as it goes.
import {createReadStream} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {StringDecoder} from 'node:string_decoder';
import {parsedJson} from '../format/parsed-json.ts';
import {headerIn, type RecordingHeader} from '../recording/recording-header.ts';
import {messageIn} from '../recording/recording-line.ts';
import type {Message} from '../wire/message.ts';
import {CannotStart} from '../errors/cannot-start.ts';
import {type Compression, decompressor, hasZstd} from './compression.ts';
import {fileTrouble} from './file-trouble.ts';
import {homePath} from './home-path.ts';

const gzipMark = 0x1f8b;
const zstdMark = 0x28b52ffd;

/** By how it begins: the name of a file may have been changed. */
async function compressionIn(path: string): Promise<Compression> {
	const file = await open(path, 'r');
	try {
		const {buffer, bytesRead} = await file.read(Buffer.alloc(4), 0, 4, 0);
		if (bytesRead >= 2 && buffer.readUInt16BE() === gzipMark) return 'gzip';
		return bytesRead === 4 && buffer.readUInt32BE() === zstdMark ? 'zstd' : 'none';
	} finally {
		await file.close();
	}
}

/** The bytes of the file, unpacked. A zstd stream of Node ends with the first of several frames: the rest is read anew. */
async function* bytesOf(path: string, compression: Compression): AsyncGenerator<Buffer> {
	if (compression === 'none') {
		yield* createReadStream(path);
		return;
	}
	const {size} = await stat(path);
	for (let start = 0; start < size; ) {
		const stream = decompressor(compression);
		const file = createReadStream(path, {start}).on('error', error => stream.destroy(error));
		try {
			yield* file.pipe(stream);
		} finally {
			// Who reads the first line only leaves the rest of the file.
			file.destroy();
		}
		if (stream.bytesWritten === 0) return;
		start += stream.bytesWritten;
	}
}

export type RecordingRead = {
	/** Absent where the file has none, as captures by other means. */
	readonly header: RecordingHeader | undefined;
	/** The messages in the order of the file. */
	readonly messages: () => AsyncGenerator<Message>;
	/** What was noticed so far, in words: lines that are none, an end that was cut short. */
	readonly faults: () => readonly string[];
};

function cannotReplay(path: string, because: string, tryThis = ''): CannotStart {
	return new CannotStart(`cannot replay ${path}`, because, tryThis);
}

/**
 * Opens a recording.
 * @throws CannotStart when it cannot be read, is no recording, or is of another version of the format
 */
export async function readRecording(given: string): Promise<RecordingRead> {
	const path = homePath(given);
	let badLines = 0;
	let cutShort = '';

	async function* linesOf(compression: Compression): AsyncGenerator<string> {
		const decoder = new StringDecoder('utf8');
		let rest = '';
		try {
			for await (const bytes of bytesOf(path, compression)) {
				const lines = (rest + decoder.write(bytes)).split('\n');
				rest = lines.pop() ?? '';
				yield* lines;
			}
		} catch (error) {
			cutShort = compression === 'none' ? fileTrouble(error) : 'its compressed data ends in the middle';
		}
		if (rest === '') return;
		if (parsedJson(rest) === undefined) cutShort ||= 'its last line is cut short';
		else yield rest;
	}

	let compression: Compression;
	let first: string | undefined;
	try {
		compression = await compressionIn(path);
		if (compression === 'zstd' && !hasZstd()) {
			throw cannotReplay(path, 'this Node cannot read Zstandard', 'use Node 22.15 or newer, or unpack it with zstd -d');
		}
		for await (const line of linesOf(compression)) {
			first = line;
			break;
		}
	} catch (error) {
		throw error instanceof CannotStart ? error : cannotReplay(path, fileTrouble(error));
	}
	const read = headerIn(first ?? '');
	if (read.kind === 'other version') {
		const because = `it is a recording of format version ${read.version}, which this program does not know`;
		throw cannotReplay(path, because, 'use a newer nats-top-sys');
	}
	if (read.kind === 'none' && (first === undefined || messageIn(first) === undefined)) {
		const because =
			first === undefined ? 'it is empty' : 'it is no recording: its first line is neither header nor message';
		throw cannotReplay(path, because, 'recordings are made by --record and by the key W');
	}
	const header = read.kind === 'header' ? read.header : undefined;
	return {
		header,
		async *messages() {
			badLines = 0;
			for await (const line of linesOf(compression)) {
				if (line === '') continue;
				const message = messageIn(line);
				if (message !== undefined) yield message;
				else if (headerIn(line).kind !== 'header') badLines++;
			}
		},
		faults: () => [
			...(badLines === 0 ? [] : [`${badLines} ${badLines === 1 ? 'line is' : 'lines are'} no message`]),
			...(cutShort === '' ? [] : [cutShort]),
		],
	};
}
