// A client that speaks the protocol by hand: it reads the server's INFO, sends one CONNECT with any fields, and closes the
// connection or keeps it.
import {connect, type Socket} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import type {NatsServer} from '../helpers/nats-server.ts';

export type ConnectFields = Readonly<Record<string, string>>;

/** Sends a CONNECT; resolves to the socket when the server has accepted it, to undefined when it was refused. */
export function connectByHand(server: NatsServer, fields: ConnectFields): Promise<Socket | undefined> {
	return new Promise((resolve, reject) => {
		const socket = connect({host: '127.0.0.1', port: server.port});
		let heard = '';
		let isGreeted = false;
		socket.setEncoding('latin1').on('data', (text: string) => {
			heard += text;
			if (!isGreeted && heard.startsWith('INFO ') && heard.includes('\r\n')) {
				isGreeted = true;
				socket.write(`CONNECT ${JSON.stringify({verbose: false, pedantic: false, ...fields})}\r\nPING\r\n`);
			}
			if (heard.includes('PONG')) resolve(socket);
		});
		socket.on('error', error => {
			// Refused connections may be reset before everything was read.
			if (isGreeted) resolve(undefined);
			else reject(error);
		});
		socket.on('close', () => resolve(undefined));
	});
}

/** Logins that are refused, so many a second, until it is stopped. */
export function startStorm(server: NatsServer, perSecond: number, fields: ConnectFields) {
	const began = performance.now();
	const underWay = new Set<Promise<unknown>>();
	let attempts = 0;
	let isStopped = false;

	const running = (async () => {
		while (!isStopped) {
			const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
			for (; attempts < due; attempts++) {
				const attempt: Promise<unknown> = connectByHand(server, fields).finally(() => underWay.delete(attempt));
				underWay.add(attempt);
			}
			await pause(5);
		}
		await Promise.all(underWay);
	})();

	return {
		attempts: () => attempts,
		/** Resolves to the number of attempts when the last one is over. */
		async stop(): Promise<number> {
			isStopped = true;
			await running;
			return attempts;
		},
	};
}
