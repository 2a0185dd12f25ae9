// `npm run test:executables [-- <part of a file's path>…]`: builds the executables and tries what can be run here. It takes
// some minutes and downloads Node for every platform, so `npm test` does not do it.
import {runApart} from '../runner/run-apart.ts';

await runApart('executables/*.built.ts');
