import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {thisMachine} from '../../source/connection/files/machine.ts';
import {optionGroups} from '../../source/options/option-records.ts';
import {type Environment, parseOptions} from '../../source/options/options.ts';

import {faultsOf} from '../helpers/output-schema.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'config-'));
mkdirSync(path.join(folder, 'nats/context'), {recursive: true});
afterAll(() => rmSync(folder, {recursive: true}));

const secret = 'hunter2hunter2';
writeFileSync(
	path.join(folder, 'nats/context/prod.json'),
	JSON.stringify({url: `nats://n1,nats://n2`, user: 'sys', password: secret, ca: '/etc/ca.pem', inbox_prefix: '_TOP'}),
);
writeFileSync(path.join(folder, 'nats/context/token.json'), JSON.stringify({url: 'nats://n1', token: secret}));
writeFileSync(
	path.join(folder, 'nats/context/jwt.json'),
	JSON.stringify({url: 'nats://n1', user_jwt: secret, user_seed: secret}),
);
writeFileSync(path.join(folder, 'nats/context/data.json'), JSON.stringify({creds: `data:,${secret}`}));

function printed(words: string, env: Environment = {}): string {
	const machine = thisMachine({XDG_CONFIG_HOME: folder, ...env});
	const eventKinds = [
		{kind: 'connect', told: 'usually'},
		{kind: 'shutdown', told: 'usually'},
		{kind: 'heartbeat', told: 'with all'},
	] as const;
	const facts = {version: '1.2.3', views: ['overview', 'servers'], eventKinds, machine};
	const parsed = parseOptions(['--print-config', ...words.split(' ').filter(Boolean)], env, facts);
	if (parsed.kind !== 'config') throw new Error(`this asks for ${parsed.kind}`);
	return parsed.text;
}

/** The line of a setting, with single blanks. */
function lineOf(name: string, words: string, env: Environment = {}): string | undefined {
	const lines = printed(words, env).split('\n');
	return lines.map(line => line.replaceAll(/ +/g, ' ')).find(line => line.startsWith(`${name} `));
}

describe('where a setting comes from', () => {
	test.each<[string, string, string, Environment]>([
		['server', '', 'nats://127.0.0.1:4222 default', {}],
		['server', '-s tls://a -s b:5', 'tls://a:4222,nats://b:5 --server', {}],
		['server', '', 'nats://a:4222 NATS_URL', {NATS_URL: 'nats://joe:secret@a'}],
		['server', '--context prod', 'nats://n1:4222,nats://n2:4222 the url of context prod', {}],
		['context', '--context prod', 'prod --context', {}],
		['context', '', 'prod NATS_CONTEXT', {NATS_CONTEXT: 'prod'}],
		['context', '--no-context', '- --no-context (beats NATS_CONTEXT)', {NATS_CONTEXT: 'prod'}],
		['context', '', '- default', {}],
		['password', '--context prod', '[hidden] the password of context prod', {}],
		['password', '--user joe --password file://pw', 'file://pw --password', {}],
		['password', '', '- default', {}],
		['creds', '--creds sys.creds', 'sys.creds --creds (beats NATS_CREDS)', {NATS_CREDS: 'other.creds'}],
		[
			'user',
			'--context prod --user joe --password x',
			'joe --user (beats NATS_USER, the user of context prod)',
			{NATS_USER: 'app'},
		],
		[
			'password',
			'--context prod --user joe --password x',
			'[hidden] --password (beats the password of context prod)',
			{},
		],
		[
			'user',
			'--context prod --creds sys.creds',
			'- default (unused: NATS_USER, the user of context prod)',
			{NATS_USER: 'app'},
		],
		['token', '--user secret', '[hidden] --user (beats NATS_TOKEN)', {NATS_TOKEN: 'x'}],
		['user', '--user secret', '- default', {NATS_TOKEN: 'x'}],
		[
			'server',
			'--context prod -s b',
			'nats://b:4222 --server (beats NATS_URL, the url of context prod)',
			{NATS_URL: 'a'},
		],
		['context', '--context prod', 'prod --context (beats NATS_CONTEXT)', {NATS_CONTEXT: 'token'}],
		['creds', '', 'other.creds NATS_CREDS', {NATS_CREDS: 'other.creds'}],
		['tlsca', '--context prod', '/etc/ca.pem the ca of context prod', {}],
		['inbox-prefix', '', '_INBOX default', {}],
		['inbox-prefix', '--context prod', '_TOP the inbox_prefix of context prod', {}],
		['timeout', '', '5000ms default', {}],
		['timeout', '', '1500ms NATS_TIMEOUT', {NATS_TIMEOUT: '1.5s'}],
		['tls-first', '--tls-first', 'on --tls-first', {}],
		['view', '', 'overview default', {}],
		['view', '--view servers', 'servers --view', {}],
		['utc', '--utc', 'on --utc', {}],
		['utc', '', 'off default', {}],
		['color', '', 'auto NO_COLOR', {NO_COLOR: '1'}],
		['color', '--color never', 'never --color (beats NO_COLOR)', {NO_COLOR: '1'}],
		['color', '', 'auto FORCE_COLOR (beats NO_COLOR)', {FORCE_COLOR: '1', NO_COLOR: '1'}],
		['theme', '', 'auto default', {}],
		['theme', '--theme light', 'light --theme', {}],
		['demo', '--demo calm', 'calm --demo', {}],
		['demo', '--demo', 'tour --demo', {}],
		['demo', '--demo --demo-servers 20', 'calm --demo', {}],
		['demo-servers', '--demo', '6 default', {}],
		['demo-servers', '', '- default', {}],
		['demo-seed', '--demo', '7 default', {}],
		['demo-seed', '--demo --seed 3', '3 --seed', {}],
		['speed', '--demo', '1 default', {}],
		['speed', '--replay a', '1 default', {}],
		['speed', '--replay a --once', 'max default', {}],
		['speed', '', '- default', {}],
		['every', '--once --count 3', '5s default', {}],
		['every', '--plain', '1m default', {}],
		['every', '--once', '- default', {}],
		['for', '--check', '2s default', {}],
		['format', '--check', 'nagios default', {}],
		['width', '--once', '120 default', {}],
		['once', '--once', 'overview --once', {}],
		['events', '--events', 'connect,shutdown --events', {}],
		['view', '--events', '- default', {}],
		['flight-recorder', '', '64MiB default', {}],
		['flight-recorder', '--replay a', '512MiB default', {}],
		['flight-recorder', '--once', '- default', {}],
		['history-since', '--history H', '1h default', {}],
		['js-api-prefix', '--history H', '$JS.API default', {}],
		['history-since', '', '- default', {}],
	])('%s with %j: %s', (name, words, expected, env) => {
		expect(lineOf(name, words, env)).toBe(`${name} ${expected}`);
	});
});

