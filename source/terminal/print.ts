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
	try {
		// A file on a network may find out only here that there is no room for it.
		fsyncSync(standardOutput);
	} catch (error) {
		const isUnknownHere = error instanceof Error && 'code' in error && error.code === 'EINVAL';
		if (!isUnknownHere) throw error;
	}
}

function writeStream(text: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const failed = (error: NodeJS.ErrnoException): void => {
			if (error.code === 'EPIPE') resolve();
			else reject(error);
		};
		process.stdout.on('error', failed).write(text, error => (error ? failed(error) : resolve()));
	});
}

/** Resolves when all is written, or when nobody reads it any more, as with `| head`; rejects with the system's error. */
export async function print(text: string): Promise<void> {
	if (fstatSync(standardOutput).isFile()) writeFile(text);
	else await writeStream(text);
}
