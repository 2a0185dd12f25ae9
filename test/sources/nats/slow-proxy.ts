// A TCP forwarder between a client and a real server that lets bytes through late, or few of them at a time.
import {connect, createServer, type Socket} from 'node:net';

export type SlowProxy = {
	readonly port: number;
	/** From now on what is sent arrives this much later, no less than before. */
	slowDown(delayMs: number): void;
	close(): Promise<void>;
};

export type Slowness = {
	/** What is sent arrives this much later, in each direction. */
	readonly delayMs?: number;
	/** Bytes a second from the server to each client. */
	readonly bytesPerSecond?: number;
};

/** How often a share of what is waiting is let through. */
const shareMs = 50;

export async function startSlowProxy(serverPort: number, slowness: Slowness): Promise<SlowProxy> {
	const {bytesPerSecond = Number.POSITIVE_INFINITY} = slowness;
	let {delayMs = 0} = slowness;
	const sockets = new Set<Socket>();
	const timers = new Set<NodeJS.Timeout>();

	function forwardLate(from: Socket, to: Socket): void {
		from.on('data', bytes => {
			const timer = setTimeout(() => {
				timers.delete(timer);
				if (!to.destroyed) to.write(bytes);
			}, delayMs);
			timers.add(timer);
		});
	}

	function forwardSlowly(from: Socket, to: Socket): void {
		let waiting = Buffer.alloc(0);
		from.on('data', bytes => {
			waiting = Buffer.concat([waiting, bytes]);
		});
		const timer = setInterval(() => {
			const share = Math.max(1, Math.floor((bytesPerSecond * shareMs) / 1000));
			if (waiting.length > 0 && !to.destroyed) to.write(waiting.subarray(0, share));
			waiting = waiting.subarray(share);
		}, shareMs);
		timers.add(timer);
		from.on('close', () => clearInterval(timer));
	}

	const server = createServer(client => {
		const upstream = connect(serverPort, '127.0.0.1');
		for (const [socket, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			sockets.add(socket);
			socket
				.on('error', () => {})
				.on('close', () => {
					sockets.delete(socket);
					other.destroy();
				});
		}
		forwardLate(client, upstream);
		if (Number.isFinite(bytesPerSecond)) forwardSlowly(upstream, client);
		else forwardLate(upstream, client);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		port: typeof address === 'object' && address ? address.port : 0,
		slowDown(laterMs) {
			delayMs = laterMs;
		},
		async close() {
			for (const timer of timers) clearTimeout(timer);
			for (const socket of sockets) socket.destroy();
			await new Promise(resolve => server.close(resolve));
		},
	};
}
