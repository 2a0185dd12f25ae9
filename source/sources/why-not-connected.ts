import {CannotStart} from '../errors/cannot-start.ts';
import {tame} from '../format/tame.ts';

/** What is in the way of a connection, in a line: why comes first, as there may be room for little of it. */
export function whyNotConnected(error: unknown): string {
	if (!(error instanceof CannotStart)) return tame(error instanceof Error ? error.message : String(error));
	const {what, because, tryThis} = error;
	return tame(`${because} (${what})${tryThis === '' ? '' : `; ${tryThis}`}`);
}
