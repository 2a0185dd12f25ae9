import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {CannotStart} from '../../source/errors/cannot-start.ts';
import {defaultThresholds} from '../../source/insight/thresholds.ts';
import {type Environment, type Options, parseOptions} from '../../source/options/options.ts';
import {helpText} from '../../source/options/help-text.ts';
import {anyCharacter} from '../helpers/any-character.ts';

const facts = {
	version: '1.2.3',
	views: ['overview', 'servers', 'connects'],
	scenarios: [
		{name: 'calm', story: 'nothing is wrong'},
		{name: 'server-crash', story: `a server loses power: ${'its clients come elsewhere '.repeat(4)}`},
	],
};
const secret = 'hunter2';

function wordsOf(commandLine: string): string[] {
	return commandLine.split(' ').filter(word => word !== '');
}

function optionsOf(commandLine: string | string[], env: Environment = {}): Options {
	const words = typeof commandLine === 'string' ? wordsOf(commandLine) : commandLine;
	const parsed = parseOptions(words, env, facts);
	if (parsed.kind !== 'run') throw new Error(`this asks for ${parsed.kind}`);
	return parsed.options;
}

function settingsOf(commandLine: string | string[], env: Environment = {}) {
	const {source} = optionsOf(commandLine, env);
	if (source.kind !== 'nats') throw new Error('this is a demo');
	return source.settings;
}

/** The login as the words `field=value from name`, sorted. */
function loginOf(commandLine: string, env: Environment = {}): string[] {
	const {user, password, token, creds, nkey, jwt, seed} = settingsOf(commandLine, env);
	return Object.entries({user, password, token, creds, nkey, jwt, seed})
		.flatMap(([field, setting]) => (setting ? [`${field}=${setting.value} from ${setting.from.name}`] : []))
		.sort();
}

describe('help and version', () => {
	test.each(['--help', '-h', '--help --demo', '-s n1 --help'])('%s', commandLine => {
		expect(parseOptions(wordsOf(commandLine), {}, facts)).toEqual({kind: 'help', text: helpText});
	});

	test('--version', () => {
		expect(parseOptions(['--version'], {}, facts)).toEqual({kind: 'version', text: '1.2.3'});
	});

	test('--demo list', () => {
		const listed = parseOptions(['--demo', 'list'], {}, facts);
		const text = listed.kind === 'scenarios' ? listed.text : '';
		expect(text.split('\n').filter(line => line.length > 80)).toEqual([]);
		expect(text).toContain('\ncalm          nothing is wrong\nserver-crash  a server loses power: its clients');
	});

	test('the help fits 80 columns and names every option', () => {
		const lines = helpText.split('\n');
		expect(lines.filter(line => line.length > 80 || /[^ -~]/.test(line))).toEqual([]);
		const options =
			'server context no-context inbox-prefix user password token creds nkey jwt seed tlsca tlscert tlskey tls-first tls-server-name timeout demo demo-servers demo-seed seed record flight-recorder history replay at speed loop once json csv json-schema filter sort limit columns for every count width color theme view utc ascii allow-actions permissions as completion print-config man-page help version';
		expect(options.split(' ').filter(option => !helpText.includes(`--${option}`))).toEqual([]);
	});
});