const secrets: readonly (readonly [string, Environment])[] = [
	[`--user joe --password ${secret}`, {}],
	[`--token ${secret}`, {}],
	[`--user ${secret}`, {}],
	[`--jwt ${secret} --seed ${secret}`, {}],
	[`-s nats://joe:${secret}@n1`, {}],
	[`-s nats://${secret}@n1`, {}],
	[`-s nats://joe:${secret}@n1,nats://jim:${secret}x@n2`, {}],
	['', {NATS_USER: 'joe', NATS_PASSWORD: secret}],
	['', {NATS_TOKEN: secret}],
	['', {NATS_JWT: secret, NATS_SEED: secret}],
	['', {NATS_URL: `nats://joe:${secret}@n1`}],
	['', {NATS_CREDS: `data:,${secret}`}],
	['--context prod', {}],
	['--context token', {}],
	['--context jwt', {}],
	['--context data', {}],
	// What has lost is a secret still.
	['--context prod --creds sys.creds', {NATS_TOKEN: secret, NATS_JWT: secret, NATS_SEED: secret}],
];

test.each(secrets)('no secret is printed: %j %o', (words, env) => {
	for (const text of [printed(words, env), printed(`${words} --json`, env)]) {
		expect(text).not.toContain(secret);
		expect(text).toMatch(/\[hidden\]|unused: NATS_TOKEN|"hidden": true|joe:\d|"value": "nats:\/\/n1:4222/);
	}
});

test('as JSON it has the same settings, each once, with its layer', () => {
	const config = JSON.parse(printed('--json --context prod --utc', {NATS_TIMEOUT: '2s'}));
	expect(faultsOf(config)).toBe('');
	const {format, settings} = config;
	expect(format).toBe(1);
	const found = (name: string) => settings.filter((one: {name: string}) => one.name === name);
	expect(found('password')).toEqual([
		{name: 'password', value: null, hidden: true, layer: 'context', from: 'the password of context prod', beats: []},
	]);
	expect(found('utc')).toEqual([{name: 'utc', value: true, hidden: false, layer: 'flag', from: '--utc', beats: []}]);
	expect(found('timeout')).toEqual([
		{name: 'timeout', value: '2000ms', hidden: false, layer: 'variable', from: 'NATS_TIMEOUT', beats: []},
	]);
	expect(found('token')).toEqual([
		{name: 'token', value: null, hidden: false, layer: 'default', from: 'default', beats: []},
	]);
	const lines = printed('--context prod --utc', {NATS_TIMEOUT: '2s'}).trimEnd().split('\n');
	expect(lines.slice(1).map(line => line.split(' ', 1)[0])).toEqual(settings.map((one: {name: string}) => one.name));
});

test('as JSON it has what was beaten, with its value unless that is a secret', () => {
	const words = '--json --context prod --user joe --password file://pw';
	const env = {NATS_URL: `nats://joe:${secret}@n1`, NATS_USER: 'app', NATS_PASSWORD: secret};
	const {settings} = JSON.parse(printed(words, env));
	const beaten = (name: string) => settings.find((one: {name: string}) => one.name === name).beats;
	expect(beaten('user')).toEqual([
		{value: 'app', hidden: false, layer: 'variable', from: 'NATS_USER'},
		{value: 'sys', hidden: false, layer: 'context', from: 'the user of context prod'},
	]);
	expect(beaten('password')).toEqual([
		{value: null, hidden: true, layer: 'variable', from: 'NATS_PASSWORD'},
		{value: null, hidden: true, layer: 'context', from: 'the password of context prod'},
	]);
	expect(printed(words, env)).not.toContain(secret);
});

test('a user without a password that was beaten may be a token, and is not told', () => {
	const {settings} = JSON.parse(printed('--json --creds sys.creds', {NATS_USER: 'tok-hunter2'}));
	expect(settings.find((one: {name: string}) => one.name === 'user').beats).toEqual([
		{value: null, hidden: true, layer: 'variable', from: 'NATS_USER'},
	]);
});

test('every option is there but those that print something else and end', () => {
	const names = printed('')
		.split('\n')
		.map(line => line.split(' ', 1)[0]);
	const options = optionGroups.flatMap(group => group.options.map(({name}) => name));
	const missing = [...new Set(options)].filter(name => !names.includes(name));
	expect(missing).toEqual(
		'no-context json json-schema permissions as no-config print-config completion man-page help version'.split(' '),
	);
});

test('what is wrong is said as when the program starts', () => {
	expect(() => printed('--timeout soon')).toThrow('cannot use --timeout');
	expect(() => printed('--context none')).toThrow('there is no context "none"');
});
