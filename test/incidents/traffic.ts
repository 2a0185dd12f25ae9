// Ordinary applications for incidents: they connect under a name, subscribe, publish at a steady rate and come back when
// they are cut off.
import type {ConnectionOptions, NatsConnection} from 'nats';
import {connectAs, type NatsServer} from '../helpers/nats-server.ts';

export type Application = {
	readonly connections: readonly NatsConnection[];
	readonly stop: () => Promise<void>;
};

export type ApplicationOptions = {
	readonly name: string;
	readonly servers: readonly NatsServer[];
	/** Connections, spread over the servers. */
	readonly count?: number;
	/** Messages a second of all connections together. */
	readonly perSecond?: number;
	readonly options?: ConnectionOptions;
};

const reconnecting: ConnectionOptions = {
	reconnect: true,
	maxReconnectAttempts: -1,
	reconnectTimeWait: 200,
	reconnectJitter: 100,
	noRandomize: false,
};

/** Starts an application; resolves when all of its connections are there. */
export async function startApplication({
	name,
	servers,
	count = 3,
	perSecond = 20,
	options = {},
}: ApplicationOptions): Promise<Application> {
	const urls = servers.map(({url}) => url);
	const connections = await Promise.all(
		Array.from({length: count}, async (_, index) => {
			const first = servers[index % servers.length];
			if (first === undefined) throw new Error('an application needs a server');
			const others = urls.filter(url => url !== first.url);
			return connectAs(first, 'app', {
				...reconnecting,
				name,
				servers: [first.url, ...others],
				noRandomize: true,
				...options,
			});
		}),
	);
	for (const connection of connections) connection.subscribe(`${name}.work`, {queue: name, callback: () => {}});
	let next = 0;
	const timer =
		perSecond === 0
			? undefined
			: setInterval(() => {
					const connection = connections[next++ % connections.length];
					if (connection !== undefined && !connection.isClosed()) connection.publish(`${name}.work`, 'job');
				}, 1000 / perSecond);
	return {
		connections,
		async stop() {
			clearInterval(timer);
			await Promise.all(connections.map(connection => connection.close()));
		},
	};
}
