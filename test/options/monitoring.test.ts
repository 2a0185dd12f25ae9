import {describe, expect, test} from 'vitest';
import {type Options, parseOptions} from '../../source/options/options.ts';
import {conclusionFacts} from '../../source/output/conclusion-facts.ts';
import {tableFacts} from '../../source/output/table-facts.ts';
import {views} from '../../source/views/catalogue.ts';

const facts = {
	version: '1.2.3',
	views: views.map(({id}) => id),
	tables: tableFacts(),
	conclusions: conclusionFacts(),
};

function optionsOf(line: string): Options {
	const parsed = parseOptions(line.split(' '), {}, facts);
	if (parsed.kind !== 'run') throw new Error(`this asks for ${parsed.kind}`);
	return parsed.options;
}

describe('a check', () => {
	test.each<[string, Options['check']]>([
		['--check', {warn: [], critical: [], format: 'nagios'}],
		['--check --format json', {warn: [], critical: [], format: 'json'}],
		[
			'--check silent-server,auth-errors --expect-servers 3',
			{conclusions: ['silent-server', 'auth-errors'], expectServers: 3, warn: [], critical: [], format: 'nagios'},
		],
		[
			'--check --warn auth-errors:10/min,cpu-saturated:80%,slow-link:1.5s --critical auth-errors:120,missing-server',
			{
				warn: [
					{conclusion: 'auth-errors', from: 10},
					{conclusion: 'cpu-saturated', from: 80},
					{conclusion: 'slow-link', from: 1500},
				],
				critical: [{conclusion: 'auth-errors', from: 120}, {conclusion: 'missing-server'}],
				format: 'nagios',
			},
		],
		[
			'--check --warn memory-growing:5MiB/min,expiring:48h',
			{
				warn: [
					{conclusion: 'memory-growing', from: 5},
					{conclusion: 'expiring', from: 172_800_000},
				],
				critical: [],
				format: 'nagios',
			},
		],
	])('%s', (line, check) => {
		expect(optionsOf(line)).toMatchObject({output: 'check', check});
	});

	test.each<[string, string | RegExp]>([
		['--check auth-eror', 'cannot use --check: there is no conclusion "auth-eror"; did you mean auth-errors?'],
		['--check xyz', /^cannot use --check: there is no conclusion "xyz"; there are link-down nothing-heard /],
		['--check ,', 'cannot use --check: it names no conclusion; write some with commas between them'],
		['--check auth-errors:10', 'cannot use --check: a number says when to warn; write --warn auth-errors:NUMBER'],
		['--check --warn auth-errors>10/min', 'cannot use --warn: ">" is no colon; write auth-errors:10/min'],
		[
			'--check --warn auth-errors:10/s',
			'cannot use --warn: "10/s" is no number of auth-errors, which measures refused logins of one identity; write auth-errors:5/min, which is the usual one',
		],
		['--check --warn auth-errors:0', /"0" is no number of auth-errors/],
		['--check --warn slow-link:7', /"7" is no number of slow-link.*; write slow-link:500ms, which is the usual one$/],
		[
			'--check --critical silent-server:3',
			'cannot use --critical: no single number decides when silent-server is concluded; write silent-server without a number',
		],
		['--check --warn expiring,expiring:2h', 'cannot use --warn: expiring is named twice; name it once'],
		[
			'--check --warn expiring --critical expiring',
			'cannot use --critical: --warn names expiring too, and nothing tells them apart; drop one of them',
		],
		[
			'--check silent-server --warn expiring',
			'cannot use --warn: --check does not look at expiring; name it there too, or name none there',
		],
		['--check --format xml', 'cannot use --format: there is no "xml"; write nagios, json, prometheus'],
		['--check --expect-servers 0', /^cannot use --expect-servers: "0" is not a whole number from 1 to /],
		['--check --json', 'cannot use --json: a check prints its judgement, once; drop it or --check'],
		['--check --count 3', 'cannot use --count: a check prints its judgement, once; drop it or --check'],
		['--warn expiring', 'cannot use --warn: it is for a check; add --check'],
		['--expect-servers 3', 'cannot use --expect-servers: it is for a check; add --check'],
	])('%s is wrong', (line, message) => {
		expect(() => optionsOf(line)).toThrow(
			typeof message === 'string' ? expect.objectContaining({message, exitCode: 2}) : message,
		);
	});
});

describe('metrics', () => {
	test.each([
		[':9100', '127.0.0.1', 9100],
		['127.0.0.1:9100', '127.0.0.1', 9100],
		['0.0.0.0:80', '0.0.0.0', 80],
		['[::1]:9100', '::1', 9100],
		['n1.example.com:9100', 'n1.example.com', 9100],
		[':0', '127.0.0.1', 0],
	])('at %s', (address, host, port) => {
		expect(optionsOf(`--metrics ${address}`)).toMatchObject({output: 'metrics', metrics: {host, port}});
	});

	test.each(['9100', '127.0.0.1', ':70000', '::1:9100', 'http://n1:9100', ':'])('not at %s', address => {
		expect(() => optionsOf(`--metrics ${address}`)).toThrow(/^cannot use --metrics: .* is no address with a port; /);
	});

	test.each(['--json', '--check', '--count 3', '--for 3s'])('not beside %s', other => {
		expect(() => optionsOf(`--metrics :9100 ${other}`)).toThrow(
			`cannot use ${other.split(' ')[0]}: metrics are served until the program ends; drop it or --metrics`,
		);
	});

	test('not of a recording, and why', () => {
		expect(() => optionsOf('--metrics :9100 --replay x.ndjson')).toThrow(
			'cannot use --replay: who scrapes metrics takes them for what is now, and a recording is of the past; print its numbers moment by moment with --json servers --every 10s',
		);
	});
});
