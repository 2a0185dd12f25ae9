// Finds out by hand what listens at an address: when the client library says "timeout" it may be any of a dozen
// things, from a firewall to a server that is full. One connection, where nothing is said a second one, and at most one
// attempt to log in.
import {connect as connectTcp, isIP, type Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {type ConnectionOptions, connect as connectTls} from 'node:tls';
import type {Authenticator} from 'nats';
import type {Fields} from '../../wire/fields.ts';
import {infoIn, lineEnd, mayGreet, type Peers, peersOf, refusalIn} from './greeting.ts';
import {type Heard, listen} from './listen.ts';
import type {Seed} from '../settings/settings.ts';
import {openWebSocket, WebSocketTimeout} from '../websocket/websocket.ts';

export type Finding =
	/** Node's error on the way to the connection or in the TLS handshake. */
	| {readonly kind: 'failed'; readonly error: unknown}
	/** No connection comes about. */
	| {readonly kind: 'unreachable'}
	/** It accepts connections and says nothing. */
	| {readonly kind: 'silent'}
	/** It greets, but not within the time. */
	| {readonly kind: 'slow'}
	/** It hangs up before it says anything. */
	| {readonly kind: 'closed'}
	| {readonly kind: 'monitoring port'}
	| {readonly kind: 'websocket port'}
	/** HTTPS: a websocket with TLS, or a monitoring port with it. */
	| {readonly kind: 'HTTPS port'}
	/** A greeting of another protocol. */
	| {readonly kind: 'stranger'; readonly said: string}
	| {readonly kind: 'peer port'; readonly peers: Peers}
	| {readonly kind: 'handshake first'}
	| {readonly kind: 'client certificate'}
	/** The text of the server's -ERR. */
	| {readonly kind: 'refused'; readonly text: string}
	/** Nothing is wrong; `info` is what the server said of itself. */
	| {readonly kind: 'fine'; readonly info: Fields};

export type ProbeOptions = {
	/** How long all of it may take. */
	readonly withinMs: number;
	/** What Node needs for the TLS handshake: authority, certificate, server name. */
	readonly tls: ConnectionOptions;
	/** TLS is to begin before the server greets. */
	readonly handshakeFirst: boolean;
	/** A websocket is to be opened with TLS. */
	readonly secure: boolean;
	/** Logs in when given; without it the probe ends with the greeting, and with the TLS handshake where there is one. */
	readonly login?: Authenticator;
	/** Ends it early: what it finds then means nothing. */
	readonly signal?: AbortSignal;
};

const crlf = '\r\n';
const certificateWanted = /ALERT_CERTIFICATE_REQUIRED|ALERT_HANDSHAKE_FAILURE|ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA/;

/** What one probe has opened, and the time it still has. */
type Effort = {
	/** It is closed at the end. */
	readonly opened: (stream: Duplex) => void;
	readonly leftMs: () => number;
};

/** What listens at the seed's address. Never rejects. */
export async function probe(seed: Seed, options: ProbeOptions): Promise<Finding> {
	const {signal, withinMs} = options;
	const streams: Duplex[] = [];
	const end = performance.now() + withinMs;
	const effort: Effort = {
		opened(stream) {
			if (signal?.aborted) stream.destroy();
			else streams.push(stream);
		},
		leftMs: () => Math.max(0, end - performance.now()),
	};
	const close = (): void => {
		// The last first: Node 24 crashes when the socket below a TLS connection is destroyed before it.
		for (const stream of streams.splice(0).reverse()) stream.destroy();
	};
	signal?.addEventListener('abort', close, {once: true});
	try {
		return await examine(seed, options, effort);
	} catch (error) {
		return failure(error);
	} finally {
		signal?.removeEventListener('abort', close);
		close();
	}
}

async function examine(seed: Seed, options: ProbeOptions, effort: Effort): Promise<Finding> {
	const {handshakeFirst} = options;
	const {leftMs} = effort;
	const plain = await open(seed, effort);
	if (!plain) return {kind: 'unreachable'};
	if (seed.websocket !== undefined) return examineWebSocket(seed, options, effort);
	const socket = handshakeFirst ? await secured(plain, seed, options, effort) : plain;
	if (!socket) return {kind: 'silent'};
	// Half of what is left is for finding out why nothing is said.
	const greeting = await listen(socket, lineEnd, leftMs() / 2);
	if (greeting.end !== 'silent') return examineGreeting(greeting, socket, seed, options, effort);
	if (greeting.text === '') return examineSilence(socket, seed, options, effort);
	if (!mayGreet(greeting.text)) return {kind: 'stranger', said: greeting.text};
	const rest = await listen(socket, lineEnd, leftMs());
	if (rest.end === 'silent') return {kind: 'slow'};
	return examineGreeting({...rest, text: greeting.text + rest.text}, socket, seed, options, effort);
}

async function examineGreeting(
	greeting: Heard,
	socket: Socket,
	seed: Seed,
	options: ProbeOptions,
	effort: Effort,
): Promise<Finding> {
	const info = infoIn(greeting.text);
	const offersTls = info?.['tls_required'] === true || info?.['tls_available'] === true;
	const toTalk = async () =>
		!options.handshakeFirst && offersTls ? await secured(socket, seed, options, effort) : socket;
	return await talk(greeting, toTalk, options, effort.leftMs);
}

/** Nothing was said: a server that waits for TLS or for HTTP is made to speak. */
async function examineSilence(
	socket: Socket,
	seed: Seed,
	{handshakeFirst}: ProbeOptions,
	effort: Effort,
): Promise<Finding> {
	const begun = handshakeFirst ? Promise.resolve(false) : handshakes(seed, effort);
	socket.write(`GET / HTTP/1.0${crlf}${crlf}`);
	const {text} = await listen(socket, /\r?\n\r?\n/, effort.leftMs());
	if (/^HTTP\/1\.\d/.test(text)) {
		if (text.includes('HTTPS server')) return {kind: 'HTTPS port'};
		return {kind: /^sec-websocket/im.test(text) ? 'websocket port' : 'monitoring port'};
	}
	if (text !== '' && mayGreet(text)) return {kind: 'slow'};
	// A TLS alert, which is binary, is no greeting.
	if (text !== '' && !text.startsWith('\u0015')) return {kind: 'stranger', said: text};
	return {kind: (await begun) ? 'handshake first' : 'silent'};
}

async function examineWebSocket(seed: Seed, options: ProbeOptions, {opened, leftMs}: Effort): Promise<Finding> {
	const {secure, tls} = options;
	try {
		const stream = await openWebSocket(seed, secure, tls, leftMs());
		opened(stream);
		const greeting = await listen(stream, lineEnd, leftMs());
		return greeting.end === 'silent' ? {kind: 'silent'} : await talk(greeting, async () => stream, options, leftMs);
	} catch (error) {
		if (error instanceof WebSocketTimeout) return {kind: 'silent'};
		throw error;
	}
}

/** What is told by the greeting, and by the answer to a login when there is one to try. */
async function talk(
	greeting: Heard,
	toTalk: () => Promise<Duplex | undefined>,
	{login}: ProbeOptions,
	leftMs: () => number,
): Promise<Finding> {
	if (greeting.end === 'closed') return {kind: 'closed'};
	if (greeting.end === 'failed') return failure(greeting.error);
	const info = infoIn(greeting.text);
	if (!info) return {kind: 'stranger', said: greeting.text.split(lineEnd, 1)[0] ?? ''};
	const early = refused(greeting.text);
	if (early) return early;
	const toClients = info['proto'] === 1;
	const stream = await toTalk();
	if (!stream) return {kind: 'silent'};
	if (toClients && !login) return {kind: 'fine', info};
	// Only a client port gets to see the credentials.
	const nonce = typeof info['nonce'] === 'string' ? info['nonce'] : undefined;
	const credentials = toClients && login ? login(nonce) : undefined;
	const connect = {verbose: false, pedantic: false, protocol: 1, lang: 'node', version: '0', ...credentials};
	stream.write(`CONNECT ${JSON.stringify(connect)}${crlf}PING${crlf}`);
	const answer = await listen(stream, /(?:^|\n)(?:PONG|-ERR)[^\n]*\n/, leftMs());
	const refusal = refused(answer.text);
	if (!toClients && refusal?.kind !== 'peer port') return {kind: 'peer port', peers: peersOf(info)};
	if (refusal) return refusal;
	if (answer.end === 'matched') return {kind: 'fine', info};
	if (answer.end === 'failed') return failure(answer.error);
	if (info['tls_verify'] === true) return {kind: 'client certificate'};
	return {kind: answer.end === 'closed' ? 'closed' : 'silent'};
}

async function open(seed: Seed, {opened, leftMs}: Effort): Promise<Socket | undefined> {
	const socket = connectTcp({host: seed.host, port: seed.port});
	opened(socket);
	return (await once(socket, 'connect', leftMs())) ? socket : undefined;
}

/** The socket with TLS on it; undefined when the handshake is not over in time. Rejects with Node's error. */
async function secured(
	socket: Socket,
	seed: Seed,
	{tls}: ProbeOptions,
	{opened, leftMs}: Effort,
): Promise<Socket | undefined> {
	const name = isIP(seed.host) ? {host: seed.host} : {servername: seed.host};
	const wrapped = connectTls({...name, ...tls, socket});
	opened(wrapped);
	return (await once(wrapped, 'secureConnect', leftMs())) ? wrapped : undefined;
}

/** True when a TLS handshake gets an answer at all; whom the certificate is for does not matter. Never rejects. */
async function handshakes(seed: Seed, effort: Effort): Promise<boolean> {
	try {
		const socket = await open(seed, effort);
		if (!socket) return false;
		const wrapped = connectTls({socket, rejectUnauthorized: false});
		effort.opened(wrapped);
		return await once(wrapped, 'secureConnect', effort.leftMs());
	} catch (error) {
		return certificateWanted.test(codeOf(error));
	}
}

function refused(text: string): Finding | undefined {
	const refusal = refusalIn(text);
	if (refusal === undefined) return undefined;
	return refusal.peers === undefined
		? {kind: 'refused', text: refusal.said}
		: {kind: 'peer port', peers: refusal.peers};
}

function failure(error: unknown): Finding {
	return certificateWanted.test(codeOf(error)) ? {kind: 'client certificate'} : {kind: 'failed', error};
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** True when the event came in time, false when it did not. Rejects with the socket's error. */
function once(socket: Socket, event: 'connect' | 'secureConnect', waitMs: number): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => resolve(false), waitMs);
		const end = (act: () => void) => {
			clearTimeout(timer);
			act();
		};
		socket.once(event, () => end(() => resolve(true)));
		// Stays: an error after the end of the probe must find a listener.
		socket.on('error', error => end(() => reject(error)));
		socket.once('close', () => end(() => resolve(false)));
	});
}
