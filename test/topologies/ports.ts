// Ports that must be known before a server starts: routes, gateways, leafnodes. They are below those that the operating
// system assigns, so that none is assigned to another program in the meantime.
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
