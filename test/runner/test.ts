// `npm test [-- <part of a test file's path>…]`: the checks, then every test against a real nats-server and the program
// as it is published. The last line says how many checks and tests passed and how many failed; nothing is skipped.
import {isBundled, root} from '../../source/package/bundle-state.ts';
import {bundle} from '../../source/package/bundle.ts';
import {checksOf, runSteps, type Step} from './checks.ts';
import {natsServer} from './nats-server.ts';
import {runTests} from './run-tests.ts';
import {Tally} from './tally.ts';

/** What the tests cannot do without. */
const needs: readonly Step[] = [
	{
		name: 'bundle',
		run: async () => {
			if (!isBundled()) await bundle();
			return '';
		},
	},
	{
		name: 'nats-server',
		run: async () => {
			const {file, version} = await natsServer(process.env);
			process.env['NATS_SERVER'] = file;
			return `${version} at ${file}`;
		},
	},
];

const tally = new Tally();
const outcomes = await runSteps([...needs, ...checksOf(root)]);
for (const {passed} of outcomes) tally.add(passed ? 'passed' : 'failed');

const missing = needs.filter(({name}) => outcomes.some(outcome => outcome.name === name && !outcome.passed));
if (missing.length === 0) await runTests('test', process.argv.slice(2), tally);
else console.log(`no test was run for want of ${missing.map(({name}) => name).join(' and ')}`);

console.log(tally.lastLine());
process.exit(tally.failed === 0 ? 0 : 1);
