// Contexts that cannot be used: each says why, and none is silently replaced by the local server.
import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {BrokenContext, contextFields} from '../../../source/connection/contexts/context-file.ts';
import {listContexts} from '../../../source/connection/contexts/contexts.ts';
import {readSettingFile} from '../../../source/connection/files/setting-file.ts';
import type {Machine} from '../../../source/connection/files/machine.ts';
import {settingsOf} from '../settings-of.ts';
import {unsuitable} from '../files/unsuitable.ts';
import {createContextHome} from './context-home.ts';

const {folder, home, config, machine, write, settings, empty, remove} = createContextHome();
const secret = 'hunter2';

afterAll(remove);

beforeEach(empty);

describe('what is wrong', () => {
	const place = `${config}/nats/context`;
	const hint = 'correct it, or connect without it: --no-context';

	test.each<[file: string | object, sentence: string]>([
		['', `cannot use context x: ${place}/x.json: it is empty; ${hint}`],
		[`{"password":"${secret}",\n}`, `cannot use context x: ${place}/x.json: it is not JSON, see line 2; ${hint}`],
		[
			`\ufeff{"password":"${secret}"}`,
			`cannot use context x: ${place}/x.json: it begins with a byte order mark, which is not JSON; ${hint}`,
		],
		['[]', `cannot use context x: ${place}/x.json: it is not a JSON object; ${hint}`],
		[{password: 7}, `cannot use context x: ${place}/x.json: its "password" is no text; ${hint}`],
		[{tls_first: 'yes'}, `cannot use context x: ${place}/x.json: its "tls_first" is neither true nor false; ${hint}`],
		[
			{windows_ca_certs_match: 'a'},
			`cannot use context x: ${place}/x.json: its "windows_ca_certs_match" is no list of texts; ${hint}`,
		],
		[
			{socks_proxy: `socks5://u:${secret}@p`},
			'cannot use the socks_proxy of context x: the NATS client library cannot connect through a SOCKS proxy; connect directly with --socks-proxy none, or forward a local port through the proxy and connect to that',
		],
		[
			{windows_cert_store: 'user'},
			'cannot use context x: its certificate is in the store of Windows, which the NATS client library cannot read; export certificate and key to PEM files and set cert and key',
		],
		[
			{ca: 'env://CA'},
			'cannot use the ca of context x: certificates and keys are read from files only; give the path of a PEM file',
		],
		[
			{inbox_prefix: 'a.>'},
			'cannot use the inbox_prefix of context x: it is not a subject to begin others with; write words with dots between them, as _INBOX.me',
		],
		[
			{url: 'unix:///n1'},
			'cannot use "unix:///n1" from the url of context x: it is not a server address; write nats://host:4222, or tls://host:4222 for TLS; several with commas between them',
		],
		[
			{url: `nats://u:${secret}@n:x`},
			'cannot use address 1 from the url of context x: it is not a server address; write nats://host:4222, or tls://host:4222 for TLS; several with commas between them',
		],
		[
			{nsc: 'nsc://O/A/U'},
			`cannot use context x: its nsc user cannot be had: there is no operator "O" in ${home}/.local/share/nats/nsc/stores, and no program nsc to ask; install nsc, or give the credentials file itself`,
		],
	])('%j', (file, sentence) => {
		write({'context/x.json': file, 'context.txt': 'x'});
		const failure = expect.objectContaining({message: sentence, exitCode: 1});
		// Whatever is given besides, and however it was chosen.
		for (const commandLine of ['', '--context x', '--context x -s nats://n1 --creds /c']) {
			if (commandLine.includes('-s') && typeof file === 'object' && 'url' in file) continue;
			expect(() => settings(commandLine)).toThrow(failure);
		}
		expect(settings('--no-context').label).toBe('127.0.0.1:4222');
	});

	test('a proxy that is taken back', () => {
		write({'context/x.json': {socks_proxy: 'socks5://p'}});
		expect(settings('--context x --socks-proxy none').label).toBe('x');
		expect(settings('--context x', {NATS_SOCKS_PROXY: '-'}).label).toBe('x');
	});

	test.each<[string, Record<string, string>, string]>([
		['--context y', {}, `cannot use --context: there is no context "y" in ${place}; the contexts are x`],
		['', {NATS_CONTEXT: 'y'}, `cannot use NATS_CONTEXT: there is no context "y" in ${place}; the contexts are x`],
		[
			'--context a/b',
			{},
			'cannot use --context: "a/b" is no name of a context; give a name, or the path of a .json file',
		],
		[
			'--context a/b.json',
			{},
			'cannot use --context: there is no file "a/b.json"; give a name, or the path of a .json file',
		],
		['--context x --no-context', {}, 'cannot use --context: --no-context was given too; give one of them'],
		['--demo --context x', {}, 'cannot use --context: a demo connects to no server; drop --context or --demo'],
		[
			'--certstore user',
			{},
			'cannot use --certstore: the NATS client library cannot read the certificate store of Windows; export certificate and key to PEM files: --tlscert, --tlskey',
		],
		['--seed S', {}, 'cannot use --seed: there is no JWT to it; give the JWT with --jwt'],
	])('%s %o', (commandLine, env, sentence) => {
		write({'context/x.json': {}});
		expect(() => settings(commandLine, env)).toThrow(expect.objectContaining({message: sentence, exitCode: 2}));
	});

	test('a selected context that is gone', () => {
		write({'context/x.json': {}, 'context.txt': 'gone'});
		expect(() => settings('')).toThrow(
			expect.objectContaining({
				message: `cannot use the selected context: context.txt names "gone", which is not in ${place}; select another: nats context select; or connect without it: --no-context`,
				exitCode: 1,
			}),
		);
		expect(() => settings('', {XDG_CONFIG_HOME: join(folder, 'none')})).not.toThrow();
	});

	test('nothing is ever written', () => {
		write({'context/x.json': '{', 'context/y.json': {}, 'context.txt': 'gone', 'previous-context.txt': 'y'});
		const everything = () =>
			readdirSync(home, {recursive: true, withFileTypes: true})
				.filter(entry => entry.isFile())
				.map(entry => `${entry.name} ${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`)
				.sort();
		const before = everything();
		for (const commandLine of ['', '--context x', '--context y', '--no-context']) {
			try {
				settings(commandLine);
			} catch {
				// Said elsewhere.
			}
		}
		listContexts(machine());
		expect(everything()).toEqual(before);
	});

	test('any text is a context or a reason that quotes nothing of it', () => {
		const field = fc.constantFrom('url', 'USER', 'password', 'tls_first', 'other', 'windows_ca_certs_match');
		const value = fc.oneof(
			fc.constant(secret),
			fc.boolean(),
			fc.integer(),
			fc.constant(null),
			fc.array(fc.constant(secret)),
		);
		const text = fc.oneof(
			fc.string().map(garbage => `${garbage}"${secret}`),
			fc.dictionary(field, value).map(fields => JSON.stringify(fields)),
			fc.dictionary(field, value).map(fields => JSON.stringify(fields).slice(0, -2)),
		);
		fc.assert(
			fc.property(text, content => {
				try {
					expect(Object.values(contextFields(content)).filter(each => typeof each !== 'string' || each === '')).toEqual(
						[],
					);
				} catch (error) {
					expect(error).toBeInstanceOf(BrokenContext);
					expect(String(error)).not.toContain(secret);
				}
			}),
		);
	});
});