describe('what to do', () => {
	test('nothing given: the local server, on the screen', () => {
		const {source, ...rest} = optionsOf('');
		const flightRecorderBytes = 64 * 2 ** 20;
		expect(rest).toEqual({
			output: 'screen',
			color: 'auto',
			theme: 'auto',
			rows: {},
			tables: [],
			thresholds: defaultThresholds,
			accents: new Map(),
			allowsCommands: false,
			utc: false,
			ascii: false,
			flightRecorderBytes,
		});
		expect(source).toEqual({
			kind: 'nats',
			given: [
				{layer: 'flag', values: {}},
				{layer: 'variable', values: {}},
			],
			settings: {
				label: '127.0.0.1:4222',
				servers: {
					value: [{host: '127.0.0.1', port: 4222, secure: false}],
					from: {layer: 'default', name: 'the default'},
				},
				timeoutMs: {value: 5000, from: {layer: 'default', name: 'the default'}},
			},
		});
	});

	test.each<[string, Partial<Options>]>([
		['--once', {output: 'text'}],
		['--json', {output: 'json'}],
		['--once --json', {output: 'json'}],
		['--once --width 100', {output: 'text', width: 100}],
		['--width 100', {output: 'screen', width: 100}],
		['--allow-actions', {output: 'screen', allowsCommands: true}],
		['--view servers --utc --ascii', {view: 'servers', utc: true, ascii: true}],
		['--demo', {source: {kind: 'demo'}}],
		['--demo --seed 7', {source: {kind: 'demo', seed: 7}}],
		['--demo --seed=0', {source: {kind: 'demo', seed: 0}}],
		['--demo --demo-seed 7', {source: {kind: 'demo', seed: 7}}],
		['--demo server-crash', {source: {kind: 'demo', scenario: 'server-crash'}}],
		['--demo=calm --utc', {source: {kind: 'demo', scenario: 'calm'}, utc: true}],
		['--demo --demo-servers 2000', {source: {kind: 'demo', servers: 2000}}],
		['--demo calm --demo-servers 1', {source: {kind: 'demo', scenario: 'calm', servers: 1}}],
		['--demo --speed 10', {source: {kind: 'demo', speed: 10}}],
	])('%s', (commandLine, options) => {
		expect(optionsOf(commandLine)).toMatchObject(options);
	});

	test('the demo ignores variables', () => {
		expect(optionsOf('--demo', {NATS_URL: 'mqtt://n1', NATS_TIMEOUT: 'soon', NATS_SEED: 'S'}).source).toEqual({
			kind: 'demo',
		});
	});
});

describe('servers', () => {
	test.each([
		['-s n1', ['n1']],
		['-s=n1', ['n1']],
		['-sn1', ['n1']],
		['--server n1 --server=n2', ['n1', 'n2']],
		['-s n1,n2 -s n3', ['n1', 'n2', 'n3']],
	])('%s', (commandLine, hosts) => {
		expect(settingsOf(commandLine).servers.value.map(seed => seed.host)).toEqual(hosts);
	});

	test('a flag beats the variable', () => {
		const {servers} = settingsOf('-s n1', {NATS_URL: 'n2'});
		expect(servers).toEqual({
			value: [{host: 'n1', port: 4222, secure: false}],
			from: {layer: 'flag', name: '--server'},
		});
		expect(settingsOf('', {NATS_URL: 'n2'}).servers.from).toEqual({layer: 'variable', name: 'NATS_URL'});
		expect(settingsOf('', {NATS_URL: ''}).servers.from.layer).toBe('default');
	});
});

