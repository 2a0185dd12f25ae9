// Node's own modules are loaded when they are used, and are the same then; each program runs in a process of its own.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import * as esbuild from 'esbuild';
import {afterAll, expect, test} from 'vitest';
import {launcherFile, root} from '../../source/package/bundle-state.ts';
import {leanPackages} from '../../source/package/lean-packages.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lean-builtins-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** What a program prints that consists of this and of the packages it imports. */
async function printedBy(contents: string): Promise<unknown> {
	const outfile = path.join(folder, 'program.mjs');
	await esbuild.build({
		stdin: {contents, resolveDir: root},
		absWorkingDir: root,
		bundle: true,
		format: 'esm',
		platform: 'node',
		outfile,
		plugins: leanPackages(root),
		banner: {js: "import {createRequire as $c} from 'node:module';const require=$c(import.meta.url);"},
	});
	return JSON.parse(execFileSync(process.execPath, [outfile], {encoding: 'utf8'}));
}

const loaded = `const isLoaded = name => process.moduleLoadList.includes('NativeModule ' + name);`;

test('a module is loaded by its first use, and does what it does', async () => {
	const printed = await printedBy(`
		import {createHash, X509Certificate} from 'node:crypto';
		import * as tls from 'node:tls';
		import zlib from 'node:zlib';
		${loaded}
		const before = ['crypto', 'tls', 'zlib'].map(isLoaded);
		const hash = createHash('sha256').update('text').digest('hex');
		const kinds = [typeof tls.connect, typeof X509Certificate, zlib.gunzipSync(zlib.gzipSync('packed')).toString()];
		console.log(JSON.stringify({before, hash, kinds, after: ['crypto', 'tls', 'zlib'].map(isLoaded)}));`);
	expect(printed).toEqual({
		before: [false, false, false],
		hash: createHash('sha256').update('text').digest('hex'),
		kinds: ['function', 'function', 'packed'],
		after: [true, true, true],
	});
});

test('the process is the process', async () => {
	const printed = await printedBy(`
		import process, {cwd, env} from 'node:process';
		console.log(JSON.stringify([process === globalThis.process, env === globalThis.process.env, cwd()]));`);
	expect(printed).toEqual([true, true, process.cwd()]);
});

test('the names of inboxes are random, without cryptography', async () => {
	const printed = await printedBy(`
		import {Nuid} from '@nats-io/nuid';
		${loaded}
		const names = Array.from({length: 200}, () => new Nuid().next());
		console.log(JSON.stringify([new Set(names.map(name => name.slice(0, 12))).size, names.every(name => /^[0-9A-Za-z]{22}$/.test(name)), isLoaded('internal/crypto/webcrypto')]));`);
	expect(printed).toEqual([200, true, false]);
});

test('the program loads neither TLS nor cryptography nor compression before it needs them', () => {
	const report = path.join(folder, 'report.mjs');
	writeFileSync(report, "process.on('exit', () => console.error(process.moduleLoadList.join('\\n')));");
	const words = ['--import', pathToFileURL(report).href, launcherFile, '--version'];
	const told = execFileSync('sh', ['-c', '"$0" "$@" 2>&1 >/dev/null', process.execPath, ...words], {encoding: 'utf8'});
	const modules = told.split('\n');
	expect(modules).toContain('NativeModule net');
	for (const name of ['tls', 'crypto', 'zlib', 'child_process', 'internal/crypto/webcrypto']) {
		expect(modules).not.toContain(`NativeModule ${name}`);
	}
});
