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
	const facts = {version: '1.2.3', views: ['overview', 'servers'], machine};
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
		['context', '--no-context', '- --no-context', {NATS_CONTEXT: 'prod'}],
		['context', '', '- default', {}],
		['password', '--context prod', '[hidden] the password of context prod', {}],
		['password', '--user joe --password file://pw', 'file://pw --password', {}],
		['password', '', '- default', {}],
		['creds', '--creds sys.creds', 'sys.creds --creds', {NATS_CREDS: 'other.creds'}],
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
		['color', '--color never', 'never --color', {NO_COLOR: '1'}],
		['theme', '', 'auto default', {}],
		['theme', '--theme light', 'light --theme', {}],
		['demo', '--demo calm', 'calm --demo', {}],
		['demo', '--demo', 'on --demo', {}],
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
];

test.each(secrets)('no secret is printed: %j %o', (words, env) => {
	for (const text of [printed(words, env), printed(`${words} --json`, env)]) {
		expect(text).not.toContain(secret);
		expect(text).toMatch(/\[hidden\]|"hidden": true|joe:\d|"value": "nats:\/\/n1:4222/);
	}
});

test('as JSON it has the same settings, each once, with its layer', () => {
	const config = JSON.parse(printed('--json --context prod --utc', {NATS_TIMEOUT: '2s'}));
	expect(faultsOf(config)).toBe('');
	const {format, settings} = config;
	expect(format).toBe(1);
	const found = (name: string) => settings.filter((one: {name: string}) => one.name === name);
	expect(found('password')).toEqual([
		{name: 'password', value: null, hidden: true, layer: 'context', from: 'the password of context prod'},
	]);
	expect(found('utc')).toEqual([{name: 'utc', value: true, hidden: false, layer: 'flag', from: '--utc'}]);
	expect(found('timeout')).toEqual([
		{name: 'timeout', value: '2000ms', hidden: false, layer: 'variable', from: 'NATS_TIMEOUT'},
	]);
	expect(found('token')).toEqual([{name: 'token', value: null, hidden: false, layer: 'default', from: 'default'}]);
	const lines = printed('--context prod --utc', {NATS_TIMEOUT: '2s'}).trimEnd().split('\n');
	expect(lines.slice(1).map(line => line.split(' ', 1)[0])).toEqual(settings.map((one: {name: string}) => one.name));
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
