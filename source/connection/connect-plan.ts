// Settings turned into what the client library and the probe take. The library's TLS options go to Node as they are;
// some that we need are not in its types.
import {isIP} from 'node:net';
import {resolve} from 'node:path';
import {
	type Authenticator,
	buildAuthenticator,
	type NodeConnectionOptions,
	type ReconnectToServerHandler,
	type Server,
} from 'nats';
import {credentialsAuthenticator, seedAuthenticator} from './credentials.ts';
import type {ProbeOptions} from './probe.ts';
import {addressOf, type ConnectionSettings, type Seed, tlsWantedBy} from './settings.ts';
import {readTlsFiles} from './tls-files.ts';

/** How the connection behaves when it is lost; called by the client before each dial, the first one included. */
export type DialHooks = {
	/** The server to dial next; the pool begins with the one whose turn it is. */
	choose(pool: readonly Server[]): Server | undefined;
	/** Milliseconds from a server's last dial to its next. */
	delayMs(): number;
};

export type ConnectPlan = {
	/** The client's options to connect to one seed. `forceTls` even when nothing in the settings asks for TLS. */
	optionsFor(seed: Seed, hooks: DialHooks, forceTls: boolean): NodeConnectionOptions;
	/** For a probe; without the login when only the way to the server is in question. */
	probeOptions(login: 'log in' | 'greet only'): ProbeOptions;
	readonly tlsWanted: boolean;
};

/** The name our connection has in the servers' lists. */
const clientName = 'nats-top-sys';

/** Longest wait of a probe for each answer. */
const probeWaitMs = 1500;

/**
 * Reads the files that the settings name and makes the plan.
 * @throws CannotStart when one of them cannot be used
 */
export function connectPlan(settings: ConnectionSettings): ConnectPlan {
	const {authority, certificate, key, tlsFirst, tlsServerName, timeoutMs} = settings;
	const tlsTexts = readTlsFiles(settings);
	const login = loginOf(settings);
	const tlsWanted = tlsWantedBy(settings) !== undefined;

	return {
		tlsWanted,
		optionsFor(seed, hooks, forceTls) {
			const tls: NodeConnectionOptions['tls'] & {servername?: string; host?: string} = {};
			// By path, so that renewed files are read at the next dial.
			if (authority) tls.caFile = resolve(authority.value);
			if (certificate) tls.certFile = resolve(certificate.value);
			if (key) tls.keyFile = resolve(key.value);
			if (tlsFirst) tls.handshakeFirst = true;
			if (tlsServerName) tls.servername = tlsServerName.value;

			const reconnectToServer: ReconnectToServerHandler = pool => {
				const server = hooks.choose(pool) ?? pool[0];
				// Without it a certificate is checked against "localhost" when the address is an IP.
				if (server && isIP(server.hostname) && !tlsFirst) tls.host = server.hostname;
				else delete tls.host;
				return server ?? null;
			};
			return {
				servers: [addressOf(seed)],
				name: clientName,
				authenticator: login,
				timeout: timeoutMs.value,
				// A dead link is noticed after 15 s; with the library's defaults it takes 6 minutes.
				pingInterval: 5000,
				maxPingOut: 2,
				maxReconnectAttempts: -1,
				ignoreAuthErrorAbort: true,
				noAsyncTraces: true,
				reconnectDelayHandler: () => hooks.delayMs(),
				reconnectToServer,
				...(tlsWanted || forceTls ? {tls} : {}),
			};
		},
		probeOptions(how) {
			return {
				waitMs: Math.min(probeWaitMs, timeoutMs.value),
				tls: {...tlsTexts, ...(tlsServerName ? {servername: tlsServerName.value} : {})},
				handshakeFirst: tlsFirst !== undefined,
				...(how === 'log in' ? {login} : {}),
			};
		},
	};
}

function loginOf(settings: ConnectionSettings): Authenticator {
	const {creds, nkey, user, password, token} = settings;
	return buildAuthenticator({
		...(creds ? {authenticator: credentialsAuthenticator(creds)} : {}),
		...(nkey ? {authenticator: seedAuthenticator(nkey)} : {}),
		...(token ? {token: token.value} : {}),
		...(user ? {user: user.value} : {}),
		...(password ? {pass: password.value} : {}),
	});
}
