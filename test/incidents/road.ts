// Ways to servers that can be made worse, for incidents.
import {createServer, connect as connectSocket, type Server, type Socket} from 'node:net';
import {setAsidePort} from '../topologies/ports.ts';

/** A way to a server that can be closed: connections through it are cut and refused until it is open. */
export type Road = {
	readonly port: number;
	close: () => void;
	/** Ends what leads to the server that dialled, and lets the other one believe that all is well. */
	closeNearEnd: () => void;
	open: () => void;
	/** Lets only so many bytes a second through on each of its connections, towards the server. */
	narrow: (bytesPerSecond: number) => void;
	stop: () => Promise<void>;
};

/** Begins a way to this port. */
export async function roadTo(target: number): Promise<Road> {
	const sockets = new Set<Socket>();
	const ways = new Set<{readonly near: Socket; readonly far: Socket}>();
	let isOpen = true;
	const server: Server = createServer(near => {
		if (!isOpen) {
			near.destroy();
			return;
		}
		const far = connectSocket(target, '127.0.0.1');
		ways.add({near, far});
		for (const [socket, other] of [
			[near, far],
			[far, near],
		] as const) {
			sockets.add(socket);
			socket.on('error', () => other.destroy());
			socket.on('close', () => {
				sockets.delete(socket);
				other.destroy();
			});
			socket.pipe(other);
		}
	});
	const port = await setAsidePort();
	await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
	return {
		port,
		close() {
			isOpen = false;
			for (const socket of sockets) socket.destroy();
		},
		closeNearEnd() {
			isOpen = false;
			for (const {near, far} of ways) {
				near.removeAllListeners('close');
				far.unpipe(near);
				// What is sent into it is read, and never arrives.
				far.resume();
				near.destroy();
			}
			ways.clear();
		},
		open() {
			isOpen = true;
		},
		narrow(bytesPerSecond) {
			for (const {near, far} of ways) {
				near.unpipe(far);
				near.on('data', bytes => {
					far.write(bytes);
					near.pause();
					setTimeout(() => near.resume(), (bytes.length * 1000) / bytesPerSecond);
				});
			}
		},
		async stop() {
			for (const socket of sockets) socket.destroy();
			await new Promise(resolve => server.close(resolve));
		},
	};
}
