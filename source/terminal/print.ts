// Prints on standard output, all of it or with an error: text that a full disk cut off must not look like success.
import {fstatSync, fsyncSync, writeSync} from 'node:fs';
import process from 'node:process';

const standardOutput = 1;

// Node's stream for a file takes it for written when only a part of it was.
function writeFile(text: string): void {
	const bytes = Buffer.from(text);
	let written = 0;
	while (written < bytes.length) {
		const taken = writeSync(standardOutput, bytes, written);
		if (taken === 0) throw new Error('nothing more could be written');
		written += taken;
	}
}

function finishFile(): void {
	try {
		// A file on a network may find out only here that there is no room for it.
		fsyncSync(standardOutput);
	} catch (error) {
		const isUnknownHere = error instanceof Error && 'code' in error && error.code === 'EINVAL';
		if (!isUnknownHere) throw error;
	}
}

/** Whether standard output is a file; unknown until something is printed. */
let isFile: boolean | undefined;

/** The stream tells of an error as an event too, which would end the program if nobody heard it. */
let isHeard = false;

function writeStream(text: string): Promise<boolean> {
	if (!isHeard) process.stdout.on('error', () => {});
	isHeard = true;
	return new Promise((resolve, reject) => {
		process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
			if (!error) resolve(true);
			else if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') resolve(false);
			else reject(error);
		});
	});
}

/**
 * Resolves when all is written: true, or false when nobody reads it any more, as with `| head`. Rejects with the
 * system's error. `isPart`: more follows, so that a file on a network need not tell yet whether it has room.
 */
export async function print(text: string, isPart = false): Promise<boolean> {
	isFile ??= fstatSync(standardOutput).isFile();
	if (!isFile) return writeStream(text);
	writeFile(text);
	if (!isPart) finishFile();
	return true;
}
