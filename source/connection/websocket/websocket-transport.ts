// NATS over a websocket. The client library has its own way, which takes the WebSocket of the runtime; this one takes
// the stream that is opened here, with all TLS settings and with reasons when it fails.
import type {Duplex} from 'node:stream';
import {
	type ConnectionOptions,
	INFO,
	NatsConnectionImpl,
	type NatsConnection,
	type Server,
	setTransportFactory,
	type Transport,
	wsUrlParseFn,
} from 'nats';
import {readInTurns} from '../dial/read-in-turns.ts';

/** Opens the way to a server that the client chose; rejects with what went wrong. */
export type OpenStream = (server: Server) => Promise<{stream: Duplex; encrypted: boolean}>;

/**
 * Connects through websockets. The library has one way for the whole process, which is used for reconnects as well:
 * it is set before each try, but an ordinary connection must not be made or made anew at the same time.
 */
export function connectThrough(open: OpenStream, options: ConnectionOptions): Promise<NatsConnection> {
	const {reconnectToServer} = options;
	const setWay = () =>
		setTransportFactory({defaultPort: 443, urlParseFn: wsUrlParseFn, factory: () => new StreamTransport(open)});
	setWay();
	return NatsConnectionImpl.connect({
		...options,
		resolve: false,
		reconnectToServer(pool, info) {
			setWay();
			return reconnectToServer?.(pool, info) ?? pool[0] ?? null;
		},
	});
}

class StreamTransport implements Transport {
	readonly lang = 'nats.js';
	readonly version = '3';
	closeError?: Error;
	readonly #open: OpenStream;
	readonly #closed = Promise.withResolvers<Error | undefined>();
	#stream: Duplex | undefined;
	#encrypted = false;
	#isConnected = false;
	#isDone = false;
	#pieces: Uint8Array[] = [];
	#wake = Promise.withResolvers<void>();

	constructor(open: OpenStream) {
		this.#open = open;
	}

	async connect(server: Server): Promise<void> {
		const {stream, encrypted} = await this.#open(server);
		this.#stream = stream;
		this.#encrypted = encrypted;
		if (this.#isDone) {
			stream.destroy();
			throw new Error('closed meanwhile');
		}
		const greeted = Promise.withResolvers<void>();
		let failure: Error | undefined;
		stream.on('data', (piece: Uint8Array) => {
			this.#pieces.push(piece);
			this.#wake.resolve();
			if (this.#isConnected) return;
			const said = Buffer.concat(this.#pieces).toString();
			if (!said.includes('\r\n')) return;
			this.#isConnected = true;
			if (INFO.test(said)) greeted.resolve();
			else greeted.reject(new Error('unexpected response from server'));
		});
		readInTurns(stream);
		stream.on('error', error => {
			failure = error;
		});
		stream.on('close', () => {
			greeted.reject(failure ?? new Error('closed by the server before it greeted, with an undefined error'));
			this.#end(failure);
		});
		await greeted.promise;
	}

	get isClosed(): boolean {
		return this.#isDone;
	}

	isEncrypted(): boolean {
		return this.#encrypted;
	}

	send(frame: Uint8Array): void {
		// The library reuses the buffer of what it sends.
		if (!this.#isDone) this.#stream?.write(Buffer.from(frame));
	}

	async close(error?: Error): Promise<void> {
		this.#end(error);
	}

	disconnect(): void {
		this.#end(undefined);
	}

	closed(): Promise<Error | undefined> {
		return this.#closed.promise;
	}

	discard(): void {
		this.#isConnected = false;
		this.#end(undefined);
	}

	async *[Symbol.asyncIterator](): AsyncIterableIterator<Uint8Array> {
		do {
			await this.#wake.promise;
			const pieces = this.#pieces;
			this.#pieces = [];
			if (!this.#isDone) this.#wake = Promise.withResolvers();
			// Includes what arrived just before the end, such as an -ERR.
			yield* pieces;
		} while (!this.#isDone);
	}

	/** Reports the end only of a connection that was established: a failed try is handled by the library. */
	#end(error: Error | undefined): void {
		if (this.#isDone) return;
		this.#isDone = true;
		if (error) this.closeError = error;
		this.#stream?.destroy();
		this.#wake.resolve();
		if (this.#isConnected) this.#closed.resolve(error);
	}
}
