import {availableParallelism} from 'node:os';
import {root} from '../../source/package/bundle-state.ts';
import type {Tally} from './tally.ts';

/** Runs the tests below `folder` whose path contains one of `parts`, all when there are none, and adds them to `tally`. */
export async function runTests(folder: string, parts: readonly string[], tally: Tally): Promise<void> {
	// Vitest colours its lines for a file as well, unless told that it is no terminal before it loads.
	process.env['FORCE_TTY'] ??= String(process.stdout.isTTY === true);
	const {startVitest} = await import('vitest/node');
	const vitest = await startVitest('test', [...parts], {
		root,
		config: false,
		dir: folder,
		watch: false,
		pool: 'threads',
		maxWorkers: availableParallelism(),
		isolate: false,
		// A new snapshot is for a person to accept.
		update: 'none',
		testTimeout: 30_000,
		hookTimeout: 30_000,
		reporters: ['dot', tally],
	});
	await vitest.close();
}
