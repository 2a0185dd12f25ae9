// Node's own modules load when they are used first, not when a package that may need them loads. Those for TLS and
// cryptography take 10 MB of memory, and a connection without TLS on a terminal needs none of them.
import {createRequire} from 'node:module';
import type * as esbuild from 'esbuild';

const seldom = ['tls', 'crypto', 'child_process', 'zlib'] as const;
const namespace = 'builtin-when-needed';
const require = createRequire(import.meta.url);

/** Everything that the module has, each as a property that loads the module when it is read. */
function whenRead(name: string): string {
	const names = JSON.stringify(Object.keys(Object(require(`node:${name}`))));
	return `
		let loaded;
		for (const name of ${names}) {
			Object.defineProperty(exports, name, {enumerable: true, get: () => (loaded ??= require('node:${name}'))[name]});
		}`;
}

/** `import process from 'node:process'` reads all that the process has, so that all of it is made. */
const processAsItIs = `
	const it = globalThis.process;
	export default it;
	export const env = it.env;
	export const cwd = () => it.cwd();`;

/** The change as an esbuild plugin. */
export const builtinsWhenNeeded: esbuild.Plugin = {
	name: namespace,
	setup(build) {
		const filter = new RegExp(`^(?:node:)?(?:process|${seldom.join('|')})$`);
		build.onResolve({filter}, ({path: name, namespace: from}) =>
			from === namespace ? undefined : {path: name.replace(/^node:/, ''), namespace},
		);
		build.onLoad({filter: /.*/, namespace}, ({path: name}) => ({
			contents: name === 'process' ? processAsItIs : whenRead(name),
			loader: 'js',
		}));
	},
};
