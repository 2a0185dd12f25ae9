// Puts the layers of settings together: for each value the strongest layer that has it, then one kind of login.
import {durationMs} from './duration.ts';
import {inboxPrefixForm, inboxPrefixIn, notAnInboxPrefix} from './inbox-prefix.ts';
import {schemeOf, withoutScheme} from './scheme.ts';
import {readServerList} from './server-list.ts';
import {labelOf} from './settings-label.ts';
import type {ConnectionField, SettingsLayer} from './settings-layer.ts';
import {
	cannotUse,
	type ConnectionSettings,
	type ContextFacts,
	isKept,
	type Origin,
	type Seed,
	type Setting,
	type UrlLogin,
} from './settings.ts';

export type ResolveOptions = {
	/** The context whose layer is among the layers. */
	readonly context?: ContextFacts;
	/** Replaces variables and a `~` in a path. */
	readonly expand?: (path: string) => string;
};

const defaultServer = 'nats://127.0.0.1:4222';
const defaultTimeoutMs = 5000;
const byDefault: Origin = {layer: 'default', name: 'the default'};

type Login = Pick<ConnectionSettings, 'user' | 'password' | 'token' | 'creds' | 'nkey' | 'jwt' | 'seed' | 'urlLogin'>;
type Given = (field: ConnectionField) => Setting<string> | undefined;

/**
 * Combines the layers, strongest first, into settings.
 *
 * A login from a stronger layer beats every other kind of login from a weaker one. Within one layer the order is that
 * of the `nats` program: login in the URL, user, creds, nkey, JWT; a token goes on top of any but the first, and
 * credentials with a JWT along with a login in the URL; on the command line and in variables a user without a password
 * is a token.
 * @throws CannotStart naming what cannot be used; exit code 2 when it was a flag or variable
 */
export function resolveSettings(
	layers: readonly SettingsLayer[],
	{context, expand = path => path}: ResolveOptions = {},
): ConnectionSettings {
	const given: Given = field => {
		for (const layer of layers) {
			const found = textOf(layer, field);
			if (found) return found;
		}
		return undefined;
	};
	refuseProxy(given('socksProxy'));
	const servers = given('server') ?? {value: defaultServer, from: byDefault};
	const {seeds, login: urlLogin} = readServerList(servers.value, servers.from);
	const login = loginOf(layers, given, urlLogin && {...urlLogin, from: servers.from}, expand);
	const [first, ...others] = seeds;
	const settings: {-readonly [Name in keyof ConnectionSettings]: ConnectionSettings[Name]} = {
		label: labelOf({layers, login, servers: {value: seeds, from: servers.from}, context}),
		...(context ? {context} : {}),
		servers: {
			value: login.urlLogin ? seeds : [anonymous(first), ...others.map(anonymous)],
			from: servers.from,
		},
		...login,
		...tlsOf(given, expand),
		timeoutMs: timeoutOf(given('timeout')),
	};
	const inboxPrefix = given('inboxPrefix');
	if (inboxPrefix) settings.inboxPrefix = inboxPrefixOf(inboxPrefix);
	return settings;
}

/** The server without the login of its URL, when something stronger is used instead. */
function anonymous({login: _, ...seed}: Seed): Seed {
	return seed;
}

function textOf({layer, values}: SettingsLayer, field: ConnectionField): Setting<string> | undefined {
	const found = values[field];
	return found && found.text !== '' ? {value: found.text, from: {layer, name: found.name}} : undefined;
}

