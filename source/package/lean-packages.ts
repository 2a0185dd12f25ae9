// Changes to packages while they are bundled, which make the program start and draw faster: they load what it seldom needs,
// or compute what is known already. The output stays the same. When a package no longer looks as expected, the build fails.
import {readFileSync} from 'node:fs';
import path from 'node:path';
import type * as esbuild from 'esbuild';
import {builtinsWhenNeeded} from './lean-builtins.ts';

function replaced(text: string, before: string | RegExp, after: string, file: string): string {
	const found = typeof before === 'string' ? text.includes(before) : before.test(text);
	if (!found) {
		throw new Error(`cannot build: ${file} has changed; look at what source/package/lean-packages.ts expects`);
	}
	return text.replace(before, after);
}

const colours = String.raw`/\u001b\[[\d;]*m/g`;

function narrowFile(root: string): string {
	return JSON.stringify(path.join(root, 'source/format/narrow.ts'));
}

/** Ink loads React's developer tools when asked by the environment; they are not installed and cannot be bundled. */
const withoutDeveloperTools: esbuild.Plugin = {
	name: 'without-developer-tools',
	setup: build => build.onLoad({filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/}, () => ({contents: ''})),
};

/**
 * Yoga, which lays out Ink's tree, fetches its WebAssembly from a data: address; for that Node loads its whole HTTP
 * client. Given as bytes, it does not need that.
 */
const yogaWithoutFetch: esbuild.Plugin = {
	name: 'yoga-without-fetch',
	setup(build) {
		const address = /data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)/;
		build.onLoad({filter: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/}, ({path: file}) => {
			const binary = path.join(path.dirname(file), '../binaries/yoga-wasm-base64-esm.js');
			const base64 = address.exec(readFileSync(binary, 'utf8'))?.[1] ?? '';
			if (base64 === '') throw new Error(`cannot build: there is no WebAssembly in ${binary}`);
			const bytes = `Buffer.from("${base64}", "base64")`;
			const contents = replaced(readFileSync(file, 'utf8'), 'loadYoga()', `loadYoga({wasmBinary: ${bytes}})`, file);
			return {contents};
		});
		build.onLoad({filter: /[\\/]yoga-wasm-base64-esm\.js$/}, ({path: file}) => ({
			contents: replaced(readFileSync(file, 'utf8'), address, 'data:application/octet-stream;base64,', file),
		}));
	},
};

/**
 * string-width compiles the tables of all emoji while it loads. Texts that need them are rare; the others are measured
 * without it.
 */
function widthsWhenNeeded(root: string): esbuild.Plugin {
	const namespace = 'width-when-needed';
	const contents = `
		import {isNarrow} from ${narrowFile(root)};
		let careful;
		const colours = ${colours};
		export default function stringWidth(text, options) {
			if (options === undefined && typeof text === 'string') {
				const plain = text.includes('\\u001b') ? text.replace(colours, '') : text;
				if (isNarrow(plain)) return plain.length;
			}
			careful ??= require('string-width').default;
			return careful(text, options);
		}`;
	return {
		name: namespace,
		setup(build) {
			build.onResolve({filter: /^string-width$/}, ({path: name, importer, namespace: from}) =>
				from === namespace || importer === '' ? undefined : {path: name, namespace},
			);
			build.onLoad({filter: /.*/, namespace}, () => ({contents, loader: 'js', resolveDir: root}));
		},
	};
}

/** An Intl.Segmenter takes long to create, and four packages create one while they load. */
const segmentersWhenNeeded: esbuild.Plugin = {
	name: 'segmenters-when-needed',
	setup(build) {
		const files = 'ink/build/line-update|wrap-ansi/index|slice-ansi/tokenize-ansi|ansi-tokenize/build/tokenize';
		const made = /const (\w+) = (new Intl\.Segmenter\([^)]*\));/;
		const lazily = 'let $1Made; const $1 = {segment: text => ($1Made ??= $2).segment(text)};';
		build.onLoad(
			{filter: new RegExp(`node_modules/.*(?:${files})\\.js$`.replaceAll('/', '[\\\\/]'))},
			({path: file}) => ({
				contents: replaced(readFileSync(file, 'utf8'), made, lazily, file),
			}),
		);
	},
};

/**
 * Ink splits every row into one object for each cell and joins them again, for every frame: three quarters of what a frame
 * costs, and most of its memory. A row of one text that begins at the left edge, with nothing over it, comes out unchanged,
 * so it is passed on as it is; our screen of cells reads it cell by cell anyway.
 */
