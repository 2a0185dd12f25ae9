import {availableParallelism} from 'node:os';
import path from 'node:path';
import {root} from '../../source/package/bundle-state.ts';
import type {Tally} from './tally.ts';

/** Runs the tests below `folder` whose path contains one of `parts`, all when there are none, and adds them to `tally`. */
export async function runTests(
	folder: string,
	parts: readonly string[],
	tally: Tally,
	/** Which files are tests; those of every run when absent. */
	include?: readonly string[],
): Promise<void> {
	// Vitest colours its lines for a file as well, unless told that it is no terminal before it loads.
	process.env['FORCE_TTY'] ??= String(process.stdout.isTTY === true);
	process.env['PROPERTY_SEED'] ??= '20261123';
	console.log(`properties run with seed ${process.env['PROPERTY_SEED']} (PROPERTY_SEED)`);
	const {startVitest} = await import('vitest/node');
	const vitest = await startVitest('test', [...parts], {
		root,
		config: false,
		dir: folder,
		...(include === undefined ? {} : {include: [...include]}),
		watch: false,
		pool: 'threads',
		maxWorkers: availableParallelism(),
		isolate: false,
		setupFiles: [path.join(import.meta.dirname, 'property-seed.ts')],
		// A new snapshot is for a person to accept.
		update: 'none',
		// Waits in tests give up after 30 s and say what they waited for; this limit is for what never gives up.
		testTimeout: 90_000,
		hookTimeout: 90_000,
		reporters: ['dot', tally],
	});
	await vitest.close();
}
