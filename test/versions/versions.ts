// `npm run test:versions [-- <version>…]`: the messages of the tutorial and the table of capabilities on the newest server
// of each release line, with every server built here once. At the end two tables say what each version showed.
import type {Reporter, TestModule} from 'vitest/node';
import {can, capabilities, type Capability} from '../../source/model/capabilities.ts';
import {root} from '../../source/package/bundle-state.ts';
import {tutorialTitles} from '../tutorial/titles.ts';
import {type Line, type Mark, tableOf} from '../tutorial/table.ts';
import {serverOfVersion} from './server-of-version.ts';

/** The newest of each line of which servers are found in the field. */
const known = ['2.9.25', '2.10.29', '2.11.17', '2.12.15', '2.15.2'];

/** Results by the name of the test: the title of a tutorial message or a capability. */
class Results implements Reporter {
	readonly states = new Map<string, Set<string>>();
	failed = 0;

	onTestRunEnd(modules: readonly TestModule[], errorsOutside: readonly unknown[]): void {
		this.failed += errorsOutside.length;
		for (const module of modules) {
			this.failed += module.errors().length;
			for (const suite of module.children.allSuites()) this.failed += suite.errors().length;
			for (const test of module.children.allTests()) {
				const {state} = test.result();
				if (state !== 'passed') this.failed++;
				const states = this.states.get(test.name) ?? new Set();
				this.states.set(test.name, states.add(state));
			}
		}
	}

	/** Whether all tests of this name passed; undefined when there was none. */
	passed(name: string): boolean | undefined {
		const states = this.states.get(name);
		return states === undefined ? undefined : states.size === 1 && states.has('passed');
	}
}

async function runOn(version: string): Promise<Results> {
	process.env['NATS_SERVER'] = await serverOfVersion(version);
	process.env['FORCE_TTY'] ??= String(process.stdout.isTTY === true);
	const {startVitest} = await import('vitest/node');
	const results = new Results();
	console.log(`\nnats-server ${version}`);
	const vitest = await startVitest('test', [], {
		root,
		config: false,
		dir: 'test',
		include: ['tutorial/*.test.ts', 'versions/*.wire.ts'],
		watch: false,
		pool: 'threads',
		isolate: false,
		testTimeout: 90_000,
		hookTimeout: 90_000,
		reporters: ['dot', results],
	});
	await vitest.close();
	return results;
}

function markOfMessage(results: Results, title: string): Mark {
	const passed = results.passed(title);
	if (passed === undefined) return {whyAbsent: 'no version sends it'};
	return passed ? '✓' : '✗';
}

function markOfCapability(results: Results, version: string, capability: Capability): Mark {
	if (results.passed(capability) !== true) return '✗';
	return can(version, capability) ? '✓' : {whyAbsent: 'it cannot, as the table of capabilities says'};
}

const names = Object.keys(capabilities).filter((name): name is Capability => name in capabilities);
const asked = process.argv.slice(2);
const tutorialLines: Line[] = [];
const columns = new Map<string, Mark[]>(names.map(name => [name, []]));
const versions = asked.length === 0 ? known : asked;
let failed = 0;
for (const version of versions) {
	const results = await runOn(version);
	failed += results.failed;
	tutorialLines.push({name: version, marks: tutorialTitles.map(title => markOfMessage(results, title))});
	for (const name of names) columns.get(name)?.push(markOfCapability(results, version, name));
}
console.log(
	`\nMessages of the tutorial, in all topologies that can provoke them\n${tableOf(tutorialTitles, tutorialLines)}`,
);
const capabilityLines = [...columns].map(([name, marks]) => ({name, marks}));
console.log(`\nCapabilities\n${tableOf(versions, capabilityLines)}`);
console.log(failed === 0 ? '\nall passed' : `\n${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
