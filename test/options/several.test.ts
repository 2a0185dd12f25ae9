// Several systems that are watched at once.
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Environment, parseOptions} from '../../source/options/options.ts';
import {sourceOption} from '../../source/printing/open-systems.ts';
import {createContextHome} from '../connection/contexts/context-home.ts';

const {machine, write, remove} = createContextHome();

beforeAll(() => {
	write({
		'context/east.json': {url: 'nats://east:4222', user: 'sys', password: 'pw'},
		'context/west.json': {url: 'nats://west:4222', user: 'sys', password: 'pw'},
		'context/broken.json': '{"url":',
		'context/a,b.json': {url: 'nats://comma:4222'},
	});
});
afterAll(remove);

const scenarios = [
	{name: 'calm', story: 'nothing is wrong'},
	{name: 'server-crash', story: 'a server loses power'},
];

function parsed(commandLine: string, env: Record<string, string> = {}) {
	const variables: Environment = env;
	return parseOptions(commandLine.split(' '), variables, {version: '1.2.3', scenarios, machine: machine(env)});
}

function systemsOf(commandLine: string, env: Record<string, string> = {}) {
	const found = parsed(commandLine, env);
	if (found.kind !== 'run several') throw new Error(`this asks for ${found.kind}`);
	return found.systems;
}

describe('contexts with commas between them', () => {
	test('are several systems, each with its own server and login', () => {
		const systems = systemsOf('--context east,west');
		expect(systems.map(({label}) => label)).toEqual(['east', 'west']);
		const sources = systems.map(system => sourceOption(system, machine()));
		expect(sources).toMatchObject(
			['east', 'west'].map(host => ({kind: 'nats', settings: {servers: {value: [{host}]}, user: {value: 'sys'}}})),
		);
	});

	test('share what is given for all', () => {
		const [east] = systemsOf('--context east,west --timeout 9s --creds all.creds');
		const source = east && sourceOption(east, machine());
		expect(source).toMatchObject({settings: {timeoutMs: {value: 9000}, creds: {value: 'all.creds'}}});
		expect(east?.label).toBe('east (--creds)');
	});

	test('may be named by the variable too, which counts less', () => {
		const env = {NATS_CONTEXT: 'east,west'};
		expect(systemsOf('--utc', env)).toHaveLength(2);
		expect(parsed('--context east', env)).toMatchObject({kind: 'run'});
		expect(parsed('--no-context', env)).toMatchObject({kind: 'run'});
		expect(parsed('--demo', env)).toMatchObject({kind: 'run'});
	});

	test('may be broken now, as they can be corrected', () => {
		expect(systemsOf('--context east,broken').map(({label}) => label)).toEqual(['east', 'broken']);
	});

	test('are one where a context has this name', () => {
		expect(parsed('--context a,b')).toMatchObject({kind: 'run', options: {source: {settings: {label: 'a,b'}}}});
	});
});

test('scenarios with commas between them are several demos, which differ', () => {
	const systems = systemsOf('--demo server-crash,calm --seed 3');
	expect(systems).toEqual([
		{label: 'server-crash', source: {kind: 'demo', scenario: 'server-crash', seed: 3}},
		{label: 'calm', source: {kind: 'demo', scenario: 'calm', seed: 4}},
	]);
});

describe('are refused', () => {
	test.each([
		['--context east,nobody', /^cannot use the context: there is no context "nobody" in /],
		['--context east,east', /^cannot use --context: "east" is named twice; name each once$/],
		['--context east,', /^cannot use --context: a name between its commas is empty; write --context a,b$/],
		[
			'--context east,west -s n1',
			/^cannot use --context: --server would be the server of all that it names; drop --server/,
		],
		['--context east,west --no-context', /^cannot use --context: --no-context was given too/],
		['--context east,west --demo-seed 3', /^cannot use --demo-seed: /],
		[
			`--context ${Array.from({length: 21}, (_, index) => `c${index}`).join()}`,
			/21 systems are named; name at most 20$/,
		],
		['--demo calm,nobody', /^cannot use --demo: there is no scenario "nobody"/],
		['--demo calm,server-crash --context east', /^cannot use --context: a demo connects to no server/],
		[
			'--demo calm,server-crash --json',
			/^cannot use --json: it tells of one system; name one scenario after --demo, or drop it$/,
		],
	])('%s', (commandLine, why) => {
		expect(() => parsed(commandLine)).toThrow(why);
	});

	test('a variable that would be the server of all', () => {
		expect(() => parsed('--context east,west', {NATS_URL: 'n1'})).toThrow(
			/NATS_URL would be the server of all that it names/,
		);
	});

	test.each([
		'--json',
		'--events',
		'--plain',
		'--metrics 127.0.0.1:9000',
		'--record all.ndjson',
		'--history EVENTS',
		'--once servers',
		'--once --view servers',
		'--once --count 2',
		'--once --every 2s',
		'--once --filter n1',
		'--once --sort name',
		'--once --limit 3',
		'--once --columns name',
		'--check --format json',
		'--print-config',
	])('together with %s, which is of one system', words => {
		expect(() => parsed(`--context east,west ${words}`)).toThrow(/^cannot use --[a-z-]+: /);
		expect(parsed(`--context east ${words}`)).toBeDefined();
	});

	test.each(['', '--once', '--once --for 3s', '--once --width 100', '--check', '--view clients', '--allow-actions'])(
		'not with %s',
		words => {
			expect(systemsOf(`--context east,west ${words}`.trim())).toHaveLength(2);
		},
	);
});
