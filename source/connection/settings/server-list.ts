// Server addresses as people write them. The client library ignores schemes and logins in URLs, and knows no comma
// lists, so all of that is read here.
import {isIPv6} from 'node:net';
import type {CannotStart} from '../../errors/cannot-start.ts';
import {holdsSecret} from '../../format/tame.ts';
import {cannotUse, type Origin, type Seed, type UrlLogin} from './settings.ts';

export type ServerList = {
	readonly seeds: readonly [Seed, ...Seed[]];
	/** The first login in the URLs; where others differ, each seed has its own. */
	readonly login?: UrlLogin;
};

const defaultPort = 4222;
const form = 'write nats://host:4222, or tls://host:4222 for TLS; several with commas between them';

/**
 * Reads a comma-separated list of servers.
 * @throws CannotStart when something in it is not a server; what may hold a secret is never quoted
 */
export function readServerList(text: string, from: Origin): ServerList {
	const items = text
		.split(',')
		.map(item => item.trim())
		.filter(item => item !== '');
	// A comma in a password splits an address, so that each part may hold a part of the password.
	const maySay = !text.includes('@');
	const refuse: Refuse = (item, why, tryThis) => {
		const what = maySay && isPlain(item) ? JSON.stringify(item.slice(0, 100)) : `address ${items.indexOf(item) + 1}`;
		return cannotUse({...from, name: `${what} from ${from.name}`}, why, tryThis);
	};
	const found = items.map(item => ({item, ...addressIn(item, refuse)}));
	const odd = found.find(({seed}) => (seed.websocket === undefined) !== (found[0]?.seed.websocket === undefined));
	if (odd) throw refuse(odd.item, 'one connection cannot use websockets for some servers only', 'write ws:// for all');

	const logins = found.flatMap(({login}) => login ?? []);
	const differ = new Set(logins.map(login => JSON.stringify(login))).size > 1;
	const [first, ...others] = found.map(({seed, login}) => (differ && login ? {...seed, login} : seed));
	if (!first) throw cannotUse(from, 'there is no server in it', form);
	const [login] = logins;
	return {seeds: [first, ...others], ...(login ? {login} : {})};
}

type Refuse = (item: string, why: string, tryThis: string) => CannotStart;

/**
 * Whether an address that cannot be used may be quoted: nothing in it can be a password, which stands behind a colon
 * where a port belongs when the host was forgotten, nor a seed or token.
 */
function isPlain(item: string): boolean {
	const {rest} = partsOf(item);
	return !holdsSecret(item) && /^(?:\[[^\]]*\]?|[^:]*)(?::\d{0,5}(?!\d))?(?:[/?#].*)?$/.test(rest);
}

function addressIn(item: string, refuse: Refuse): {seed: Seed; login: UrlLogin | undefined} {
	const {scheme, userInfo, rest} = partsOf(item);
	if (scheme.startsWith('socks')) {
		const why = 'the NATS client library cannot connect through a SOCKS proxy';
		throw refuse(item, why, 'use an address that can be reached directly');
	}
	const seed = seedOf(scheme, rest);
	if (!seed) throw refuse(item, 'it is not a server address', form);
	const login = userInfo === undefined ? undefined : loginOf(userInfo);
	if (userInfo !== undefined && !login) {
		const why = 'the login in it is not written as a URL needs it';
		throw refuse(item, why, 'write % as %25, @ as %40, : as %3A, , as %2C');
	}
	return {seed, login};
}

function partsOf(item: string): {scheme: string; userInfo: string | undefined; rest: string} {
	const [, scheme = '', address = item] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(item) ?? [];
	// The last one, because people do not always write the @ of a password as %40.
	const at = address.lastIndexOf('@');
	return {
		scheme: scheme.toLowerCase(),
		userInfo: at < 0 ? undefined : address.slice(0, at),
		rest: address.slice(at + 1),
	};
}

/**
 * As the `nats` program takes addresses: `tls`, `ws` and `wss` say how to connect, and any other scheme is a plain
 * connection, `tcp` and even `http`; what follows host and port matters to a websocket only.
 */
function seedOf(scheme: string, rest: string): Seed | undefined {
	const [, authority = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
	const secure = scheme === 'tls' || scheme === 'wss';
	if (scheme !== 'ws' && scheme !== 'wss') {
		const place = hostAndPort(authority, defaultPort);
		return place && {...place, secure};
	}
	const place = hostAndPort(authority, secure ? 443 : 80);
	if (!place || !/^[^#\s]*$/.test(path)) return undefined;
	return {...place, secure, websocket: path.startsWith('/') ? path : `/${path}`};
}

function hostAndPort(text: string, otherwise: number): {host: string; port: number} | undefined {
	if (isIPv6(text)) return {host: text, port: otherwise};
	const [, bracketed, plain = '', digits] = /^(?:\[([^\]]+)\]|([^[\]:\s\\]*))(?::0*(\d{1,5}))?$/.exec(text) ?? [];
	const port = digits === undefined ? otherwise : Number(digits);
	if (port < 1 || port > 65_535) return undefined;
	if (bracketed !== undefined) return isIPv6(bracketed) ? {host: bracketed, port} : undefined;
	// A port alone is one of this machine.
	if (plain === '') return digits === undefined ? undefined : {host: 'localhost', port};
	return URL.canParse(`http://${plain}`) ? {host: plain, port} : undefined;
}

function loginOf(userInfo: string): UrlLogin | undefined {
	const colon = userInfo.indexOf(':');
	try {
		if (colon < 0) return userInfo === '' ? undefined : {token: decodeURIComponent(userInfo)};
		const user = decodeURIComponent(userInfo.slice(0, colon));
		return user === '' ? undefined : {user, password: decodeURIComponent(userInfo.slice(colon + 1))};
	} catch {
		return undefined;
	}
}
