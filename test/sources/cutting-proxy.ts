// A TCP forwarder between a client and a real server that can slip bytes of its own into what the client reads.
import {connect, createServer, type Socket} from 'node:net';

export type CuttingProxy = {
	readonly port: number;
	/** Writes to all clients as if the server had. */
	inject(text: string): void;
	close(): Promise<void>;
};

export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
	const clients = new Set<Socket>();
	const sockets = new Set<Socket>();
	const server = createServer(client => {
		const upstream = connect(serverPort, '127.0.0.1');
		clients.add(client);
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
			for (const client of clients) client.write(text);
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise(resolve => server.close(resolve));
		},
	};
}