const hint = 'connect without it: --no-context';
const root = join(config, 'nats');

describe('files that would be waited for, or never end', () => {
	/** Puts it where the path says; what is there anyway is linked to. */
	function place({make}: (typeof unsuitable)[number], path: string): void {
		mkdirSync(dirname(path), {recursive: true});
		const made = make(path);
		if (made !== path) execFileSync('ln', ['-s', made, path]);
	}

	test.each(unsuitable)('context.txt is $what', kind => {
		const path = join(root, 'context.txt');
		place(kind, path);
		const sentence = `cannot use the selected context: cannot read ${path}: ${kind.why}; correct it; or ${hint}`;
		expect(() => settings('')).toThrow(expect.objectContaining({message: sentence, exitCode: 1}));
		expect(settings('--no-context').label).toBe('127.0.0.1:4222');
		expect(listContexts(machine())).toEqual([]);
	});

	test.each(unsuitable.filter(({what}) => what !== 'a folder'))('a context is $what', kind => {
		const path = join(root, 'context/x.json');
		place(kind, path);
		const sentence = `cannot use context x: ${path}: ${kind.why}; correct it, or ${hint}`;
		for (const commandLine of ['--context x', `--context ${path}`]) {
			expect(() => settings(commandLine)).toThrow(expect.objectContaining({message: sentence}));
		}
		const isEmpty = kind.what === 'a file longer than it states';
		expect(listContexts(machine())).toEqual(
			isEmpty ? [] : [{name: 'x', description: '', selected: false, broken: kind.why}],
		);
	});
});

