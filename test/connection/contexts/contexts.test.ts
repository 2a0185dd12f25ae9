// Contexts of the `nats` program: where they are, which one is used, and what of them counts.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {contextSettings, listContexts} from '../../../source/connection/contexts/contexts.ts';
import {expandPath} from '../../../source/connection/files/expand-path.ts';
import {schemeOf} from '../../../source/connection/settings/scheme.ts';
import {parseOptions} from '../../../source/options/options.ts';
import {addresses, createContextHome, loginOf} from './context-home.ts';

const {folder, home, config, machine, write, settings, empty, remove} = createContextHome();

afterAll(remove);

beforeEach(empty);

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
