import type {Layer} from './settings.ts';

/**
 * What can be given about a connection: its flag, its variable and its field in a context, each the same one as the
 * `nats` program's. A path may have variables and a `~` in it.
 */
export const connectionFields = {
	server: {flag: '--server', variable: 'NATS_URL', inContext: 'url'},
	user: {flag: '--user', variable: 'NATS_USER', inContext: 'user'},
	password: {flag: '--password', variable: 'NATS_PASSWORD', inContext: 'password'},
	token: {flag: '--token', variable: 'NATS_TOKEN', inContext: 'token'},
	creds: {flag: '--creds', variable: 'NATS_CREDS', inContext: 'creds', isPath: true},
	nkey: {flag: '--nkey', variable: 'NATS_NKEY', inContext: 'nkey', isPath: true},
	jwt: {flag: '--jwt', variable: 'NATS_JWT', inContext: 'user_jwt'},
	seed: {flag: '--seed', variable: 'NATS_SEED', inContext: 'user_seed'},
	tlsca: {flag: '--tlsca', variable: 'NATS_CA', inContext: 'ca', isPath: true},
	tlscert: {flag: '--tlscert', variable: 'NATS_CERT', inContext: 'cert', isPath: true},
	tlskey: {flag: '--tlskey', variable: 'NATS_KEY', inContext: 'key', isPath: true},
	tlsServerName: {flag: '--tls-server-name', variable: '', inContext: ''},
	tlsFirst: {flag: '--tls-first', variable: '', inContext: 'tls_first'},
	inboxPrefix: {flag: '--inbox-prefix', variable: '', inContext: 'inbox_prefix'},
	timeout: {flag: '--timeout', variable: 'NATS_TIMEOUT', inContext: ''},
	socksProxy: {flag: '--socks-proxy', variable: 'NATS_SOCKS_PROXY', inContext: 'socks_proxy'},
} as const;

export type ConnectionField = keyof typeof connectionFields;

export function isConnectionField(name: string): name is ConnectionField {
	return Object.hasOwn(connectionFields, name);
}

export const connectionFieldNames: readonly ConnectionField[] = Object.keys(connectionFields).filter(isConnectionField);

/** Those whose text is a secret itself, unless it says where the secret is. */
export const secretFields: readonly string[] = [
	'password',
	'token',
	'jwt',
	'seed',
] satisfies readonly ConnectionField[];

/** The texts one layer gives, with the name each was given under; empty texts count as not given. */
export type SettingsLayer = {
	readonly layer: Layer;
	readonly values: Partial<Readonly<Record<ConnectionField, {readonly text: string; readonly name: string}>>>;
};