const rowsAsTheyAre: esbuild.Plugin = {
	name: 'rows-as-they-are',
	setup(build) {
		const wholeRows = `
			function wholeRows({operations, height}) {
				const rows = Array.from({length: height}, () => '');
				for (const {type, x, y, text, transformers} of operations) {
					const isWhole = type === 'write' && x === 0 && !text.includes('\\n');
					if (!isWhole || rows[y] !== '') return undefined;
					rows[y] = transformers.reduce((row, transform) => transform(row, 0), text);
				}
				return rows;
			}
		`;
		build.onLoad({filter: /[\\/]ink[\\/]build[\\/]output\.js$/}, ({path: file}) => {
			const first = `get() {
				const rows = wholeRows(this);
				if (rows !== undefined) return {output: rows.join('\\n'), height: rows.length};`;
			return {contents: replaced(`${readFileSync(file, 'utf8')}${wholeRows}`, /\bget\(\) \{/, first, file)};
		});
	},
};

/** Ink searches every text for control sequences to remove; a text that has only colours is passed on as it is. */
function coloursAreClean(root: string): esbuild.Plugin {
	return {
		name: 'colours-are-clean',
		setup(build) {
			build.onLoad({filter: /[\\/]ink[\\/]build[\\/]sanitize-ansi\.js$/}, ({path: file}) => {
				const before = 'const sanitizeAnsi = (text) => {';
				const after = `${before}\nif (isNarrow(text.replace(colours, ''))) return text;`;
				const contents = replaced(readFileSync(file, 'utf8'), before, after, file);
				return {contents: `import {isNarrow} from ${narrowFile(root)};\nconst colours = ${colours};\n${contents}`};
			});
		},
	};
}

/** meow bundles the list of all licences to check package descriptions, and what runs git, which we do not use. */
const meowWhenNeeded: esbuild.Plugin = {
	name: 'meow-when-needed',
	setup(build) {
		const made =
			/var normalizeExports = requireNormalize\(\);\s+const normalizePackageData = getDefaultExportFromCjs\(normalizeExports\);/;
		const lazily = 'const normalizePackageData = data => getDefaultExportFromCjs(requireNormalize())(data);';
		build.onLoad({filter: /[\\/]meow[\\/]build[\\/]dependencies\.js$/}, ({path: file}) => {
			const text = replaced(readFileSync(file, 'utf8'), made, lazily, file);
			return {contents: replaced(text, /^promisify\(execFile\);$/m, '', file)};
		});
	},
};

/** tweetnacl asks whether there is cryptography when it loads, and needs it only for new keys, which we do not make. */
const keysWithoutAsking: esbuild.Plugin = {
	name: 'keys-without-asking',
	setup(build) {
		build.onLoad({filter: /[\\/]tweetnacl[\\/]nacl-fast\.js$/}, ({path: file}) => {
			const before = 'if (crypto && crypto.randomBytes) {';
			return {contents: replaced(readFileSync(file, 'utf8'), before, 'if (crypto) {', file)};
		});
	},
};

/** Whether a connection is encrypted is told by the class of its socket, for which all of TLS would be loaded. */
const encryptionByProperty: esbuild.Plugin = {
	name: 'encryption-by-property',
	setup(build) {
		build.onLoad({filter: /[\\/]nats[\\/]lib[\\/]node_transport\.js$/}, ({path: file}) => {
			const before = 'this.socket instanceof node_tls_1.TLSSocket';
			return {contents: replaced(readFileSync(file, 'utf8'), before, 'this.socket?.encrypted === true', file)};
		});
	},
};

/**
 * The names of inboxes begin with twelve random numbers, for which Node would load all of its cryptography, 5 MB. The
 * kernel gives the same ones as a file.
 */
const randomFromKernel: esbuild.Plugin = {
	name: 'random-from-kernel',
	setup(build) {
		build.onLoad({filter: /[\\/]nuid[\\/]lib[\\/]nuid\.js$/}, ({path: file}) => {
			const before = 'if (globalThis?.crypto?.getRandomValues) {';
			const after = `if (fromKernel(a)) return;\n${before}`;
			const contents = replaced(readFileSync(file, 'utf8'), before, after, file);
			const fromKernel = `
				function fromKernel(numbers) {
					const fs = require('node:fs');
					try {
						const random = fs.openSync('/dev/urandom', 'r');
						try {
							return fs.readSync(random, numbers) === numbers.length;
						} finally {
							fs.closeSync(random);
						}
					} catch {
						return false;
					}
				}`;
			return {contents: `${contents}${fromKernel}`};
		});
	},
};

/** The changes as esbuild plugins, for the project in this folder. */
export function leanPackages(root: string): esbuild.Plugin[] {
	return [
		builtinsWhenNeeded,
		encryptionByProperty,
		randomFromKernel,
		withoutDeveloperTools,
		yogaWithoutFetch,
		segmentersWhenNeeded,
		widthsWhenNeeded(root),
		rowsAsTheyAre,
		coloursAreClean(root),
		meowWhenNeeded,
		keysWithoutAsking,
	];
}
