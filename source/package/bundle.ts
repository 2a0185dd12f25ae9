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
import {appOptions, commonOptions, requireAscii} from './compile-options.ts';

// The launcher sets things up before it loads the app, so the app is a file of its own.
const appBeside: esbuild.Plugin = {
	name: 'app-beside',
	setup: build =>
		build.onResolve({filter: /\/main\.ts$/}, () => ({path: `./${path.basename(appFile)}`, external: true})),
};

// Compiled for older versions of Node too, so that they can run as far as the error that refuses them.
const launcherOptions = {
	...commonOptions,
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
