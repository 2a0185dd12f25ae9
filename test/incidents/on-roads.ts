// A cluster whose routes can be cut one by one.
import {connectAs, type NatsServer, startServer} from '../helpers/nats-server.ts';
import {setAsidePort} from '../topologies/ports.ts';
import {whenComplete} from '../topologies/servers.ts';
import {nth, plainAccounts} from './clusters.ts';
import {type Road, roadTo} from './road.ts';

/** n1, n2, n3 whose routes all lead over roads, one for each pair, so that each can be closed by itself. */
export async function onRoads(
	more = '',
): Promise<{readonly servers: readonly NatsServer[]; readonly roads: Map<string, Road>}> {
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
		servers.unshift(await startServer({name: `n${number}`, accounts: plainAccounts, config: `${more}\n${cluster}`}));
	}
	const client = await connectAs(nth(servers, 0), 'sys');
	await whenComplete(client, 3);
	await client.close();
	return {servers, roads};
}
