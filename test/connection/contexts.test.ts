// Contexts of the `nats` program: where they are, which one is used, and what of them counts.
import {chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {BrokenContext, contextFields} from '../../source/connection/contexts/context-file.ts';
import {contextSettings, listContexts} from '../../source/connection/contexts/contexts.ts';
import {expandPath} from '../../source/connection/files/expand-path.ts';
import {type Machine, thisMachine} from '../../source/connection/files/machine.ts';
import {addressOf, type ConnectionSettings} from '../../source/connection/settings/settings.ts';
import {schemeOf} from '../../source/connection/settings/scheme.ts';
import {parseOptions} from '../../source/options/options.ts';
import {settingsOf} from './settings-of.ts';

const secret = 'hunter2';
const folder = mkdtempSync(join(tmpdir(), 'contexts-'));
const home = join(folder, 'home');
const config = join(home, '.config');

afterAll(() => rmSync(folder, {recursive: true}));

beforeEach(() => {
	rmSync(home, {recursive: true, force: true});
	mkdirSync(home);
});

/** Writes files by their paths below the configuration folder. */
function write(files: Readonly<Record<string, string | object>>, root = config): void {
	for (const [path, content] of Object.entries(files)) {
		const file = join(root, 'nats', path);
		mkdirSync(dirname(file), {recursive: true});
		writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
	}
}

const machine = (env: Record<string, string> = {}): Machine => ({...thisMachine(env), home});

function settings(commandLine: string | string[], env: Record<string, string> = {}): ConnectionSettings {
	return settingsOf(commandLine, env, machine(env));
}

const addresses = ({servers}: ConnectionSettings) => servers.value.map(addressOf).join(',');

/** The login as the words `field=value`, sorted. */
function loginOf({user, password, token, creds, nkey, jwt, seed}: ConnectionSettings): string {
	return Object.entries({user, password, token, creds, nkey, jwt, seed})
		.flatMap(([field, setting]) => (setting ? [`${field}=${setting.value}`] : []))
		.sort()
		.join(' ');
}

describe('which context', () => {
	beforeEach(() => {
		write({
			'context/prod.json': {url: 'prod'},
			'context/test.json': {url: 'test'},
			'context/dev.json': {url: 'dev'},
			'context.txt': 'dev\n',
		});
	});

	test.each<[string, Record<string, string>, string]>([
		['', {}, 'dev'],
		['', {NATS_CONTEXT: 'test'}, 'test'],
		['', {NATS_CONTEXT: ''}, 'dev'],
		['--context prod', {NATS_CONTEXT: 'test'}, 'prod'],
		['--no-context', {NATS_CONTEXT: 'test'}, '127.0.0.1:4222'],
		// Neither HOME nor what it holds matters.
		['', {HOME: '/nowhere'}, 'dev'],
		['', {XDG_CONFIG_HOME: ''}, 'dev'],
		['', {XDG_CONFIG_HOME: '/nowhere'}, '127.0.0.1:4222'],
	])('%s %o', (commandLine, env, label) => {
		const used = settings(commandLine, env);
		expect(used.label).toBe(label);
		expect(addresses(used)).toBe(`${label.replace(':4222', '')}:4222`);
		expect(used.context?.name).toBe(used.context && label);
	});

	test('a folder of its own for configuration', () => {
		const root = join(folder, 'xdg');
		write({'context/else.json': {url: 'else'}, 'context.txt': ' else '}, root);
		expect(settings('', {XDG_CONFIG_HOME: root}).label).toBe('else');
	});

	test('the path of a file', () => {
		const file = join(folder, 'my own.json');
		writeFileSync(file, JSON.stringify({url: 'mine', description: 'my \u001b[2Jown'}));
		expect(settings(['--context', file]).context).toEqual({
			name: 'my own',
			description: 'my �[2Jown',
			path: file,
			holdsSecrets: false,
		});
		expect(settings('', {NATS_CONTEXT: file}).label).toBe('my own');
	});

	test('names that look odd', () => {
		for (const name of ['a b', 'a.b', 'é', '.hid']) {
			write({[`context/${name}.json`]: {url: 'odd', creds: '/a'}});
			expect(settings(['--context', name])).toMatchObject({
				label: name,
				creds: {from: {name: `the creds of context ${/^[\w.]+$/.test(name) ? name : JSON.stringify(name)}`}},
			});
		}
	});

	test('another one later, with what was given besides', () => {
		const parsed = parseOptions(
			['--creds', '/a', '--context', 'prod'],
			{NATS_CA: '/ca'},
			{version: '', machine: machine()},
		);
		if (parsed.kind !== 'run' || parsed.options.source.kind !== 'nats') throw new Error('it connects');
		const {given} = parsed.options.source;
		const other = contextSettings('test', given, machine());
		expect(other).toMatchObject({label: 'test (--creds)', creds: {value: '/a'}, authority: {value: '/ca'}});
		expect(addresses(other)).toBe('test:4222');
		expect(() => contextSettings('none', given, machine())).toThrow(
			`cannot use the context: there is no context "none" in ${config}/nats/context; the contexts are dev, prod, test`,
		);
	});
});

test('the list of contexts', () => {
	write({
		'context/b.json': {description: 'second \u0007', url: 'b'},
		'context/a.json': '{',
		'context/B.json': {DESCRIPTION: 'capital'},
		'context/empty.json': '',
		'context/a..b.json': '{}',
		'context/other.txt': '{}',
		'context/folder.json/x': '',
		'context.txt': 'b',
	});
	expect(listContexts(machine())).toEqual([
		{name: 'B', description: 'capital', selected: false},
		{name: 'a', description: '', selected: false, broken: 'it is not JSON, see line 1'},
		{name: 'b', description: 'second �', selected: true},
	]);
	expect(listContexts(machine({XDG_CONFIG_HOME: '/nowhere'}))).toEqual([]);
});

describe('what counts', () => {
	test.each<[context: object, commandLine: string, env: Record<string, string>, login: string, label: string]>([
		[{user: 'u', password: 'p'}, '', {}, 'password=p user=u', 'x'],
		// In a context a user alone is a user.
		[{user: 'u'}, '', {}, 'user=u', 'x'],
		[{USER: 'u', Password: 'p', other: 1}, '', {}, 'password=p user=u', 'x'],
		[{user: 'u', password: 'p', creds: '/c', nkey: '/n', token: 't'}, '', {}, 'password=p token=t user=u', 'x'],
		[{creds: '/c', nkey: '/n', user_jwt: 'j', token: 't'}, '', {}, 'creds=/c token=t', 'x'],
		[{nkey: '/n', user_jwt: 'j'}, '', {}, 'nkey=/n', 'x'],
		[{user_jwt: 'j', user_seed: 's'}, '', {}, 'jwt=j seed=s', 'x'],
		[{user_jwt: 'j'}, '', {}, 'jwt=j', 'x'],
		[{user_seed: 's'}, '', {}, '', 'x'],
		[{token: 't'}, '', {}, 'token=t', 'x'],
		[{url: 'nats://u:p@n1', creds: '/c', nkey: '/n'}, '', {}, 'creds=/c password=p user=u', 'x'],
		// A flag or variable replaces the same field.
		[{user: 'u', password: 'p'}, '--password q', {}, 'password=q user=u', 'x (--password)'],
		[{user: 'u', password: 'p'}, '', {NATS_PASSWORD: 'q'}, 'password=q user=u', 'x (NATS_PASSWORD)'],
		[{creds: '/c'}, '', {NATS_CREDS: '/d'}, 'creds=/d', 'x (NATS_CREDS)'],
		[{user_jwt: 'j', user_seed: 's'}, '', {NATS_SEED: 'r'}, 'jwt=j seed=r', 'x (NATS_SEED)'],
		[{user_jwt: 'j', user_seed: 's'}, '--jwt k', {}, 'jwt=k seed=s', 'x (--jwt)'],
		// And beats every other kind of login in the context, where nats would go on using the user.
		[{user: 'u', password: 'p'}, '--creds /d', {}, 'creds=/d', 'x (--creds)'],
		[{user: 'u', password: 'p'}, '', {NATS_CREDS: '/d'}, 'creds=/d', 'x (NATS_CREDS)'],
		[{user: 'u', password: 'p'}, '--user t', {}, 'token=t', 'x (--user)'],
		[{creds: '/c', token: 't'}, '--nkey /n', {}, 'nkey=/n', 'x (--nkey)'],
		[{creds: '/c'}, '-s nats://u:p@n2', {}, 'password=p user=u', 'x (--server)'],
		[{creds: '/c'}, '', {NATS_URL: 'n2'}, 'creds=/c', 'x (NATS_URL)'],
		[{url: 'nats://u:p@n1'}, '', {NATS_URL: 'n2'}, '', 'x (NATS_URL)'],
		[{url: 'nats://a:1@n1,nats://b:2@n2'}, '--creds /c', {}, 'creds=/c', 'x (--creds)'],
		[{creds: '/c'}, '-s n1 --tlsca /a --timeout 1s', {NATS_TOKEN: ''}, 'creds=/c', 'x (--server)'],
		[{creds: '/c', ca: '/b'}, '--tlsca /a', {}, 'creds=/c', 'x (--tlsca)'],
	])('%j %s %o', (context, commandLine, env, login, label) => {
		write({'context/x.json': context, 'context.txt': 'x'});
		const used = settings(commandLine, env);
		expect(loginOf(used)).toBe(login);
		expect(used.label).toBe(label);
		expect(used.servers.value.filter(seed => seed.login && !used.urlLogin)).toEqual([]);
	});

	test('everything that is no login', () => {
		write({
			'context/x.json': {
				url: ' tls://n1 , n2:4333',
				cert: '~/cert',
				key: '$KEYS/key',
				// biome-ignore lint/suspicious/noTemplateCurlyInString: variables are written so in a path
				ca: '${KEYS}/$NONE/ca',
				tls_first: true,
				inbox_prefix: '_TOP.me.',
				socks_proxy: '',
				jetstream_domain: 'hub',
				color_scheme: 'red',
				windows_ca_certs_match: null,
			},
		});
		const used = settings('--context x', {KEYS: '/keys'});
		expect(addresses(used)).toBe('n1:4222,n2:4333');
		expect(used).toMatchObject({
			servers: {from: {layer: 'context', name: 'the url of context x'}},
			certificate: {value: `${home}/cert`},
			key: {value: '/keys/key', from: {layer: 'context', name: 'the key of context x'}},
			authority: {value: '/keys//ca'},
			tlsFirst: {value: true},
			inboxPrefix: {value: '_TOP.me'},
		});
	});

	test('one of certificate and key alone is nothing, as to nats', () => {
		write({'context/x.json': {cert: '/cert'}, 'context/y.json': {key: '/key'}});
		expect(settings('--context x').certificate).toBeUndefined();
		expect(settings('--context y').key).toBeUndefined();
		expect(settings('--context x --tlskey /key')).toMatchObject({certificate: {value: '/cert'}, key: {value: '/key'}});
	});

	test('an empty context is the local server', () => {
		write({'context/x.json': 'null', 'context/y.json': {url: '', creds: '', tls_first: false}});
		for (const name of ['x', 'y']) expect(addresses(settings(`--context ${name}`))).toBe('127.0.0.1:4222');
	});

	test('paths are expanded as Go does it', () => {
		const env = {A: 'a', B: '$A', D: ''};
		const cases = {
			'~/x': '/me/x',
			'~bob/x': '/mebob/x',
			'x/~': 'x/~',
			'$A/${A}$B': 'a/a$A',
			'$NONE-$D': '-',
			$: '$',
			a$: 'a$',
			'a$/b': 'a$/b',
			'${}x': 'x',
			'${A': 'A',
			$$A: 'A',
			$1a: 'a',
		};
		for (const [path, expanded] of Object.entries(cases)) expect(expandPath(path, env, '/me'), path).toBe(expanded);
	});
});

test.each<[string, string | undefined]>([
	['env://NAME', 'env'],
	['ENV://NAME', 'env'],
	['data:;base64,AA==', 'data'],
	['op://vault/item/field', 'op'],
	['nsc://O/A/U', 'nsc'],
	['file:///a', 'file'],
	['env:secret', 'env'],
	['C:\\a', undefined],
	['http://a', undefined],
	['a:b', undefined],
	['/a/b', undefined],
	// What Go's URL parser refuses is no reference.
	['op://My Vault/item/field', undefined],
	['env://a:b', undefined],
	['env://%zz', undefined],
	['data:a\nb', undefined],
	['file:///100%', undefined],
])('the scheme of %j is %s', (value, scheme) => {
	expect(schemeOf(value)).toBe(scheme);
});

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
			{url: 'http://n1'},
			'cannot use "http://n1" from the url of context x: it is an HTTP address; use the server\'s client port, normally 4222: nats://host:4222',
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

describe('users of nsc', () => {
	const jwt = (claims: object) => `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sign`;
	let data = '';

	beforeAll(() => {
		data = join(folder, 'data');
		const files = {
			'stores/OP/.nsc': '{"name":"OP","kind":"operator"}',
			'stores/OP/OP.jwt': jwt({name: 'OP', nats: {operator_service_urls: ['nats://s1:4333', 'tls://s2']}}),
			'stores/OP/accounts/SYS/SYS.jwt': jwt({name: 'SYS'}),
			'stores/OP/accounts/SYS/users/mon.jwt': jwt({name: 'mon', sub: 'UABC'}),
			'stores/OP/accounts/SYS/users/bare.jwt': jwt({name: 'bare'}),
			'keys/creds/OP/SYS/mon.creds': 'creds',
		};
		for (const [path, text] of Object.entries(files)) {
			const file = join(data, 'nats/nsc', path);
			mkdirSync(dirname(file), {recursive: true});
			writeFileSync(file, text);
		}
	});

	const creds = () => join(data, 'nats/nsc/keys/creds/OP/SYS/mon.creds');

	test.each(['nsc://OP/SYS/mon', 'OP/SYS/mon', 'NSC://OP/SYS/MON', 'nsc://OP/SYS/UABC'])('%s is in the store', nsc => {
		write({'context/x.json': {nsc}});
		const used = settings('--context x', {XDG_DATA_HOME: data, PATH: ''});
		expect(used).toMatchObject({creds: {value: creds(), from: {name: 'the nsc of context x'}}});
		expect(addresses(used)).toBe('s1:4333,s2:4222');
	});

	test('what else the context says counts more', () => {
		write({'context/x.json': {nsc: 'nsc://OP/SYS/mon', url: 'n1', creds: '/mine'}});
		const used = settings('--context x', {XDG_DATA_HOME: data});
		expect(loginOf(used)).toBe('creds=/mine');
		expect(addresses(used)).toBe('n1:4222');
	});

	test.each([
		['OP/SYS/none', 'there is no user "none" in '],
		['OP/sys/mon', 'there is no account "sys" in '],
		['op/SYS/mon', 'there is no operator "op" in '],
		[
			'OP/SYS/bare',
			'nsc has no credentials file of nsc://OP/SYS/bare; write one with nsc generate creds or nats auth user credential, or give another user',
		],
		['OP/SYS', 'it is not written as nsc://OPERATOR/ACCOUNT/USER'],
		['OP/../mon', 'it is not written as nsc://OPERATOR/ACCOUNT/USER'],
	])('%s is not', (nsc, sentence) => {
		write({'context/x.json': {nsc}});
		expect(() => settings('--context x', {XDG_DATA_HOME: data, PATH: ''})).toThrow(sentence);
	});

	test('older places, and those that variables name', () => {
		write({'context/x.json': {nsc: 'OP/SYS/mon'}});
		const old = join(folder, 'old');
		mkdirSync(join(old, '.nsc'), {recursive: true});
		writeFileSync(join(old, '.nsc/nsc.json'), JSON.stringify({store_root: join(data, 'nats/nsc/stores')}));
		const env = {HOME: old, NKEYS_PATH: join(data, 'nats/nsc/keys'), PATH: ''};
		expect(settings('--context x', env).creds?.value).toBe(creds());
	});

	test('where there is the program it is asked', () => {
		const programs = join(folder, 'programs');
		mkdirSync(programs, {recursive: true});
		const script = join(programs, 'nsc');
		write({'context/x.json': {nsc: 'OP/SYS/mon'}});
		const env = {XDG_DATA_HOME: data, PATH: `${programs}:/usr/bin:/bin`};
		const says = (text: string) => {
			writeFileSync(script, `#!/bin/sh\n${text}\n`);
			chmodSync(script, 0o755);
		};
		says(
			`[ "$*" = "generate profile nsc://OP/SYS/mon" ] && echo '{"user_creds":"/their.creds","operator":{"service":["n7"]}}'`,
		);
		const used = settings('--context x', env);
		expect(loginOf(used)).toBe('creds=/their.creds');
		expect(addresses(used)).toBe('n7:4222');
		says('echo "Error: invalid user" >&2; exit 1');
		expect(() => settings('--context x', env)).toThrow(
			'cannot use context x: its nsc user cannot be had: nsc says: invalid user; look at it with nsc generate profile nsc://OP/SYS/mon',
		);
		says(`echo '{"operator":{}}'`);
		expect(() => settings('--context x', env)).toThrow('nsc has no credentials file of nsc://OP/SYS/mon');
	});
});
