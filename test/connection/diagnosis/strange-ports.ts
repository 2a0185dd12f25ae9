// Things that are no NATS server but accept connections, for the failures that no server can show.
import {EventEmitter, once} from 'node:events';
import {connect, createServer, type Server, type Socket} from 'node:net';

export type StrangePort = {
	readonly address: string;
	/** All that was sent to it. */
	received(): string;
	/** How many connections were made to it. */
	accepted(): number;
	/** Resolves when so many connections were made to it, and when none of them is open. */
	untilAccepted(count: number): Promise<void>;
	untilEmpty(): Promise<void>;
	close(): Promise<void>;
};

async function listening(onConnection: (socket: Socket) => void): Promise<StrangePort> {
	const sockets = new Set<Socket>();
	let received = '';
	let accepted = 0;
	const changes = new EventEmitter();
	const until = async (what: string, holds: () => boolean): Promise<void> => {
		const deadline = AbortSignal.timeout(30_000);
		while (!holds()) {
			await once(changes, 'change', {signal: deadline}).catch(() => {
				throw new Error(`waited in vain for ${what}: ${accepted} accepted, ${sockets.size} open`);
			});
		}
	};
	const server: Server = createServer(socket => {
		sockets.add(socket);
		accepted++;
		changes.emit('change');
		socket
			.on('error', () => {})
			.on('close', () => {
				sockets.delete(socket);
				changes.emit('change');
			});
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
		accepted: () => accepted,
		untilAccepted: count => until(`${count} connections`, () => accepted >= count),
		untilEmpty: () => until('the end of all connections', () => sockets.size === 0),
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

/** A real server, in whose answers one text stands for another of the same length. */
export const changedServer = (port: number, text: string, by: string) =>
	listening(socket => {
		const server = connect(port, '127.0.0.1');
		server.on('error', () => {}).on('close', () => socket.destroy());
		socket.on('close', () => server.destroy()).pipe(server);
		server.on('data', bytes => socket.write(bytes.toString('latin1').replaceAll(text, by), 'latin1'));
	});
