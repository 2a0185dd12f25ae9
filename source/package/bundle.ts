// `npm run build`: the program as it is published, in dist/: a launcher, one file with everything in it, the licences.
import {execFileSync} from 'node:child_process';
import {mkdirSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import {
	appFile,
	contentsFile,
	fingerprint,
	launcherFile,
	manPageFile,
	noticesFile,
	rememberBundled,
	root,
	schemaFile,
} from './bundle-state.ts';
import {noticesOf, packagesOf} from './notices.ts';
import {leanPackages} from './lean-packages.ts';
import about from '../../package.json' with {type: 'json'};

const common = {
	absWorkingDir: root,
	bundle: true,
	minify: true,
	legalComments: 'none',
	platform: 'node',
	format: 'esm',
	metafile: true,
	write: false,
	logLevel: 'warning',
} as const satisfies esbuild.BuildOptions;

// Of package.json the program needs the version, not the list of what builds it.
const onlyTheVersion: esbuild.Plugin = {
	name: 'only-the-version',
	setup: build =>
		build.onLoad({filter: /[\\/]package\.json$/}, ({path: file}) =>
			file === path.join(root, 'package.json')
				? {contents: JSON.stringify({version: about.version}), loader: 'json'}
				: undefined,
		),
};

// The launcher sets things up before it loads the app, so the app is a file of its own.
const appBeside: esbuild.Plugin = {
	name: 'app-beside',
	setup: build =>
		build.onResolve({filter: /\/main\.ts$/}, () => ({path: `./${path.basename(appFile)}`, external: true})),
};

const appOptions = {
	...common,
	entryPoints: ['source/main.ts'],
	outfile: appFile,
	target: 'node22',
	jsx: 'automatic',
	// Fixed here, so that nobody gets the slow development build of React.
	define: {'process.env.NODE_ENV': '"production"'},
	plugins: [onlyTheVersion, ...leanPackages(root)],
	// The CommonJS packages inside ask for Node's own modules with `require`.
	banner: {
		js: "import {createRequire as $createRequire} from 'node:module';const require=$createRequire(import.meta.url);",
	},
} as const satisfies esbuild.BuildOptions;

// Compiled for older versions of Node too, so that they can run as far as the error that refuses them.
const launcherOptions = {
	...common,
	entryPoints: ['source/cli.ts'],
	outfile: launcherFile,
	target: 'node14.18',
	plugins: [appBeside],
} as const satisfies esbuild.BuildOptions;

function put(file: string, content: string | Uint8Array, mode = 0o644): void {
	const unfinished = `${file}.${process.pid}`;
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(unfinished, content, {mode});
	renameSync(unfinished, file);
}

/** V8 keeps a source with a single other character in two bytes each. The build tool escapes all but those in patterns. */
function requireAscii(file: string, text: string): void {
	const strange = /.{0,20}[^\0-\u007f].{0,20}/.exec(text)?.[0];
	if (strange !== undefined) throw new Error(`${file} is not ASCII; write as an escape: ${strange}`);
}

/** Builds dist/; throws an error that says why when it cannot. */
export async function bundle(): Promise<void> {
	const from = fingerprint();
	const [app, launcher] = await Promise.all([esbuild.build(appOptions), esbuild.build(launcherOptions)]);
	await esbuild.stop();
	for (const {path: file, text} of app.outputFiles) requireAscii(file, text);

	const bundled = Object.values(app.metafile.outputs).flatMap(output => Object.keys(output.inputs));
	put(noticesFile, noticesOf(packagesOf(root, bundled)));
	for (const {path: file, contents} of app.outputFiles) put(file, contents);
	for (const {path: file, contents} of launcher.outputFiles) put(file, contents, 0o755);
	// The program prints them, so that there is one of each.
	put(schemaFile, execFileSync(process.execPath, [launcherFile, '--json-schema']));
	put(manPageFile, execFileSync(process.execPath, [launcherFile, '--man-page']));
	put(contentsFile, JSON.stringify(bundled.sort(), null, '\t'));
	rememberBundled(from);
}

if (import.meta.main) await bundle();
