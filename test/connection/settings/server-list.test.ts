import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {CannotStart} from '../../../source/errors/cannot-start.ts';
import {readServerList} from '../../../source/connection/settings/server-list.ts';
import {addressOf, seedAt, type Seed} from '../../../source/connection/settings/settings.ts';
import {settingsOf} from '../settings-of.ts';
import {anyCharacter} from '../../helpers/any-character.ts';

const from = {layer: 'flag', name: '--server'} as const;
const read = (text: string) => readServerList(text, from);

describe('addresses', () => {
	test.each<[string, Seed[]]>([
		['nats://n1:4333', [{host: 'n1', port: 4333, secure: false}]],
		['n1', [{host: 'n1', port: 4222, secure: false}]],
		['n1:80', [{host: 'n1', port: 80, secure: false}]],
		['NATS://N1/', [{host: 'N1', port: 4222, secure: false}]],
		['tls://n1', [{host: 'n1', port: 4222, secure: true}]],
		['127.0.0.1', [{host: '127.0.0.1', port: 4222, secure: false}]],
		['nats://[::1]:4333', [{host: '::1', port: 4333, secure: false}]],
		['::1', [{host: '::1', port: 4222, secure: false}]],
		['ws://n1', [{host: 'n1', port: 80, secure: false, websocket: '/'}]],
		['wss://n1', [{host: 'n1', port: 443, secure: true, websocket: '/'}]],
		['WSS://[::1]:8443/nats?a=b', [{host: '::1', port: 8443, secure: true, websocket: '/nats?a=b'}]],
		// As the nats program takes them.
		['tcp://n1', [{host: 'n1', port: 4222, secure: false}]],
		['nats-route://n1:4333', [{host: 'n1', port: 4333, secure: false}]],
		['http://n1:8222', [{host: 'n1', port: 8222, secure: false}]],
		['nats://n1:4333/path', [{host: 'n1', port: 4333, secure: false}]],
		['n1/a b', [{host: 'n1', port: 4222, secure: false}]],
		['nats://n1?a=b#c', [{host: 'n1', port: 4222, secure: false}]],
		['tcp://n1:04333', [{host: 'n1', port: 4333, secure: false}]],
		[':4333', [{host: 'localhost', port: 4333, secure: false}]],
		['ws://n1?a', [{host: 'n1', port: 80, secure: false, websocket: '/?a'}]],
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
				expect(seedAt(addressOf(seed), settingsOf('-s n1'))).toEqual(seed);
			}),
		);
	});
});

test('an address that servers told of is like those that were given', () => {
	const settings = settingsOf('-s wss://n1:8443/nats,wss://n2');
	expect(seedAt('n1:8443', settings)).toBe(settings.servers.value[0]);
	expect(seedAt('n3:4222', settings)).toEqual({host: 'n3', port: 4222, secure: true, websocket: '/'});
	expect(seedAt('n3:4222', settingsOf('-s tls://n1'))).toEqual({host: 'n3', port: 4222, secure: true});
	expect(seedAt('n3', settings)).toBeUndefined();
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

	test('logins that differ belong to their servers', () => {
		const one = {user: 'a', password: '1'};
		const other = {token: 'b'};
		expect(read('nats://a:1@n1,nats://b@n2,n3')).toEqual({
			login: one,
			seeds: [
				{host: 'n1', port: 4222, secure: false, login: one},
				{host: 'n2', port: 4222, secure: false, login: other},
				{host: 'n3', port: 4222, secure: false},
			],
		});
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
		[
			'ws://n1,n2',
			'cannot use "n2" from --server: one connection cannot use websockets for some servers only; write ws:// for all',
		],
		// What stands where a port belongs may be a password without its host.
		['ws://n1:x', 'cannot use address 1 from --server: it is not a server address'],
		['nats://sys:hunter2', 'cannot use address 1 from --server: it is not a server address'],
		['sys:hunter2', 'cannot use address 1 from --server: it is not a server address'],
		['nats://sys:123456789', 'cannot use address 1 from --server: it is not a server address'],
		['sys:hunter2%40n1', 'cannot use address 1 from --server: it is not a server address'],
		['nats://sys:hunter2@', 'cannot use address 1 from --server: it is not a server address'],
		['nats://', 'cannot use "nats://" from --server: it is not a server address'],
		['//n1', 'cannot use "//n1" from --server: it is not a server address'],
		['unix:///tmp/nats', 'cannot use "unix:///tmp/nats" from --server: it is not a server address'],
		['ws://n1/a b', 'cannot use "ws://n1/a b" from --server: it is not a server address'],
		[
			'socks5://n1:1080',
			'cannot use "socks5://n1:1080" from --server: the NATS client library cannot connect through a SOCKS proxy',
		],
		['n1:0', 'cannot use "n1:0" from --server: it is not a server address'],
		['n1:65536', 'cannot use "n1:65536" from --server: it is not a server address'],
		['n1:x', 'cannot use address 1 from --server: it is not a server address'],
		['n 1', 'cannot use "n 1" from --server: it is not a server address'],
		['[::1', 'cannot use "[::1" from --server: it is not a server address'],
		['[n1]', 'cannot use "[n1]" from --server: it is not a server address'],
		// Never quoted: a comma in a password splits it.
		['n0,nats://sys:hunter,2@n1', 'cannot use address 2 from --server: it is not a server address'],
		['nats://sys:hunter%@n1', 'cannot use address 1 from --server: the login in it is not written as a URL needs it'],
		['nats://@n1', 'cannot use address 1 from --server: the login in it is not written as a URL needs it'],
	])('%s', (text, sentence) => {
		expect(() => read(text)).toThrow(sentence);
		expect(() => read(text)).toThrow(expect.objectContaining({exitCode: 2}));
		expect(() => read(text)).not.toThrow('hunter');
	});

	test('nothing behind a colon is quoted but a port', () => {
		const word = fc.stringMatching(/^hunter[\w$.!*-]{1,12}$/);
		const scheme = fc.constantFrom('', 'nats://', 'tls://', 'ws://', 'tcp://');
		const end = fc.constantFrom('', ':', '/', '?', '#', ' ', '%40n1', '\u0007');
		fc.assert(
			fc.property(scheme, word, end, (scheme, password, end) => {
				for (const text of [`${scheme}sys:${password}${end}`, `n1,${scheme}sys:${password}${end}`]) {
					expect(() => read(text)).toThrow(CannotStart);
					expect(() => read(text)).not.toThrow('hunter');
				}
			}),
		);
	});

	test('any text is a list of servers or a sentence', () => {
		fc.assert(
			fc.property(fc.string({unit: anyCharacter}), text => {
				try {
					expect(read(text).seeds.length).toBeGreaterThan(0);
				} catch (error) {
					expect(error).toBeInstanceOf(CannotStart);
				}
			}),
		);
	});
});
