// Writes recordings: to a file that must not exist yet, a piece at a time, so that what was written can be read whatever
// happens next. It never throws later on: a full disk ends the recording and is told.
import {open} from 'node:fs/promises';
import type {Writable} from 'node:stream';
import {finished} from 'node:stream/promises';
import {constants} from 'node:zlib';
import {compressionOf, compressor} from './compression.ts';
import {fileTrouble} from './file-trouble.ts';
import {homePath} from './home-path.ts';

export type RecordingWriter = {
	readonly path: string;
	/** Adds a line, without its line break. Never throws; does nothing after a failure. */
	readonly add: (line: string) => void;
	/** Adds lines that end with line breaks, and resolves when there is room for more. */
	readonly addText: (text: string) => Promise<void>;
	/** Resolves when what was added can be read: a program that is killed then loses nothing of it. Never rejects. */
	readonly flush: () => Promise<void>;
	/** Why nothing more is written; undefined while all is well. */
	readonly failure: () => string | undefined;
	/** Lines that were left out because the disk did not keep up. */
	readonly leftOut: () => number;
	/** Writes the rest and closes the file; resolves with its size in bytes. */
	readonly end: () => Promise<number>;
};

/** Text that waits for the disk at most; what comes then is left out and counted. */
const mostWaiting = 2 ** 25;
/** Written at once when so much has gathered. */
const pieceLength = 2 ** 16;

/**
 * Creates the file and writes the header.
 * @throws what the file system says: the file is there already, the folder is missing or may not be written to
 */
export async function createRecording(given: string, header: string): Promise<RecordingWriter> {
	const path = homePath(given);
	// `wx`: a recording never takes the place of another file.
	const file = await open(path, 'wx', 0o600);
	const compression = compressionOf(path);
	const disk = file.createWriteStream();
	const packed = compression === 'none' ? undefined : compressor(compression);
	packed?.pipe(disk);
	const into: Writable = packed ?? disk;
	let gathered = '';
	let failure: string | undefined;
	let leftOut = 0;

	function fail(error: unknown): void {
		// Who writes to a stream that has just failed is told that only, and perhaps before it says why.
		failure ??= fileTrouble(disk.errored ?? packed?.errored ?? error);
		gathered = '';
	}
	disk.on('error', fail);
	packed?.on('error', fail);

	function write(): boolean {
		if (gathered === '' || failure !== undefined) return true;
		const piece = gathered;
		gathered = '';
		return into.write(piece);
	}

	/** What waits until something is done: when the stream closes, it never will be. */
	const waiting = new Set<() => void>();
	into.once('close', () => {
		for (const goOn of waiting) goOn();
	});

	/** Resolves when it is done, or never can be. */
	function untilDone(begin: (done: (error?: Error | null) => void) => void): Promise<void> {
		return new Promise(resolve => {
			const goOn = (): void => {
				waiting.delete(goOn);
				resolve();
			};
			waiting.add(goOn);
			begin(error => {
				// Whoever waited is told before the stream says so.
				if (error) fail(error);
				goOn();
			});
		});
	}

	const writer: RecordingWriter = {
		path,
		add(line) {
			if (failure !== undefined) return;
			if (into.writableLength > mostWaiting) {
				leftOut++;
				return;
			}
			gathered += `${line}\n`;
			if (gathered.length >= pieceLength) write();
		},
		async addText(text) {
			gathered += text;
			if (gathered.length < pieceLength || write() || failure !== undefined) return;
			await untilDone(done => into.once('drain', () => done()));
		},
		async flush() {
			write();
			if (failure !== undefined) return;
			if (packed !== undefined) {
				const kind = compression === 'gzip' ? constants.Z_SYNC_FLUSH : constants.ZSTD_e_flush;
				await untilDone(done => packed.flush(kind, () => done()));
			}
			await untilDone(done => disk.write('', done));
		},
		failure: () => failure,
		leftOut: () => leftOut,
		async end() {
			write();
			into.end();
			try {
				await finished(disk);
			} catch (error) {
				fail(error);
			}
			return disk.bytesWritten;
		},
	};
	writer.add(header);
	await writer.flush();
	return writer;
}
