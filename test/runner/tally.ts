import type {Reporter, TestModule} from 'vitest/node';

/** So many files are named that took longest. */
const slowestShown = 20;

/**
 * Counts for the last line of a test run. What did not run counts as failed: a skipped or unfinished test, a file or a
 * suite that could not be set up, an error outside all tests, and a run without any test.
 */
export class Tally implements Reporter {
	passed = 0;
	failed = 0;

	add(outcome: 'passed' | 'failed'): void {
		this[outcome]++;
	}

	onTestRunEnd(modules: readonly TestModule[], errorsOutside: readonly unknown[]): void {
		let seen = 0;
		const fail = (why: string): void => {
			this.failed++;
			console.log(why);
		};
		for (const module of modules) {
			const file = module.relativeModuleId;
			for (const _ of module.errors()) fail(`could not run ${file}`);
			for (const suite of module.children.allSuites()) {
				for (const _ of suite.errors()) fail(`could not set up "${suite.fullName}" in ${file}`);
			}
			for (const test of module.children.allTests()) {
				seen++;
				const {state} = test.result();
				if (state === 'passed' || state === 'failed') this.add(state);
				else fail(`did not run "${test.fullName}" in ${file}`);
			}
		}
		const slowest = modules.toSorted((left, right) => right.diagnostic().duration - left.diagnostic().duration);
		for (const module of slowest.slice(0, slowestShown)) {
			console.log(`${(module.diagnostic().duration / 1000).toFixed(1)} s in ${module.relativeModuleId}`);
		}
		for (const _ of errorsOutside) fail('an error outside all tests');
		if (seen === 0) fail('no test was found');
	}

	lastLine(): string {
		return `${this.passed} passed, ${this.failed} failed`;
	}
}
