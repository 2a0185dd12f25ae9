import type {Duplex} from 'node:stream';

/** What the other side of a connection sent, and why listening ended. */
export type Heard = {
	readonly text: string;
	readonly end: 'matched' | 'silent' | 'closed' | 'failed';
	readonly error?: unknown;
};

/** Listening ends at this length. */
const mostCharacters = 65_536;

/** Collects what the other side sends until it matches the pattern, the connection ends, or the time is over. */
export function listen(stream: Duplex, until: RegExp, waitMs: number): Promise<Heard> {
	return new Promise(resolve => {
		if (stream.errored) return resolve({text: '', end: 'failed', error: stream.errored});
		if (stream.destroyed || stream.readableEnded) return resolve({text: '', end: 'closed'});
		let text = '';
		const timer = setTimeout(() => end({text, end: 'silent'}), waitMs);
		const heard = (chunk: Buffer) => {
			text += chunk.toString();
			if (until.test(text) || text.length > mostCharacters) end({text, end: 'matched'});
		};
		const failed = (error: unknown) => end({text, end: 'failed', error});
		const closed = () => end({text, end: 'closed'});
		const end = (result: Heard) => {
			clearTimeout(timer);
			stream.off('data', heard).off('error', failed).off('close', closed).off('end', closed);
			resolve(result);
		};
		stream.on('data', heard).on('error', failed).on('close', closed).on('end', closed);
	});
}