describe('logins', () => {
	test.each<[string, Environment, string[]]>([
		['', {}, []],
		['--user sys --password pw', {}, ['password=pw from --password', 'user=sys from --user']],
		// As `nats` does: a user alone is a token.
		['--user t', {}, ['token=t from --user']],
		['', {NATS_USER: 't'}, ['token=t from NATS_USER']],
		['--user sys --token t', {}, ['token=t from --token', 'user=sys from --user']],
		['--user sys', {NATS_PASSWORD: 'pw'}, ['password=pw from NATS_PASSWORD', 'user=sys from --user']],
		['--password pw', {NATS_USER: 'sys'}, ['password=pw from --password', 'user=sys from NATS_USER']],
		['--token t', {}, ['token=t from --token']],
		['--nkey a.nk', {}, ['nkey=a.nk from --nkey']],
		['', {NATS_CREDS: 'a.creds'}, ['creds=a.creds from NATS_CREDS']],
		['', {NATS_NKEY: 'a.nk'}, ['nkey=a.nk from NATS_NKEY']],
		// The order within one layer, with the token on top of any.
		[
			'--creds a --user sys --password pw --nkey b --token t',
			{},
			['password=pw from --password', 'token=t from --token', 'user=sys from --user'],
		],
		['--creds a --nkey b --token t', {}, ['creds=a from --creds', 'token=t from --token']],
		['--nkey b --token t', {}, ['nkey=b from --nkey', 'token=t from --token']],
		['--jwt j --seed s', {}, ['jwt=j from --jwt', 'seed=s from --seed']],
		['--jwt j', {NATS_SEED: 's'}, ['jwt=j from --jwt', 'seed=s from NATS_SEED']],
		['', {NATS_JWT: 'j', NATS_TOKEN: 't'}, ['jwt=j from NATS_JWT', 'token=t from NATS_TOKEN']],
		['--jwt j --nkey b', {}, ['nkey=b from --nkey']],
		['--jwt j', {NATS_CREDS: 'a'}, ['jwt=j from --jwt']],
		['', {NATS_SEED: 's'}, []],
		// A login in the URL comes first in its layer.
		['-s nats://a:b@n1 --user sys --password pw --nkey c', {}, ['password=b from --server', 'user=a from --server']],
		// But a JWT is sent along with it.
		[
			'-s nats://a:b@n1 --token t --creds c',
			{},
			['creds=c from --creds', 'password=b from --server', 'user=a from --server'],
		],
		['-s nats://t@n1 --token u', {}, ['token=t from --server']],
		// A flag beats every other kind from a variable.
		['--creds a', {NATS_USER: 'sys', NATS_PASSWORD: 'pw', NATS_TOKEN: 't'}, ['creds=a from --creds']],
		['--token t', {NATS_CREDS: 'a'}, ['token=t from --token']],
		['--creds a', {NATS_URL: 'nats://sys:pw@n1'}, ['creds=a from --creds']],
		['-s nats://sys:pw@n1', {NATS_CREDS: 'a'}, ['password=pw from --server', 'user=sys from --server']],
		['-s n1', {NATS_CREDS: 'a'}, ['creds=a from NATS_CREDS']],
		['', {NATS_USER: '', NATS_PASSWORD: '', NATS_CREDS: 'a'}, ['creds=a from NATS_CREDS']],
		['', {NATS_PASSWORD: 'pw'}, []],
	])('%s %o', (commandLine, env, login) => {
		expect(loginOf(commandLine, env)).toEqual(login);
	});

	test('a value stays as it is, quotes and blanks included', () => {
		const value = fc.string({unit: 'grapheme', minLength: 1});
		fc.assert(
			fc.property(
				fc.oneof(
					value,
					value.map(inner => `"${inner}"`),
					value.map(inner => `'${inner}'`),
				),
				password => {
					const separate = password.startsWith('-') ? [`--password=${password}`] : ['--password', password];
					for (const words of [separate, [`--password=${password}`]]) {
						expect(settingsOf(['--user', 'sys', ...words]).password?.value).toBe(password);
					}
				},
			),
		);
	});
});

test('TLS settings', () => {
	expect(settingsOf('--tlsca ca --tlscert cert --tlskey key --tls-first --tls-server-name n1')).toMatchObject({
		authority: {value: 'ca', from: {name: '--tlsca'}},
		certificate: {value: 'cert', from: {name: '--tlscert'}},
		key: {value: 'key', from: {name: '--tlskey'}},
		tlsFirst: {value: true, from: {name: '--tls-first'}},
		tlsServerName: {value: 'n1', from: {name: '--tls-server-name'}},
	});
	expect(settingsOf('--tlskey key', {NATS_CA: 'ca', NATS_CERT: 'cert', NATS_KEY: 'other'})).toMatchObject({
		authority: {value: 'ca', from: {name: 'NATS_CA'}},
		certificate: {value: 'cert', from: {name: 'NATS_CERT'}},
		key: {value: 'key', from: {name: '--tlskey'}},
	});
});

