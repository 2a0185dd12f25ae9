// `npm run test:node-versions`: the package as it is published, on each version of Node that it is for. They are downloaded
// once, some 50 MB each, so `npm test` does not do it.
import {runApart} from '../runner/run-apart.ts';

await runApart('node-versions/*.node.ts');
