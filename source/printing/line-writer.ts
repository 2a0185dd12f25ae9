// Lines for a reader who may be slow: they wait here within a bound, and what there is no room for is counted.
import {grouped} from '../format/number.ts';
import {printed} from './printed.ts';

/** So many lines wait; a reader who is behind by that has been away for long. */
const mostWaiting = 2000;
/** A source that can wait does when so many lines wait. */
const manyWaiting = 200;

export type LineWriter = {
	readonly add: (line: string) => void;
	/** Whether a source that can wait is to wait until `drained` resolves. */
	readonly isBehind: () => boolean;
	/** Resolves when all is written, or nobody reads any more. */
	readonly drained: () => Promise<void>;
	/** Resolves to true when nobody reads any more; rejects when it cannot be written. */
	readonly gone: Promise<true>;
};

export function createLineWriter(): LineWriter {
	const gone = Promise.withResolvers<true>();
	let waiting: string[] = [];
	let dropped = 0;
	let writing: Promise<void> | undefined;

	async function writeAll(): Promise<void> {
		while (waiting.length > 0) {
			const lines = waiting;
			waiting = [];
			if (dropped > 0) lines.push(`${grouped(dropped)} lines are missing here: they were not read in time`);
			dropped = 0;
			if (!(await printed(`${lines.join('\n')}\n`, true))) {
				gone.resolve(true);
				return;
			}
		}
	}

	return {
		add(line) {
			if (waiting.length >= mostWaiting) dropped++;
			else waiting.push(line);
			writing ??= writeAll()
				.catch(gone.reject)
				.finally(() => {
					writing = undefined;
				});
		},
		isBehind: () => waiting.length >= manyWaiting,
		drained: async () => writing,
		gone: gone.promise,
	};
}
