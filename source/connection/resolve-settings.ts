// Puts the layers of settings together: for each value the strongest layer that has it, then one kind of login.
import {CannotStart} from '../cannot-start.ts';
import {durationMs} from './duration.ts';
import {readServerList, type UrlLogin} from './server-list.ts';
import type {ConnectionSettings, Layer, Origin, Setting} from './settings.ts';

/** What can be given about a connection, with its flag and its variable (the same ones as the `nats` program's). */
export const connectionFields = {
	server: {flag: '--server', variable: 'NATS_URL'},
	user: {flag: '--user', variable: 'NATS_USER'},
	password: {flag: '--password', variable: 'NATS_PASSWORD'},
	token: {flag: '--token', variable: 'NATS_TOKEN'},
	creds: {flag: '--creds', variable: 'NATS_CREDS'},
	nkey: {flag: '--nkey', variable: 'NATS_NKEY'},
	tlsca: {flag: '--tlsca', variable: 'NATS_CA'},
	tlscert: {flag: '--tlscert', variable: 'NATS_CERT'},
	tlskey: {flag: '--tlskey', variable: 'NATS_KEY'},
	tlsServerName: {flag: '--tls-server-name', variable: ''},
	tlsFirst: {flag: '--tls-first', variable: ''},
	timeout: {flag: '--timeout', variable: 'NATS_TIMEOUT'},
} as const;

export type ConnectionField = keyof typeof connectionFields;

/** The texts one layer gives, with the name each was given under; empty texts count as not given. */
export type SettingsLayer = {
	readonly layer: Layer;
	readonly values: Partial<Readonly<Record<ConnectionField, {readonly text: string; readonly name: string}>>>;
};

const defaultServer = 'nats://127.0.0.1:4222';
const defaultTimeoutMs = 5000;
const byDefault: Origin = {layer: 'default', name: 'the default'};

type Login = Pick<ConnectionSettings, 'user' | 'password' | 'token' | 'creds' | 'nkey'>;

/**
 * The settings that the layers, strongest first, amount to.
 *
 * A login from a stronger layer beats every other kind of login from a weaker one. Within one layer the order is that
 * of the `nats` program: login in the URL, user, creds, nkey; a token goes on top of any; a user without a password
 * is a token.
 * @throws CannotStart (exit code 2) naming the flag or variable that cannot be used
 */
export function resolveSettings(layers: readonly SettingsLayer[]): ConnectionSettings {
	const given = (field: ConnectionField): Setting<string> | undefined => {
		for (const layer of layers) {
			const found = textOf(layer, field);
			if (found) return found;
		}
		return undefined;
	};
	const servers = given('server') ?? {value: defaultServer, from: byDefault};
	const {seeds, login: urlLogin} = readServerList(servers.value, servers.from);
	const certificate = given('tlscert');
	const key = given('tlskey');
	for (const [one, other] of [[certificate, 'key'] as const, [key, 'certificate'] as const]) {
		if (!one || (certificate && key)) continue;
		const missing = other === 'key' ? '--tlskey' : '--tlscert';
		throw new CannotStart(`cannot use ${one.from.name}`, `it needs its ${other} too`, `give it with ${missing}`, 2);
	}
	const settings: {-readonly [Name in keyof ConnectionSettings]: ConnectionSettings[Name]} = {
		servers: {value: seeds, from: servers.from},
		...loginOf(layers, urlLogin && {...urlLogin, from: servers.from}),
		timeoutMs: timeoutOf(given('timeout')),
	};
	const authority = given('tlsca');
	const tlsFirst = given('tlsFirst');
	const tlsServerName = given('tlsServerName');
	if (authority) settings.authority = authority;
	if (certificate) settings.certificate = certificate;
	if (key) settings.key = key;
	if (tlsFirst) settings.tlsFirst = {value: true, from: tlsFirst.from};
	if (tlsServerName) settings.tlsServerName = tlsServerName;
	return settings;
}

function textOf({layer, values}: SettingsLayer, field: ConnectionField): Setting<string> | undefined {
	const found = values[field];
	return found && found.text !== '' ? {value: found.text, from: {layer, name: found.name}} : undefined;
}

function loginOf(layers: readonly SettingsLayer[], urlLogin: (UrlLogin & {readonly from: Origin}) | undefined): Login {
	const password = layers.map(layer => textOf(layer, 'password')).find(found => found !== undefined);
	for (const layer of layers) {
		const user = textOf(layer, 'user');
		const token = textOf(layer, 'token');
		const creds = textOf(layer, 'creds');
		const nkey = textOf(layer, 'nkey');
		const onTop = token ? {token} : {};
		if (urlLogin?.from.layer === layer.layer) {
			const {from} = urlLogin;
			if ('token' in urlLogin) return {token: {value: urlLogin.token, from}};
			return {user: {value: urlLogin.user, from}, password: {value: urlLogin.password, from}};
		}
		if (user && password) return {user, password, ...onTop};
		if (user) return token ? {user, token} : {token: user};
		if (creds) return {creds, ...onTop};
		if (nkey) return {nkey, ...onTop};
		if (token) return {token};
	}
	if (password?.from.layer === 'flag') {
		throw new CannotStart(`cannot use ${password.from.name}`, 'there is no user to it', 'give the user with --user', 2);
	}
	return {};
}

function timeoutOf(given: Setting<string> | undefined): Setting<number> {
	if (!given) return {value: defaultTimeoutMs, from: byDefault};
	const value = durationMs(given.value);
	if (value !== undefined && value >= 1 && value <= 3_600_000) return {value, from: given.from};
	const quoted = JSON.stringify(given.value.slice(0, 40));
	throw new CannotStart(
		`cannot use ${given.from.name}`,
		value === undefined ? `${quoted} is not a duration` : `${quoted} is not between 1 ms and 1 hour`,
		'write 5s, 500ms or 1m30s',
		2,
	);
}
