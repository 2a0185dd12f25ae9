// A websocket as a stream of bytes, opened with Node's own HTTP client. Node's WebSocket will not do: it takes neither
// an authority nor a certificate, and does not say why it failed.
import {createHash, randomFillSync} from 'node:crypto';
import type {ClientRequest, IncomingMessage, RequestOptions} from 'node:http';
import {Duplex} from 'node:stream';
import type {ConnectionOptions} from 'node:tls';
import type {Seed} from '../settings/settings.ts';
import {clientFrame, createFrameReader, opcodes} from './websocket-frames.ts';

/** The other side speaks HTTP but opens no websocket. */
export class NoWebSocket extends Error {
	readonly status: number;
	/** The beginning of the page that came instead. */
	readonly page: string;

	constructor(status: number, page: string) {
		super(`no websocket, but HTTP status ${status}`);
		this.name = 'NoWebSocket';
		this.status = status;
		this.page = page;
	}
}

/** No answer within the time. */
export class WebSocketTimeout extends Error {}

const longestPage = 2000;

/**
 * Opens a websocket to a seed written as `ws://` or `wss://`. What is written to the stream is sent, what arrives is
 * read from it; it ends when either side closes.
 * Rejects with Node's error, a NoWebSocket or a WebSocketTimeout.
 */
export async function openWebSocket(
	seed: Seed,
	secure: boolean,
	tls: ConnectionOptions,
	waitMs: number,
): Promise<Duplex> {
	const key = randomFillSync(Buffer.alloc(16)).toString('base64');
	const options: RequestOptions = {
		host: seed.host,
		port: seed.port,
		path: seed.websocket ?? '/',
		agent: false,
		headers: {
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-key': key,
			'sec-websocket-version': '13',
		},
	};
	const request = await requestOf(options, secure ? tls : undefined);
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => request.destroy(new WebSocketTimeout('no answer')), waitMs);
		const fail = (error: Error) => {
			clearTimeout(timer);
			// Stays attached: a late error without a listener would end the program.
			request.on('error', () => {}).destroy();
			reject(error);
		};
		request.once('error', fail);
		request.once('response', response => {
			void pageOf(response).then(page => fail(new NoWebSocket(response.statusCode ?? 0, page)));
		});
		request.once('upgrade', (response, socket, head) => {
			clearTimeout(timer);
			if (response.headers['sec-websocket-accept'] !== acceptOf(key)) {
				socket.destroy();
				return fail(new NoWebSocket(response.statusCode ?? 0, ''));
			}
			socket.unshift(head);
			resolve(new WebSocketStream(socket));
		});
		request.end();
	});
}

// Loading Node's HTTP takes as long as the first picture, so it is loaded only when it is needed.
async function requestOf(options: RequestOptions, tls: ConnectionOptions | undefined): Promise<ClientRequest> {
	if (tls === undefined) return (await import('node:http')).request(options);
	return (await import('node:https')).request({...options, ...tls});
}

function acceptOf(key: string): string {
	return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

async function pageOf(response: IncomingMessage): Promise<string> {
	let page = '';
	try {
		for await (const piece of response) {
			page += String(piece);
			if (page.length > longestPage) break;
		}
	} catch {
		// What was received until then is used.
	}
	return page.slice(0, longestPage);
}

class WebSocketStream extends Duplex {
	readonly #socket: Duplex;

	constructor(socket: Duplex) {
		super({autoDestroy: true});
		this.#socket = socket;
		// An error without a listener would end the program.
		this.on('error', () => {});
		const read = createFrameReader(({opcode, payload}) => {
			if (opcode === opcodes.ping) this.#send(opcodes.pong, payload);
			else if (opcode === opcodes.close) this.#closedByServer();
			else if (opcode !== opcodes.pong) this.push(payload);
		});
		socket.on('data', (piece: Buffer) => {
			try {
				read(piece);
			} catch (error) {
				this.destroy(error instanceof Error ? error : undefined);
			}
		});
		socket.on('error', error => this.destroy(error));
		socket.on('end', () => this.#closedByServer());
		socket.on('close', () => this.destroy());
	}

	override _read(): void {
		// There is no back-pressure, as in the client library.
	}

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
		this.#send(opcodes.binary, chunk, done);
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		if (!this.#socket.destroyed) {
			// 1000: closed in good order.
			this.#send(opcodes.close, Buffer.from([3, 232]));
			this.#socket.destroy();
		}
		done(error);
	}

	#send(opcode: number, payload: Uint8Array, done?: (error?: Error | null) => void): void {
		if (this.#socket.writable) this.#socket.write(clientFrame(opcode, payload, randomFillSync(Buffer.alloc(4))), done);
		else done?.();
	}

	#closedByServer(): void {
		this.push(null);
		this.destroy();
	}
}