function loginOf(
	layers: readonly SettingsLayer[],
	given: Given,
	urlLogin: (UrlLogin & {readonly from: Origin}) | undefined,
	expand: (path: string) => string,
): Login {
	const password = given('password');
	const jwt = given('jwt');
	const seed = given('seed');
	for (const layer of layers) {
		const user = textOf(layer, 'user');
		const token = textOf(layer, 'token');
		const creds = fileOf(textOf(layer, 'creds'), expand);
		const nkey = fileOf(textOf(layer, 'nkey'), expand);
		const onTop = token ? {token} : {};
		const byJwt = jwt?.from.layer === layer.layer ? {jwt, ...(seed ? {seed} : {})} : undefined;
		if (urlLogin?.from.layer === layer.layer) {
			const {from} = urlLogin;
			const signed = creds ? {creds} : byJwt;
			return {...loginInUrl(urlLogin, from), ...signed};
		}
		if (user) {
			// The password of a context is not for a user from elsewhere.
			const itsOwn =
				password && (layer.layer === 'context' || password.from.layer !== 'context') ? {password} : undefined;
			if (itsOwn || isKept(layer)) return {user, ...itsOwn, ...onTop};
			return token ? {user, token} : {token: user};
		}
		if (creds) return {creds, ...onTop};
		if (nkey) return {nkey, ...onTop};
		if (byJwt) return {...byJwt, ...onTop};
		if (token) return {token};
	}
	for (const [alone, what, flag] of [
		[password, 'user', '--user'],
		[seed, 'JWT', '--jwt'],
	] as const) {
		if (alone?.from.layer !== 'flag') continue;
		throw cannotUse(alone.from, `there is no ${what} to it`, `give the ${what} with ${flag}`);
	}
	return {};
}

function loginInUrl(login: UrlLogin, from: Origin): Login {
	return 'token' in login
		? {urlLogin: true, token: {value: login.token, from}}
		: {urlLogin: true, user: {value: login.user, from}, password: {value: login.password, from}};
}

function tlsOf(given: Given, expand: (path: string) => string): Partial<ConnectionSettings> {
	const authority = pemOf(given('tlsca'), expand);
	let certificate = pemOf(given('tlscert'), expand);
	let key = pemOf(given('tlskey'), expand);
	if (!certificate !== !key) {
		const [alone, what, flag] = certificate ? [certificate, 'key', '--tlskey'] : [key, 'certificate', '--tlscert'];
		// One of them alone in a context means nothing to the nats program either.
		if (alone && alone.from.layer !== 'context') {
			throw cannotUse(alone.from, `it needs its ${what} too`, `give it with ${flag}`);
		}
		certificate = undefined;
		key = undefined;
	}
	const tlsFirst = given('tlsFirst');
	const tlsServerName = given('tlsServerName');
	return {
		...(authority ? {authority} : {}),
		...(certificate && key ? {certificate, key} : {}),
		...(tlsFirst ? {tlsFirst: {value: true, from: tlsFirst.from}} : {}),
		...(tlsServerName ? {tlsServerName} : {}),
	};
}

/** A path as it is to be opened; a reference to another place stays as it is. */
function fileOf(given: Setting<string> | undefined, expand: (path: string) => string): Setting<string> | undefined {
	if (!given) return undefined;
	const scheme = schemeOf(given.value);
	if (scheme !== undefined && scheme !== 'file') return given;
	return {value: expand(withoutScheme(given.value, 'file')), from: given.from};
}

function pemOf(given: Setting<string> | undefined, expand: (path: string) => string): Setting<string> | undefined {
	const file = fileOf(given, expand);
	if (file && schemeOf(file.value) !== undefined) {
		throw cannotUse(file.from, 'certificates and keys are read from files only', 'give the path of a PEM file');
	}
	return file;
}

function refuseProxy(proxy: Setting<string> | undefined): void {
	if (!proxy || ['-', 'none', 'NONE'].includes(proxy.value)) return;
	throw cannotUse(
		proxy.from,
		'the NATS client library cannot connect through a SOCKS proxy',
		'connect directly with --socks-proxy none, or forward a local port through the proxy and connect to that',
	);
}

function inboxPrefixOf({value, from}: Setting<string>): Setting<string> {
	const prefix = inboxPrefixIn(value);
	if (prefix === undefined) throw cannotUse(from, notAnInboxPrefix, inboxPrefixForm);
	return {value: prefix, from};
}

function timeoutOf(given: Setting<string> | undefined): Setting<number> {
	if (!given) return {value: defaultTimeoutMs, from: byDefault};
	const value = durationMs(given.value);
	if (value !== undefined && value >= 1 && value <= 3_600_000) return {value, from: given.from};
	const quoted = JSON.stringify(given.value.slice(0, 40));
	throw cannotUse(
		given.from,
		value === undefined ? `${quoted} is not a duration` : `${quoted} is not between 1 ms and 1 hour`,
		'write 5s, 500ms or 1m30s',
	);
}