test('the timeout', () => {
	expect(settingsOf('--timeout 1m', {NATS_TIMEOUT: '2s'}).timeoutMs).toMatchObject({value: 60_000});
	expect(settingsOf('', {NATS_TIMEOUT: '2s'}).timeoutMs).toEqual({
		value: 2000,
		from: {layer: 'variable', name: 'NATS_TIMEOUT'},
	});
});

describe('what is wrong', () => {
	test.each<[string, Environment, string]>([
		['--sever n1', {}, 'unknown option: --sever; did you mean --server?'],
		['--pass x', {}, 'unknown option: --pass; did you mean --password?'],
		['--tlsFirst', {}, 'unknown option: --tlsFirst; did you mean --tls-first?'],
		['--frobnicate', {}, 'unknown option: --frobnicate; see --help'],
		['--no-once', {}, 'unknown option: --no-once; see --help'],
		['-x', {}, 'unknown option: -x; see --help'],
		[`-p${secret}`, {}, 'unknown option: -p; see --help'],
		[`--passwort=${secret}`, {}, 'unknown option: --passwort; did you mean --password?'],
		['--__proto__ x', {}, 'unknown option: a word that begins with --; see --help'],
		['--constructor', {}, 'unknown option: --constructor; see --help'],
		['--user', {}, 'cannot use --user: its value is missing; see --help'],
		['--user=', {}, 'cannot use --user: its value is missing; see --help'],
		[
			`--user sys --password -${secret}`,
			{},
			'cannot use --password: its value is missing; see --help; a value that begins with - is written --password=VALUE',
		],
		['-s', {}, 'cannot use --server: its value is missing; see --help'],
		['--utc=yes', {}, 'cannot use --utc: it takes no value; write just --utc'],
		['--user a --user b', {}, 'cannot use --user: it is given twice; give it once'],
		['--once --once', {}, 'cannot use --once: it is given twice; give it once'],
		[
			`--user sys ${secret}`,
			{},
			'unexpected argument: word 3 of the command line belongs to no option; put a value with blanks in quotes; see --help',
		],
		[
			'servers',
			{},
			'unexpected argument: word 1 of the command line belongs to no option; put a value with blanks in quotes; see --help',
		],
		[
			'--utc true',
			{},
			'unexpected argument: word 2 of the command line belongs to no option; put a value with blanks in quotes; see --help',
		],
		[
			'-- --once',
			{},
			'unexpected argument: word 1 of the command line belongs to no option; put a value with blanks in quotes; see --help',
		],
		[`--password ${secret}`, {}, 'cannot use --password: there is no user to it; give the user with --user'],
		['--timeout 5', {}, 'cannot use --timeout: "5" is not a duration; write 5s, 500ms or 1m30s'],
		['--timeout 0s', {}, 'cannot use --timeout: "0s" is not between 1 ms and 1 hour; write 5s, 500ms or 1m30s'],
		['', {NATS_TIMEOUT: 'soon'}, 'cannot use NATS_TIMEOUT: "soon" is not a duration; write 5s, 500ms or 1m30s'],
		['--tlscert cert', {}, 'cannot use --tlscert: it needs its key too; give it with --tlskey'],
		['', {NATS_KEY: 'key'}, 'cannot use NATS_KEY: it needs its certificate too; give it with --tlscert'],
		[
			'',
			{NATS_URL: `nats://sys:${secret}@n1:x`},
			'cannot use address 1 from NATS_URL: it is not a server address; write nats://host:4222, or tls://host:4222 for TLS; several with commas between them',
		],
		[
			'',
			{NATS_SOCKS_PROXY: 'socks5://p:1080'},
			'cannot use NATS_SOCKS_PROXY: the NATS client library cannot connect through a SOCKS proxy; connect directly with --socks-proxy none, or forward a local port through the proxy and connect to that',
		],
		['--demo-seed 7', {}, 'cannot use --demo-seed: it is for a simulated system; add --demo'],
		['--demo-servers 7', {}, 'cannot use --demo-servers: it is for a simulated system; add --demo'],
		['--demo sever-crash', {}, 'cannot use --demo: there is no scenario "sever-crash"; did you mean server-crash?'],
		['--demo zzz', {}, 'cannot use --demo: there is no scenario "zzz"; --demo list names the scenarios'],
		['--demo= --once', {}, 'cannot use --demo: its value is missing; see --help'],
		[
			'--demo --demo-servers 2001',
			{},
			'cannot use --demo-servers: "2001" is not a whole number from 1 to 2000; see --help',
		],
		[
			'--demo server-crash --demo-servers 5',
			{},
			'cannot use --demo-servers: "5" is not a whole number from 6 to 2000; see --help',
		],
		['--demo --demo-seed x', {}, 'cannot use --demo-seed: "x" is not a whole number from 0 to 4294967295; see --help'],
		[
			'--demo --demo-seed 1 --seed 2',
			{},
			'cannot use --seed: --demo-seed, which is the same, was given too; give one of them',
		],
		['--demo --speed max', {}, 'cannot use --speed: a demo has no end that it could be at; write a number up to 1000'],
		['--demo --at 2026-11-27T12:03:44Z', {}, 'cannot use --at: it is for a recording; drop --at or --demo'],
		['--demo --loop', {}, 'cannot use --loop: it is for a recording: a scenario begins again by itself; drop it'],
		['--seed 7', {}, 'cannot use --seed: it chooses a simulated system; add --demo'],
		['--demo --seed x', {}, 'cannot use --seed: "x" is not a whole number from 0 to 4294967295; see --help'],
		[
			'--demo --seed 4294967296',
			{},
			'cannot use --seed: "4294967296" is not a whole number from 0 to 4294967295; see --help',
		],
		['--demo -s n1', {}, 'cannot use --server: a demo connects to no server; drop --server or --demo'],
		['--width 100 --json', {}, 'cannot use --width: it is the width of text; drop it or --json'],
		['--once --width 10', {}, 'cannot use --width: "10" is not a whole number from 20 to 1000; see --help'],
		[
			'--allow-actions --once',
			{},
			'cannot use --allow-actions: each action is confirmed by typing, and nothing can be typed then; drop it or --once',
		],
		[
			'--json --allow-actions',
			{},
			'cannot use --allow-actions: each action is confirmed by typing, and nothing can be typed then; drop it or --json',
		],
		['--view server', {}, 'cannot use --view: there is no view "server"; did you mean servers?'],
		['--view xyz', {}, 'cannot use --view: there is no view "xyz"; the views are overview, servers, connects'],
	])('%s %o', (commandLine, env, sentence) => {
		expect(() => optionsOf(commandLine, env)).toThrow(expect.objectContaining({message: sentence, exitCode: 2}));
		expect(() => optionsOf(commandLine, env)).not.toThrow(secret);
	});

	test('any command line gives options or a sentence, and no secret is in it', () => {
		const option = fc.constantFrom(
			'--user',
			'--password',
			'--token',
			'-s',
			'--once',
			'--tls-first',
			'--',
			'-',
			'--seed',
			'-sn1',
		);
		const word = fc.oneof(option, fc.string({unit: anyCharacter, maxLength: 8}), fc.constant(`"${secret}"`));
		fc.assert(
			fc.property(fc.array(word, {maxLength: 6}), words => {
				try {
					parseOptions(words, {}, facts);
				} catch (error) {
					expect(error).toBeInstanceOf(CannotStart);
					expect(String(error)).not.toContain(secret);
				}
			}),
		);
	});
});
