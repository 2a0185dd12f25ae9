// A TCP forwarder between a client and a real server that can slip bytes of its own into what the client reads, and
// hold back what either of them sends.
import {connect, createServer, type Socket} from 'node:net';

export type CuttingProxy = {
	readonly port: number;
	/** Writes to all clients as if the server had. */
	inject(text: string): void;
	/** Keeps what clients send from the server, until `release`. */
	holdClients(): void;
	/** Takes nothing from the server any more, until `release`. */
	holdServer(): void;
	release(): void;
	close(): Promise<void>;
};

export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
	const clients = new Map<Socket, Socket>();
	const sockets = new Set<Socket>();
	const hold = (from: Socket, to: Socket) => from.unpipe(to).pause();
	const server = createServer(client => {
		const upstream = connect(serverPort, '127.0.0.1');
		clients.set(client, upstream);
		for (const [socket, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			sockets.add(socket);
			socket.pipe(other);
			socket.on('error', () => {});
			socket.on('close', () => {
				sockets.delete(socket);
				clients.delete(socket);
				other.destroy();
			});
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		port: typeof address === 'object' && address ? address.port : 0,
		inject(text) {
			for (const client of clients.keys()) client.write(text);
		},
		holdClients() {
			for (const [client, upstream] of clients) hold(client, upstream);
		},
		holdServer() {
			for (const [client, upstream] of clients) hold(upstream, client);
		},
		release() {
			for (const [client, upstream] of clients) {
				client.pipe(upstream);
				upstream.pipe(client);
			}
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise(resolve => server.close(resolve));
		},
	};
}
