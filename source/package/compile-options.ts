// How the program is compiled into one file, for the package and for the executables alike.
import path from 'node:path';
import type * as esbuild from 'esbuild';
import {appFile, root} from './bundle-state.ts';
import {leanPackages} from './lean-packages.ts';
import about from '../../package.json' with {type: 'json'};

export const commonOptions = {
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

/** The program without its launcher. */
export const appOptions = {
	...commonOptions,
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

/** V8 keeps a source with a single other character in two bytes each. The build tool escapes all but those in patterns. */
export function requireAscii(file: string, text: string): void {
	const strange = /.{0,20}[^\0-\u007f].{0,20}/.exec(text)?.[0];
	if (strange !== undefined) throw new Error(`${file} is not ASCII; write as an escape: ${strange}`);
}
