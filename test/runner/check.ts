// `npm run check`: everything that needs neither a server nor the program.
import {root} from '../../source/package/bundle-state.ts';
import {checksOf, runSteps} from './checks.ts';

const outcomes = await runSteps(checksOf(root));
process.exitCode = outcomes.every(({passed}) => passed) ? 0 : 1;
