// Server addresses as people write them. The client library ignores schemes and logins in URLs, and knows no comma
// lists, so all of that is read here.
import {isIPv6} from 'node:net';
import {CannotStart} from '../cannot-start.ts';
import type {Origin, Seed} from './settings.ts';

/** The login a URL carried, percent-decoded. */
export type UrlLogin = {readonly user: string; readonly password: string} | {readonly token: string};

export type ServerList = {readonly seeds: readonly [Seed, ...Seed[]]; readonly login?: UrlLogin};

const defaultPort = 4222;
const form = 'write nats://host:4222, or tls://host:4222 for TLS; several with commas between them';

/**
 * Reads a comma-separated list of servers. All logins in it must be the same, since the client knows only one.
 * @throws CannotStart (exit code 2) when something in it is not a server; a URL with a login in it is never quoted
 */
export function readServerList(text: string, from: Origin): ServerList {
	const items = text
		.split(',')
		.map(item => item.trim())
		.filter(item => item !== '');
	const mayQuote = !text.includes('@');
	const refuse = (item: string, why: string, tryThis: string) => {
		const what = mayQuote ? JSON.stringify(item.slice(0, 100)) : `address ${items.indexOf(item) + 1}`;
		return new CannotStart(`cannot use ${what} from ${from.name}`, why, tryThis, 2);
	};

	const seeds: Seed[] = [];
	let login: UrlLogin | undefined;
	for (const item of items) {
		const {scheme, userInfo, rest} = partsOf(item);
		if (scheme === 'ws' || scheme === 'wss') {
			throw refuse(item, 'websocket connections are not supported yet', "use the server's client port, normally 4222");
		}
		if (scheme.startsWith('socks')) {
			throw refuse(
				item,
				'connections through a proxy are not supported yet',
				'use an address that can be reached directly',
			);
		}
		if (scheme === 'http' || scheme === 'https') {
			throw refuse(item, 'it is an HTTP address', "use the server's client port, normally 4222: nats://host:4222");
		}
		const place = ['', 'nats', 'tls'].includes(scheme) ? hostAndPort(rest) : undefined;
		if (!place) throw refuse(item, 'it is not a server address', form);
		seeds.push({...place, secure: scheme === 'tls'});
		if (userInfo === undefined) continue;
		const found = loginOf(userInfo);
		if (!found)
			throw refuse(
				item,
				'the login in it is not written as a URL needs it',
				'write % as %25, @ as %40, : as %3A, , as %2C',
			);
		if (login && JSON.stringify(login) !== JSON.stringify(found)) {
			throw refuse(item, 'its login differs from the one before', 'give one login for all servers (--user, --creds)');
		}
		login = found;
	}
	const [first, ...others] = seeds;
	if (!first) throw new CannotStart(`cannot use ${from.name}`, 'there is no server in it', form, 2);
	return login ? {seeds: [first, ...others], login} : {seeds: [first, ...others]};
}

function partsOf(item: string): {scheme: string; userInfo: string | undefined; rest: string} {
	const [, scheme = '', address = item] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(item) ?? [];
	// The last one, because people do not always write the @ of a password as %40.
	const at = address.lastIndexOf('@');
	return {
		scheme: scheme.toLowerCase(),
		userInfo: at < 0 ? undefined : address.slice(0, at),
		rest: address.slice(at + 1).replace(/\/$/, ''),
	};
}

function hostAndPort(text: string): {host: string; port: number} | undefined {
	if (isIPv6(text)) return {host: text, port: defaultPort};
	const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^[\]:\s/?#\\]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
	const host = bracketed ?? plain;
	const port = digits === undefined ? defaultPort : Number(digits);
	if (host === undefined || port < 1 || port > 65_535) return undefined;
	if (bracketed !== undefined ? !isIPv6(bracketed) : !URL.canParse(`http://${host}`)) return undefined;
	return {host, port};
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
