import {describe, expect, test} from 'vitest';
import {type Capability, can, capabilities, lacking} from '../../source/model/capabilities.ts';

describe('a server can', () => {
	test.each<[Capability, string, boolean]>([
		['frequentHeartbeats', '2.10.20', false],
		['frequentHeartbeats', '2.10.21', true],
		['frequentHeartbeats', 'v2.10.29', true],
		['frequentHeartbeats', '2.11.0', true],
		['accountNames', '2.10.29', false],
		['accountNames', '2.11.0-RC.1', true],
		['clientTraffic', '2.12.8', false],
		['clientTraffic', '2.12.9', true],
		['clientTraffic', '2.14.0', false],
		['clientTraffic', '2.14.1', true],
		['clientTraffic', '2.15.0', true],
		['hiddenTokens', '2.10.28', true],
		['hiddenTokens', '2.11.1', false],
		['hiddenTokens', '2.11.2', true],
		['lameDuckEvent', '2.9.21', false],
		['lameDuckEvent', '2.9.22', true],
		['lameDuckEvent', '1.4.1', false],
		['identity', '3.0.0', true],
		['identity', '2.9.25', false],
		// What cannot be read is taken for new.
		['clientTraffic', 'next', true],
		['clientTraffic', '', true],
	])('%s at %s: %s', (capability, version, expected) => {
		expect(can(version, capability)).toBe(expected);
	});
});

describe('what is lacking', () => {
	test('is nothing with the newest', () => {
		expect(lacking('2.15.2')).toEqual([]);
		expect(lacking('next')).toEqual([]);
	});

	test('is told with the first releases that have it', () => {
		expect(lacking('2.14.0')).toEqual([
			'the traffic of clients is not told apart from that of routes, gateways and leafnodes (since 2.12.9 and 2.14.1)',
		]);
		expect(lacking('2.11.5').some(text => text.endsWith('(since 2.12)'))).toBe(true);
	});

	test('is everything with the oldest', () => {
		expect(lacking('2.0.0')).toHaveLength(Object.values(capabilities).filter(({without}) => without !== '').length);
	});
});
