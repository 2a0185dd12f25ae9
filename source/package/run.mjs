// Runs one of the project's scripts on the project's own Node: `node source/package/run.mjs <script> [arguments]`.
// It runs where nothing is installed yet but some Node and npm, so it is plain JavaScript without dependencies.
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const programs = path.join(root, 'node_modules/.bin');
const projectNode = path.join(root, 'node_modules/node/bin/node');

function packagesIn(lockFile) {
	try {
		return JSON.parse(readFileSync(path.join(root, lockFile), 'utf8')).packages;
	} catch {
		return {};
	}
}

// Packages for other platforms are marked optional and are never installed here.
function isInstalled() {
	const installed = packagesIn('node_modules/.package-lock.json');
	return Object.entries(packagesIn('package-lock.json')).every(
		([folder, locked]) =>
			folder === '' ||
			locked.optional === true ||
			(installed[folder]?.version === locked.version && existsSync(path.join(root, folder))),
	);
}

function npm(...command) {
	const {status} = spawnSync('npm', [...command, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	if (status !== 0) {
		process.stderr.write(`"npm ${command.join(' ')}" did not work; it needs npm and the package registry\n`);
		process.exit(1);
	}
}

function setUp() {
	if (!isInstalled()) {
		process.stderr.write('installing what package-lock.json names (once, half a minute)\n');
		npm('ci', '--include=dev');
	}
	// The package "node" fetches its binary with an install script, which npm may have been told not to run.
	if (!existsSync(projectNode)) npm('rebuild', 'node', '--ignore-scripts=false');
}

setUp();
const [script = '', ...scriptArguments] = process.argv.slice(2);
const child = spawn(projectNode, [path.resolve(root, script), ...scriptArguments], {
	stdio: 'inherit',
	env: {
		...process.env,
		PATH: [programs, process.env.PATH].join(path.delimiter),
		NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, '.cache/compiled'),
	},
});
child.on('error', error => {
	process.stderr.write(`cannot run the project's Node: ${error.message}\n`);
	process.exitCode = 1;
});
// A terminal sends Ctrl-C to parent and child alike. A signal sent to this process alone is passed on to the child.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGHUP'));
child.on('exit', (code, signal) => {
	if (signal === null) process.exit(code);
	process.removeAllListeners(signal);
	process.kill(process.pid, signal);
});
