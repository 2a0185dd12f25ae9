// Settings turned into what the client library and the probe take. The library's TLS options go to Node as they are;
// some that we need are not in its types.
import {isIP} from 'node:net';
import type {Duplex} from 'node:stream';
import type {ConnectionOptions as TlsOptions} from 'node:tls';
import {
	type NatsConnection,
	type NodeConnectionOptions,
	type ReconnectToServerHandler,
	type Server,
	TimeoutError,
} from 'nats';
import {type Login, openLogin} from '../login/login.ts';
import type {Machine} from '../files/machine.ts';
import type {ProbeOptions} from '../diagnosis/probe.ts';
import {addressOf, type ConnectionSettings, type Seed, seedAt, tlsWantedBy} from '../settings/settings.ts';
import {mostMissedPings, pingIntervalMs, probeMs} from './waits.ts';
import {allowBlankSubjects} from './blank-subjects.ts';
import {boundGossip} from './bounded-gossip.ts';
import {connectByTcp} from './tcp-transport.ts';
import {openTlsFiles} from './tls-files.ts';
import {openWebSocket, WebSocketTimeout} from '../websocket/websocket.ts';
import {connectThrough} from '../websocket/websocket-transport.ts';

/** Thrown to keep the library from dialling servers that the first one told of. */
export class OnlyThisServer extends Error {}

/** How the connection behaves when it is lost; called by the client before each dial, the first one included. */
export type DialHooks = {
	/** The server to dial next; the pool begins with the one whose turn it is. */
	choose(pool: readonly Server[]): Server | undefined;
	/** Milliseconds from a server's last dial to its next. */
	delayMs(): number;
	/** Milliseconds from now to the next dial, whichever server it goes to; asked once for each. */
	pauseMs(): number;
};

export type ConnectPlan = {
	/** Connects to one seed. `forceTls` even when nothing in the settings asks for TLS. Rejects with the client's error. */
	connect(seed: Seed, hooks: DialHooks, forceTls: boolean): Promise<NatsConnection>;
	/** For a probe; without the login when only the way to the server is in question. */
	probeOptions(login: 'log in' | 'greet only', seed: Seed): ProbeOptions;
	/** As the client's pool of servers takes it. */
	inPool(seed: Seed): string;
	readonly login: Login;
	readonly tlsWanted: boolean;
};

/** The name our connection has in the servers' lists. */
const clientName = 'nats-top-sys';

/**
 * Reads the files that the settings name, fetches what is kept elsewhere, and makes the plan.
 * @throws CannotStart when one of them cannot be used
 */
export async function connectPlan(settings: ConnectionSettings, machine: Machine): Promise<ConnectPlan> {
	allowBlankSubjects();
	boundGossip();
	const timeoutMs = settings.timeoutMs.value;
	const tlsFiles = openTlsFiles(settings);
	const login = await openLogin(settings, machine);
	const tlsWanted = tlsWantedBy(settings) !== undefined;
	const serverName = settings.tlsServerName ? {servername: settings.tlsServerName.value} : {};
	const tlsNow = (): TlsOptions => ({...tlsFiles(), ...serverName});

	return {
		tlsWanted,
		login,
		inPool,
		async connect(seed, hooks, forceTls) {
			let dialled: string | undefined;
			let isConnected = false;
			const tls: NodeConnectionOptions['tls'] & TlsOptions = settings.tlsFirst ? {handshakeFirst: true} : {};
			const reconnectToServer: ReconnectToServerHandler = pool => {
				// Servers of a cluster tell of each other even to a client that they refuse: the library would try all of
				// them in turn, without a pause and for ever.
				if (!isConnected && dialled !== undefined) throw new OnlyThisServer();
				const server = hooks.choose(pool) ?? pool[0];
				dialled = server?.listen;
				Object.assign(tls, tlsNow());
				// Without it a certificate is checked against "localhost" when the address is an IP.
				if (server && isIP(server.hostname) && !settings.tlsFirst) tls.host = server.hostname;
				else delete tls.host;
				return server === undefined ? null : {server, delay: isConnected ? hooks.pauseMs() : 0};
			};
			const options = {
				...libraryOptions(settings),
				servers: [inPool(seed)],
				authenticator: (nonce?: string) => login.answer(nonce, dialled),
				reconnectDelayHandler: () => hooks.delayMs(),
				reconnectToServer,
			};
			const connection =
				seed.websocket === undefined
					? await connectByTcp({...options, ...(tlsWanted || forceTls ? {tls} : {})})
					: await connectThrough(server => {
							const target = seedAt(server.listen, settings) ?? seed;
							return openStream(target, target.secure || tlsWanted, tlsNow(), timeoutMs);
						}, options);
			isConnected = true;
			return connection;
		},
		probeOptions(how, seed) {
			return {
				withinMs: probeMs(settings),
				tls: tlsNow(),
				handshakeFirst: settings.tlsFirst !== undefined,
				secure: seed.secure || tlsWanted,
				...(how === 'log in' ? {login: nonce => login.answer(nonce, addressOf(seed))} : {}),
			};
		},
	};
}

/** What is the same for each connection. */
function libraryOptions(settings: ConnectionSettings): NodeConnectionOptions {
	const {timeoutMs, inboxPrefix} = settings;
	return {
		name: clientName,
		timeout: timeoutMs.value,
		pingInterval: pingIntervalMs(settings),
		maxPingOut: mostMissedPings,
		maxReconnectAttempts: -1,
		ignoreAuthErrorAbort: true,
		noAsyncTraces: true,
		// Claims that we push ourselves are delivered when they are sent.
		noEcho: true,
		...(inboxPrefix ? {inboxPrefix: inboxPrefix.value} : {}),
	};
}

async function openStream(
	target: Seed,
	secure: boolean,
	tls: TlsOptions,
	waitMs: number,
): Promise<{stream: Duplex; encrypted: boolean}> {
	try {
		return {stream: await openWebSocket(target, secure, tls, waitMs), encrypted: secure};
	} catch (error) {
		throw error instanceof WebSocketTimeout ? new TimeoutError() : error;
	}
}

function inPool(seed: Seed): string {
	if (seed.websocket === undefined) return addressOf(seed);
	return `${seed.secure ? 'wss' : 'ws'}://${addressOf(seed)}${seed.websocket}`;
}