describe('what may not be read is not taken for what is not there', () => {
	const forbidden = Object.assign(new Error('as Node says'), {code: 'EACCES'});

	// Root may read all, so that no real file shows this.
	const without = (path: string, of: Machine): Machine => ({
		...of,
		readText(file) {
			if (file.startsWith(path)) throw forbidden;
			return of.readText(file);
		},
		readFolder(folder) {
			if (folder.startsWith(path)) throw forbidden;
			return of.readFolder(folder);
		},
	});

	test.each([
		[root, 'context.txt', `the selected context: cannot read ${root}/context.txt: permission denied`],
		[`${root}/context.txt`, 'context.txt', `the selected context: cannot read ${root}/context.txt: permission denied`],
		[`${root}/context`, 'context/', `context x: ${root}/context/x.json: permission denied`],
	])('%s', (path, _, sentence) => {
		write({'context/x.json': {}, 'context.txt': 'x'});
		const half = path.endsWith('context') ? `${path}/` : path;
		expect(() => settingsOf('', {}, without(half, machine()))).toThrow(`cannot use ${sentence}`);
	});

	test('nor is a list of them', () => {
		write({'context/x.json': {}, 'context.txt': 'x'});
		expect(listContexts(without(root, machine()))).toEqual([
			{
				name: `${root}/context`,
				description: '',
				selected: false,
				broken: expect.stringMatching(/^permission denied/),
			},
		]);
	});
});

describe('names and paths that would disturb the screen', () => {
	test.each(['a\nb', 'a\u001b[2Jb', 'a\u202eb'])('a context called %j', name => {
		write({[`context/${name}.json`]: {url: 'n1'}, 'context.txt': name});
		const [listed] = listContexts(machine());
		expect(listed).toEqual({
			name: 'a\ufffdb'.replace('b', name.includes('[2J') ? '[2Jb' : 'b'),
			description: '',
			selected: true,
			broken: 'its name has characters that cannot be shown: rename its file',
		});
		expect(settings(['--context', name]).label).toBe(listed?.name);
		write({[`context/${name}.json`]: '{'});
		expect(() => settings(['--context', name])).toThrow(/^cannot use context "[^\p{Cc}\p{Cf}]*$/u);
	});

	test('the path of its credentials', () => {
		write({'context/x.json': {creds: '/tmp/\u001b[31mred\u0007'}});
		const {creds} = settings('--context x');
		if (!creds) throw new Error('it has credentials');
		expect(() => readSettingFile(creds)).toThrow('cannot read /tmp/\ufffd[31mred\ufffd: no such file');
	});
});
