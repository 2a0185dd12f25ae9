// What happens between servers and with leafnodes: a partition, a missing route, a leafnode that comes and goes.
import {createServer, connect as connectSocket, type Server, type Socket} from 'node:net';
import {connectAs, type NatsServer, startServer} from '../../helpers/nats-server.ts';
import {setAsidePort} from '../../topologies/ports.ts';
import {whenComplete} from '../../topologies/servers.ts';
import {accountsWith, nth, plainAccounts} from '../clusters.ts';
import {defineIncident} from '../incident.ts';
import {startApplication} from '../traffic.ts';

/** A road between two servers that can be closed: connections through it are cut and refused until it is open. */
type Road = {
	readonly port: number;
	close: () => void;
	/** Ends what leads to the server that dialled, and lets the other one believe that all is well. */
	closeNearEnd: () => void;
	open: () => void;
	stop: () => Promise<void>;
};

async function roadTo(target: number): Promise<Road> {
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
		async stop() {
			for (const socket of sockets) socket.destroy();
			await new Promise(resolve => server.close(resolve));
		},
	};
}

/** n1, n2, n3 whose routes all lead over roads, one for each pair, so that each can be closed by itself. */
async function onRoads(): Promise<{readonly servers: readonly NatsServer[]; readonly roads: Map<string, Road>}> {
	const listening = await Promise.all([setAsidePort(), setAsidePort(), setAsidePort()]);
	const roads = new Map<string, Road>();
	for (const [from, to] of [
		[1, 2],
		[1, 3],
		[2, 3],
	] as const) {
		roads.set(`${from}-${to}`, await roadTo(listening[to - 1] ?? 0));
	}
	const servers: NatsServer[] = [];
	for (const number of [3, 2, 1]) {
		const routes = [...roads].flatMap(([pair, {port}]) =>
			pair.startsWith(`${number}-`) ? [`"nats://127.0.0.1:${port}"`] : [],
		);
		// What is advertised leads nowhere, so that servers reach each other by their roads alone.
		const cluster = `cluster { name: east, listen: "127.0.0.1:${listening[number - 1]}", advertise: "127.0.0.1:1", routes: [ ${routes.join(', ')} ] }`;
		servers.unshift(await startServer({name: `n${number}`, accounts: plainAccounts, config: cluster}));
	}
	const client = await connectAs(nth(servers, 0), 'sys');
	await whenComplete(client, 3);
	await client.close();
	return {servers, roads};
}

export const missingRoute = defineIncident({
	name: 'missing-route',
	story: 'the route between n2 and n3 is cut and refused for 40 s',
	expected: [{rules: ['missing-route'], names: ['n2', 'n3'], withinMs: 15_000, endsWithinMs: 15_000}],
	alsoTrue: ['partition'],
	async prepare() {
		const {servers, roads} = await onRoads();
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				await wait(3000);
				knowable();
				roads.get('2-3')?.close();
				await wait(40_000);
				roads.get('2-3')?.open();
				ended();
				await wait(20_000);
			},
			async stop() {
				await application.stop();
				await Promise.all([...roads.values()].map(road => road.stop()));
			},
		};
	},
});

export const oneSidedRoute = defineIncident({
	name: 'one-sided-route',
	story: 'n2 loses its route to n3 for 30 s, and n3 does not notice',
	expected: [{rules: ['missing-route'], names: ['n2', 'n3', 'only n3 has the route'], withinMs: 15_000}],
	alsoTrue: ['partition'],
	async prepare() {
		const {servers, roads} = await onRoads();
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				await wait(6000);
				knowable();
				roads.get('2-3')?.closeNearEnd();
				await wait(30_000);
			},
			async stop() {
				await application.stop();
				await Promise.all([...roads.values()].map(road => road.stop()));
			},
		};
	},
});

export const partition = defineIncident({
	name: 'partition',
	story: 'n3 is cut off from n1 and n2 while it goes on',
	expected: [{rules: ['silent-server', 'partition'], names: ['n3'], withinMs: 12_000, endsWithinMs: 15_000}],
	alsoTrue: ['missing-route', 'missing-server'],
	async prepare() {
		const {servers, roads} = await onRoads();
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				await wait(3000);
				knowable();
				roads.get('1-3')?.close();
				roads.get('2-3')?.close();
				await wait(25_000);
				roads.get('1-3')?.open();
				roads.get('2-3')?.open();
				ended();
				await wait(20_000);
			},
			async stop() {
				await application.stop();
				await Promise.all([...roads.values()].map(road => road.stop()));
			},
		};
	},
});

const leafHub = async (): Promise<{readonly hub: NatsServer; readonly port: number}> => {
	const port = await setAsidePort();
	const hub = await startServer({
		name: 'hub',
		accounts: plainAccounts,
		config: `leafnodes { listen: "127.0.0.1:${port}" }`,
	});
	return {hub, port};
};

const leafAccounts = accountsWith();

function startLeaf(port: number): Promise<NatsServer> {
	const remote = `{ url: "nats://app:pw@127.0.0.1:${port}", account: APP }`;
	return startServer({
		name: 'edge-7',
		accounts: leafAccounts,
		config: `leafnodes { reconnect: 1s, remotes: [ ${remote} ] }`,
	});
}

export const leafnodeFlap = defineIncident({
	name: 'leafnode-flap',
	story: 'a leafnode is killed and started again every four seconds',
	expected: [{rules: ['flapping-leafnode'], names: ['edge-7'], withinMs: 5000}],
	alsoTrue: ['leafnode-down'],
	async prepare() {
		const {hub, port} = await leafHub();
		const leaf = await startLeaf(port);
		return {
			watched: hub,
			async happen({wait, knowable}) {
				for (let each = 0; each < 5; each++) {
					await wait(3000);
					await leaf.kill();
					await wait(1000);
					await leaf.restart();
					if (each === 2) knowable();
				}
			},
		};
	},
});

export const leafnodeDown = defineIncident({
	name: 'leafnode-down',
	story: 'a leafnode is killed and stays away for 20 s',
	expected: [{rules: ['leafnode-down'], names: ['edge-7'], withinMs: 5000, endsWithinMs: 5000}],
	alsoTrue: [],
	async prepare() {
		const {hub, port} = await leafHub();
		const leaf = await startLeaf(port);
		return {
			watched: hub,
			async happen({wait, knowable, ended}) {
				await wait(35_000);
				knowable();
				await leaf.kill();
				await wait(20_000);
				await leaf.restart();
				ended();
				await wait(8000);
			},
		};
	},
});
