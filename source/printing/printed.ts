import process from 'node:process';
import {CannotStart} from '../errors/cannot-start.ts';
import {print} from '../terminal/print.ts';
import {supportsUnicode} from '../terminal/supports-unicode.ts';

/** Whether what is printed may be more than ASCII; a file has no terminal that could not show it. */
export function readsUnicode(): boolean {
	return supportsUnicode(process.stdout.isTTY ? process.env : {...process.env, TERM: undefined});
}

/** Whether only ASCII is to be printed. */
export function printsAscii({ascii}: {readonly ascii: boolean}): boolean {
	return ascii || !readsUnicode();
}

/**
 * Prints on standard output; false when nobody reads it any more. `isPart`: more follows.
 * @throws CannotStart when it cannot be written
 */
export async function printed(text: string, isPart = false): Promise<boolean> {
	try {
		return await print(text, isPart);
	} catch (error) {
		throw new CannotStart('cannot print', error instanceof Error ? error.message : String(error), '');
	}
}
