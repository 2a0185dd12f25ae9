// Things that are no NATS server but accept connections, for the failures that no server can show.
import {createServer, type Server, type Socket} from 'node:net';

export type StrangePort = {
	readonly address: string;
	/** All that was sent to it. */
	received(): string;
	close(): Promise<void>;
};

async function listening(onConnection: (socket: Socket) => void): Promise<StrangePort> {
	const sockets = new Set<Socket>();
	let received = '';
	const server: Server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {}).on('close', () => sockets.delete(socket));
		socket.on('data', bytes => {
			received += bytes.toString('latin1');
		});
		onConnection(socket);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const bound = server.address();
	return {
		address: `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`,
		received: () => received,
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise(resolve => server.close(resolve));
		},
	};
}

/** Accepts and says nothing. */
export const silentPort = () => listening(socket => void socket.resume());

/** Accepts and hangs up. */
export const closingPort = () => listening(socket => void socket.end());

/** Greets in a language of its own. */
export const greetingPort = (greeting: string) => listening(socket => void socket.resume().write(greeting));
