// Ports for what must be known before a server starts: routes, gateways, leafnodes. They lie below those the system
// hands out, so that no server that asks the system for a port is given one of these meanwhile.
import {createServer} from 'node:net';

const lowest = 12_000;
const highest = 31_999;
const given = new Set<number>();

async function isFree(port: number): Promise<boolean> {
	const holder = createServer();
	return new Promise(resolve => {
		holder.once('error', () => resolve(false));
		holder.listen(port, '127.0.0.1', () => holder.close(() => resolve(true)));
	});
}

/** A port nothing listens on, and none that was given before. */
export async function setAsidePort(): Promise<number> {
	for (;;) {
		const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
		if (given.has(port)) continue;
		given.add(port);
		if (await isFree(port)) return port;
	}
}
