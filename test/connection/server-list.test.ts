import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {CannotStart} from '../../source/cannot-start.ts';
import {readServerList} from '../../source/connection/server-list.ts';
import {addressOf, seedAt} from '../../source/connection/settings.ts';

const from = {layer: 'flag', name: '--server'} as const;
const read = (text: string) => readServerList(text, from);

describe('addresses', () => {
	test.each<[string, {host: string; port: number; secure: boolean}[]]>([
		['nats://n1:4333', [{host: 'n1', port: 4333, secure: false}]],
		['n1', [{host: 'n1', port: 4222, secure: false}]],
		['n1:80', [{host: 'n1', port: 80, secure: false}]],
		['NATS://N1/', [{host: 'N1', port: 4222, secure: false}]],
		['tls://n1', [{host: 'n1', port: 4222, secure: true}]],
		['127.0.0.1', [{host: '127.0.0.1', port: 4222, secure: false}]],
		['nats://[::1]:4333', [{host: '::1', port: 4333, secure: false}]],
		['::1', [{host: '::1', port: 4222, secure: false}]],
		[
			' n1 , tls://n2:4333,, ',
			[
				{host: 'n1', port: 4222, secure: false},
				{host: 'n2', port: 4333, secure: true},
			],
		],
	])('%s', (text, seeds) => {
		expect(read(text)).toEqual({seeds});
	});

	test('an address is read back as it was written', () => {
		const host = fc.oneof(
			fc.domain(),
			fc.ipV4(),
			fc.ipV6().filter(address => !address.includes('.')),
		);
		fc.assert(
			fc.property(host, fc.integer({min: 1, max: 65_535}), (host, port) => {
				const seed = {host, port, secure: false};
				expect(read(addressOf(seed)).seeds).toEqual([seed]);
				expect(seedAt(addressOf(seed))).toEqual(seed);
			}),
		);
	});
});

describe('logins in addresses', () => {
	test.each([
		['nats://sys:p%40ss%2Cword%3A1@n1', {user: 'sys', password: 'p@ss,word:1'}],
		['nats://sys:p@ss@n1', {user: 'sys', password: 'p@ss'}],
		['nats://sys:@n1', {user: 'sys', password: ''}],
		['nats://t%20k@n1', {token: 't k'}],
		['nats://sys:pw@n1,nats://sys:pw@n2', {user: 'sys', password: 'pw'}],
		['nats://sys:pw@n1,nats://n2', {user: 'sys', password: 'pw'}],
	])('%s', (text, login) => {
		expect(read(text).login).toEqual(login);
	});

	test('any login survives being percent-encoded', () => {
		const word = fc.string({unit: 'grapheme', minLength: 1});
		fc.assert(
			fc.property(word, word, (user, password) => {
				const text = `nats://${encodeURIComponent(user)}:${encodeURIComponent(password)}@n1`;
				expect(read(text).login).toEqual({user, password});
			}),
		);
	});
});

describe('what is no list of servers', () => {
	test.each([
		['', 'cannot use --server: there is no server in it; write nats://host:4222'],
		[' , ', 'cannot use --server: there is no server in it; write nats://host:4222'],
		['ws://n1', 'cannot use "ws://n1" from --server: websocket connections are not supported yet'],
		['wss://n1:443', 'cannot use "wss://n1:443" from --server: websocket connections are not supported yet'],
		[
			'socks5://n1:1080',
			'cannot use "socks5://n1:1080" from --server: connections through a proxy are not supported yet',
		],
		['http://n1:8222', 'cannot use "http://n1:8222" from --server: it is an HTTP address'],
		['mqtt://n1', 'cannot use "mqtt://n1" from --server: it is not a server address'],
		['n1:0', 'cannot use "n1:0" from --server: it is not a server address'],
		['n1:65536', 'cannot use "n1:65536" from --server: it is not a server address'],
		['n1:x', 'cannot use "n1:x" from --server: it is not a server address'],
		['n1/path', 'cannot use "n1/path" from --server: it is not a server address'],
		['n 1', 'cannot use "n 1" from --server: it is not a server address'],
		['[::1', 'cannot use "[::1" from --server: it is not a server address'],
		['[n1]', 'cannot use "[n1]" from --server: it is not a server address'],
		// Never quoted: a comma in a password splits it.
		['n0,nats://sys:hunter,2@n1', 'cannot use address 2 from --server: it is not a server address'],
		['nats://sys:hunter%@n1', 'cannot use address 1 from --server: the login in it is not written as a URL needs it'],
		['nats://@n1', 'cannot use address 1 from --server: the login in it is not written as a URL needs it'],
		[
			'nats://a:hunter@n1,nats://b:hunter@n2',
			'cannot use address 2 from --server: its login differs from the one before',
		],
	])('%s', (text, sentence) => {
		expect(() => read(text)).toThrow(sentence);
		expect(() => read(text)).toThrow(expect.objectContaining({exitCode: 2}));
		expect(() => read(text)).not.toThrow('hunter');
	});

	test('any text is a list of servers or a sentence', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				try {
					expect(read(text).seeds.length).toBeGreaterThan(0);
				} catch (error) {
					expect(error).toBeInstanceOf(CannotStart);
				}
			}),
		);
	});
});
