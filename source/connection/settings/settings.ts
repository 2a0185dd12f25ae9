// What it takes to connect, as plain data: every value says where it came from, so that a sentence can name the place
// to correct. The files that are named here have not been read yet.
import {isIPv6} from 'node:net';
import {CannotStart} from '../../errors/cannot-start.ts';
import {pathInWords} from './path-in-words.ts';
import {schemeOf} from './scheme.ts';

/** Strongest first. */
export type Layer = 'flag' | 'variable' | 'context' | 'file' | 'default';

export type Origin = {
	readonly layer: Layer;
	/**
	 * What a person wrote: `--creds`, `NATS_CREDS`, `the creds of context prod`, `creds in config.toml line 3`; `the
	 * default` where nothing was written.
	 */
	readonly name: string;
};

export type Setting<Value> = {readonly value: Value; readonly from: Origin};

/** The login a URL carried, percent-decoded. */
export type UrlLogin = {readonly user: string; readonly password: string} | {readonly token: string};

/** One server to try. */
export type Seed = {
	/** A name or an IP address, IPv6 without brackets. */
	readonly host: string;
	readonly port: number;
	/** Written as `tls://` or `wss://`. */
	readonly secure: boolean;
	/** Path and query of a `ws://` or `wss://` address; absent for the ordinary protocol. */
	readonly websocket?: string;
	/** Only where the logins in a list of URLs differ from each other. */
	readonly login?: UrlLogin;
};

/** The `nats` context that the settings come from, unless something stronger was given. */
export type ContextFacts = {
	readonly name: string;
	/** Free text, empty when there is none. */
	readonly description: string;
	readonly path: string;
	/** A password, token, seed or JWT stands in the file itself. */
	readonly holdsSecrets: boolean;
};

/**
 * Only one kind of login is here, which may have a token on top of it, or a user and password from the URL.
 * Password, token, JWT and seed may be references to the real ones, and so may be the two files; see `references.ts`.
 */
export type ConnectionSettings = {
	/** What the header shows: the context with what was given instead of its values, or the addresses. */
	readonly label: string;
	readonly context?: ContextFacts;
	readonly servers: Setting<readonly [Seed, ...Seed[]]>;
	readonly user?: Setting<string>;
	readonly password?: Setting<string>;
	readonly token?: Setting<string>;
	/** User and password, or the token, stood in the URL and are meant literally. */
	readonly urlLogin?: true;
	/** Path of a credentials file. */
	readonly creds?: Setting<string>;
	/** Path of a file with an nkey seed, bare or decorated. */
	readonly nkey?: Setting<string>;
	/** The user's JWT itself. */
	readonly jwt?: Setting<string>;
	/** The seed itself; a JWT without one is a bearer's. */
	readonly seed?: Setting<string>;
	/** Paths of PEM files. */
	readonly authority?: Setting<string>;
	readonly certificate?: Setting<string>;
	readonly key?: Setting<string>;
	readonly tlsFirst?: Setting<boolean>;
	/** The name the server's certificate must be for. */
	readonly tlsServerName?: Setting<string>;
	/** Where answers are sent to, without a dot at its end; `_INBOX` when absent. */
	readonly inboxPrefix?: Setting<string>;
	/** How long one server may take to greet and let us in. */
	readonly timeoutMs: Setting<number>;
};

/** It was written into a file, and its origin says what it is; else it was given at this start. */
export function isKept({layer}: Pick<Origin, 'layer'>): boolean {
	return layer === 'context' || layer === 'file';
}

/** `host:port`, IPv6 in brackets. */
export function addressOf(seed: {readonly host: string; readonly port: number}): string {
	return `${isIPv6(seed.host) ? `[${seed.host}]` : seed.host}:${seed.port}`;
}

/** The seed with this address, or one like the others: servers tell of each other by address only. */
export function seedAt(address: string, settings: ConnectionSettings): Seed | undefined {
	const seeds = settings.servers.value;
	const known = seeds.find(seed => addressOf(seed) === address);
	if (known) return known;
	const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(address) ?? [];
	const host = bracketed ?? plain;
	if (host === undefined) return undefined;
	const {secure, websocket} = seeds[0];
	return {host, port: Number(port), secure, ...(websocket === undefined ? {} : {websocket: '/'})};
}

/** The setting that asks for TLS, when one does. */
export function tlsWantedBy(settings: ConnectionSettings): Origin | undefined {
	if (settings.servers.value.some(seed => seed.secure)) return settings.servers.from;
	return (settings.authority ?? settings.certificate ?? settings.tlsFirst ?? settings.tlsServerName)?.from;
}

/** Who we log in as, for sentences: `user "sys"`, `the credentials in a.creds`. Never a secret. */
export function loginInWords(settings: ConnectionSettings, seed?: Seed): string {
	const {user, creds, nkey, jwt, token} = settings;
	if (seed?.login) {
		return 'user' in seed.login ? `user ${JSON.stringify(seed.login.user)}` : 'the token in its URL';
	}
	if (user) return `user ${JSON.stringify(user.value)}`;
	if (creds) return `the credentials in ${referenceInWords(creds)}`;
	if (nkey) return `the nkey in ${referenceInWords(nkey)}`;
	if (jwt) return inWords('JWT', jwt.from);
	if (token) return inWords('token', token.from);
	return 'a client without credentials';
}

/** `the token from --token`; the origins in a context say what they are. */
function inWords(what: string, from: Origin): string {
	return isKept(from) ? from.name : `the ${what} from ${from.name}`;
}

/** What a file's setting names, for sentences: its path or the place it is to be had from, never the content itself. */
export function referenceInWords(setting: Setting<string>): string {
	const {value, from} = setting;
	switch (schemeOf(value)) {
		case 'data':
			return from.name;
		case 'env':
			return `the variable that ${from.name} ${isKept(from) ? 'name' : 'names'}`;
		default:
			return pathInWords(setting);
	}
}

/** The program cannot use what was given there: the command line's fault, or that of a file. */
export function cannotUse(from: Origin, because: string, tryThis: string): CannotStart {
	return new CannotStart(`cannot use ${from.name}`, because, tryThis, isKept(from) ? 1 : 2);
}
