// `npm run bench [-- group …] [-- --json] [-- --quick]`: measures what the program costs and prints a table, each
// figure with the bound it is judged by. A bound that is missed does not fail the run; a broken measurement does.
import {fork} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import * as esbuild from 'esbuild';
import {natsServer} from '../runner/nats-server.ts';
import {root} from '../../source/package/bundle-state.ts';
import {leanPackages} from '../../source/package/lean-packages.ts';
import {type Figure, holds, tableOf} from './figure.ts';
import {type Group, groups} from './groups.ts';

const runner = path.join(root, '.cache/bench/run-group.mjs');

// The program's own code as it is published, but for the names: compiled, production builds of React and Ink.
async function compile(): Promise<void> {
	await esbuild.build({
		// All but the first one are processes of their own, which send what a system would.
		entryPoints: ['run-group', 'storm-sender', 'system-sender'].map(name => path.join(root, `test/bench/${name}.ts`)),
		outdir: path.dirname(runner),
		outExtension: {'.js': '.mjs'},
		bundle: true,
		external: ['nats', '@lydell/node-pty', '@xterm/*', 'esbuild'],
		plugins: leanPackages(root),
		banner: {
			js: "import {createRequire as $createRequire} from 'node:module';const require=$createRequire(import.meta.url);",
		},
		platform: 'node',
		format: 'esm',
		target: 'node22',
		jsx: 'automatic',
		define: {'process.env.NODE_ENV': '"production"'},
		logLevel: 'warning',
	});
	await esbuild.stop();
}

function measured({name, flags}: Group, options: readonly string[], server: string): Promise<readonly Figure[]> {
	return new Promise((resolve, reject) => {
		const child = fork(runner, [name, ...options], {
			cwd: root,
			execArgv: [...flags, '--enable-source-maps'],
			env: {...process.env, NODE_ENV: 'production', NATS_SERVER: server},
			serialization: 'advanced',
		});
		let figures: readonly Figure[] | undefined;
		child.on('message', (said: readonly Figure[]) => {
			figures = said;
		});
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			if (figures !== undefined && code === 0) resolve(figures);
			else reject(new Error(`the measurement "${name}" ended with ${signal ?? code}`));
		});
	});
}

async function main(): Promise<void> {
	const given = process.argv.slice(2);
	const names = given.filter(word => !word.startsWith('-'));
	const unknown = names.find(name => groups.every(group => group.name !== name));
	if (unknown !== undefined) {
		console.error(`there is no measurement "${unknown}"; there are ${groups.map(({name}) => name).join(', ')}`);
		process.exitCode = 2;
		return;
	}
	const isJson = given.includes('--json');
	const chosen = groups.filter(({name}) => names.length === 0 || names.includes(name));
	const server = chosen.some(({needsServer}) => needsServer) ? (await natsServer(process.env)).file : '';
	await compile();
	const all: (Figure & {readonly group: string; readonly holds: boolean | undefined})[] = [];
	for (const group of chosen) {
		if (!isJson) console.log(`\n${group.title}  (${group.name})`);
		try {
			const figures = await measured(group, given, server);
			if (!isJson) console.log(tableOf(figures));
			all.push(...figures.map(figure => ({group: group.name, ...figure, holds: holds(figure)})));
		} catch (error) {
			console.error(error instanceof Error ? error.message : error);
			process.exitCode = 1;
		}
	}
	const missed = all.filter(figure => figure.holds === false);
	const bounded = all.filter(figure => figure.holds !== undefined);
	if (isJson) console.log(JSON.stringify(all, undefined, 2));
	else console.log(`\n${bounded.length - missed.length} of ${bounded.length} bounds hold`);
}

await main();
