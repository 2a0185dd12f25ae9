// The package as it is published: packed, installed in an empty folder without a network, and run.
import {mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {bundle} from '../../source/package/bundle.ts';
import {contentsFile, isBundled, root} from '../../source/package/bundle-state.ts';
import {version} from '../../source/options/version.ts';
import {type Run, runToEnd} from '../helpers/run-to-end.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'package-'));
const installed = path.join(folder, 'installed/node_modules/nats-top-sys');
const command = path.join(folder, 'installed/node_modules/.bin/nats-top-sys');

function run(program: string, options: readonly string[], environment: NodeJS.ProcessEnv, cwd = folder): Promise<Run> {
	return runToEnd(program, options, {cwd, env: {PATH: process.env['PATH'], ...environment}});
}

async function npm(cwd: string, ...options: readonly string[]): Promise<string> {
	const {exitCode, said, complained} = await run(
		'npm',
		options,
		{HOME: folder, npm_config_cache: `${folder}/cache`},
		cwd,
	);
	if (exitCode !== 0) throw new Error(`npm ${options.join(' ')}\n${complained}`);
	return said;
}

beforeAll(async () => {
	if (!isBundled()) await bundle();
	const [packed] = JSON.parse(await npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder));
	const empty = path.join(folder, 'installed');
	mkdirSync(empty);
	writeFileSync(path.join(empty, 'package.json'), '{}');
	await npm(empty, 'install', '--offline', '--no-audit', '--no-fund', path.join(folder, packed.filename));
	packedFiles = packed.files.map((file: {path: string}) => file.path).sort();
});
let packedFiles: string[] = [];

afterAll(() => rmSync(folder, {recursive: true}));

describe('the published package', () => {
	test('has the program, its readme, its changes, its page of the manual, its schema and licences, nothing else', () => {
		expect(packedFiles).toEqual([
			'CHANGELOG.md',
			'LICENSE',
			'README.md',
			'dist/THIRD-PARTY-LICENSES.txt',
			'dist/app.mjs',
			'dist/nats-top-sys.1',
			'dist/nats-top-sys.mjs',
			'dist/schema.json',
			'docs/history.md',
			'docs/scripts.md',
			'package.json',
		]);
	});

	test('prints its version and its help where nothing else is installed', async () => {
		const versionRun = await run(command, ['--version'], {HOME: folder});
		expect(versionRun).toEqual({exitCode: 0, said: `${version}\n`, complained: ''});
		const helpRun = await run(command, ['--help'], {HOME: folder});
		expect(helpRun.said).toContain('nats-top-sys');
		expect(helpRun.complained).toBe('');
	});

	test('caches its compiled code in the user’s folder, and runs without when it cannot', async () => {
		await run(command, ['--version'], {XDG_CACHE_HOME: `${folder}/own`});
		expect(statSync(`${folder}/own/nats-top-sys`).isDirectory()).toBe(true);
		const file = path.join(installed, 'package.json');
		for (const environment of [{HOME: file}, {HOME: ''}, {XDG_CACHE_HOME: file}, {XDG_CACHE_HOME: '.'}]) {
			const {said, complained} = await run(command, ['--version'], environment);
			expect({said, complained}).toEqual({said: `${version}\n`, complained: ''});
		}
	});

	test('refuses an old Node in one sentence', async () => {
		const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})`;
		const options = ['--import', pretend, path.join(installed, 'dist/nats-top-sys.mjs')];
		expect(await run(process.execPath, options, {})).toEqual({
			exitCode: 1,
			said: '',
			complained: 'nats-top-sys needs Node 22 or newer, and this is 20.20.2\n',
		});
	});

	test('has the licence of every library inside', () => {
		const notices = readFileSync(path.join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
		const files: string[] = JSON.parse(readFileSync(contentsFile, 'utf8'));
		const libraries = new Set(files.map(file => file.match(/.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0]));
		libraries.delete(undefined);
		expect(libraries.size).toBeGreaterThan(10);
		for (const library of libraries) {
			const about = JSON.parse(readFileSync(path.join(root, String(library), 'package.json'), 'utf8'));
			expect(notices).toContain(`\n${about.name} ${about.version} (${about.license})\n`);
		}
	});
});
