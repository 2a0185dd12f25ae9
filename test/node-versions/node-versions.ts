// `npm run test:node-versions`: the package as it is published, on each version of Node that it is for. They are downloaded
// once, some 50 MB each, so `npm test` does not do it.
import {bundle} from '../../source/package/bundle.ts';
import {isBundled} from '../../source/package/bundle-state.ts';
import {natsServer} from '../runner/nats-server.ts';
import {runTests} from '../runner/run-tests.ts';
import {Tally} from '../runner/tally.ts';

if (!isBundled()) await bundle();
process.env['NATS_SERVER'] = (await natsServer(process.env)).file;
const tally = new Tally();
await runTests('test', process.argv.slice(2), tally, ['node-versions/*.node.ts']);
console.log(tally.lastLine());
process.exit(tally.failed === 0 ? 0 : 1);
