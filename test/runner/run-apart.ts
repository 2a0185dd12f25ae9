// Runs tests that take too long, or download too much, for `npm test`; they are files with an ending of their own.
import {isBundled} from '../../source/package/bundle-state.ts';
import {bundle} from '../../source/package/bundle.ts';
import {natsServer} from './nats-server.ts';
import {runTests} from './run-tests.ts';
import {Tally} from './tally.ts';

/** Those of these files that the command line chooses; ends the process with what came of them. */
export async function runApart(files: string): Promise<never> {
	if (!isBundled()) await bundle();
	process.env['NATS_SERVER'] = (await natsServer(process.env)).file;
	const tally = new Tally();
	await runTests('test', process.argv.slice(2), tally, [files]);
	console.log(tally.lastLine());
	process.exit(tally.failed === 0 ? 0 : 1);
}
