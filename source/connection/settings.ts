// What it takes to connect, as plain data: every value says where it came from, so that a sentence can name the place
// to correct. Nothing here was read from a file yet.

/** Strongest first. */
export type Layer = 'flag' | 'variable' | 'default';

export type Origin = {
	readonly layer: Layer;
	/** What a person wrote: `--creds`, `NATS_CREDS`; `the default` where nothing was written. */
	readonly name: string;
};

export type Setting<Value> = {readonly value: Value; readonly from: Origin};

/** One server to try, without the login that its URL may have carried. */
export type Seed = {
	/** A name or an IP address, IPv6 without brackets. */
	readonly host: string;
	readonly port: number;
	/** Written as `tls://`. */
	readonly secure: boolean;
};

/** Only one kind of login is here; a token may come on top of it. */
export type ConnectionSettings = {
	readonly servers: Setting<readonly [Seed, ...Seed[]]>;
	readonly user?: Setting<string>;
	readonly password?: Setting<string>;
	readonly token?: Setting<string>;
	/** Path of a credentials file. */
	readonly creds?: Setting<string>;
	/** Path of a file with an nkey seed, bare or decorated. */
	readonly nkey?: Setting<string>;
	/** Paths of PEM files. */
	readonly authority?: Setting<string>;
	readonly certificate?: Setting<string>;
	readonly key?: Setting<string>;
	readonly tlsFirst?: Setting<boolean>;
	/** The name the server's certificate must be for. */
	readonly tlsServerName?: Setting<string>;
	/** How long one server may take to greet and let us in. */
	readonly timeoutMs: Setting<number>;
};

/** `host:port`, IPv6 in brackets. */
export function addressOf(seed: {readonly host: string; readonly port: number}): string {
	return `${seed.host.includes(':') ? `[${seed.host}]` : seed.host}:${seed.port}`;
}

/** The reverse of `addressOf`; undefined when the text is no address. */
export function seedAt(address: string): Seed | undefined {
	const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(address) ?? [];
	const host = bracketed ?? plain;
	return host === undefined ? undefined : {host, port: Number(port), secure: false};
}

/** The setting that asks for TLS, when one does. */
export function tlsWantedBy(settings: ConnectionSettings): Origin | undefined {
	if (settings.servers.value.some(seed => seed.secure)) return settings.servers.from;
	return (settings.authority ?? settings.certificate ?? settings.tlsFirst ?? settings.tlsServerName)?.from;
}

/** Whom we log in as, for sentences: `user "sys"`, `the credentials in a.creds`. Never a secret. */
export function loginInWords(settings: ConnectionSettings): string {
	if (settings.user) return `user ${JSON.stringify(settings.user.value)}`;
	if (settings.creds) return `the credentials in ${settings.creds.value}`;
	if (settings.nkey) return `the nkey in ${settings.nkey.value}`;
	if (settings.token) return `the token from ${settings.token.from.name}`;
	return 'a client without credentials';
}
