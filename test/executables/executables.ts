// `npm run test:executables [-- <part of a file's path>…]`: builds the executables and tries what can be run here. It takes
// some minutes and downloads Node for every platform, so `npm test` does not do it.
import {isBundled} from '../../source/package/bundle-state.ts';
import {bundle} from '../../source/package/bundle.ts';
import {natsServer} from '../runner/nats-server.ts';
import {runTests} from '../runner/run-tests.ts';
import {Tally} from '../runner/tally.ts';

if (!isBundled()) await bundle();
process.env['NATS_SERVER'] = (await natsServer(process.env)).file;
const tally = new Tally();
await runTests('test', process.argv.slice(2), tally, ['executables/*.built.ts']);
console.log(tally.lastLine());
process.exit(tally.failed === 0 ? 0 : 1);
