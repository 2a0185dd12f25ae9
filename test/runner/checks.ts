// What is checked without running the program. Each check is a command of node_modules/.bin that fails when something
// is wrong; checks.test.ts sees each of them fail, lest one should check nothing.
import {execFile} from 'node:child_process';
import path from 'node:path';
import {root} from '../../source/package/bundle-state.ts';

export type Step = {
	readonly name: string;
	/** Resolves when all is well, to what is worth telling; rejects with what is wrong. */
	readonly run: () => Promise<string>;
};

export type Outcome = {readonly name: string; readonly passed: boolean};

function command(folder: string, program: string, ...options: readonly string[]): () => Promise<string> {
	return () =>
		new Promise((resolve, reject) => {
			const file = path.join(root, 'node_modules/.bin', program);
			execFile(file, options, {cwd: folder, maxBuffer: 2 ** 26}, (error, stdout, stderr) => {
				if (error === null) resolve('');
				else reject(new Error(`${stdout}${stderr}`.trim() || error.message));
			});
		});
}

/** The checks of the project in `folder`. */
export function checksOf(folder: string): readonly Step[] {
	const lint = ['check', '--error-on-warnings', '--max-diagnostics=200'];
	return [
		{name: 'types', run: command(folder, 'tsc', '--noEmit')},
		{name: 'lint, format and rooms', run: command(folder, 'biome', ...lint)},
		{name: 'dead files and exports', run: command(folder, 'knip')},
	];
}

/** Runs all steps side by side, tells of each as it ends, and says which passed. */
export async function runSteps(steps: readonly Step[]): Promise<Outcome[]> {
	return Promise.all(
		steps.map(async ({name, run}) => {
			const began = performance.now();
			const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
			try {
				const told = await run();
				console.log(`✓ ${name}${told === '' ? '' : `: ${told}`} (${seconds()})`);
				return {name, passed: true};
			} catch (error) {
				console.log(`✗ ${name} (${seconds()})\n${error instanceof Error ? error.message : String(error)}\n`);
				return {name, passed: false};
			}
		}),
	);
}
