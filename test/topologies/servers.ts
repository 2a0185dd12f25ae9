// Several servers as one system: clusters by routes, clusters among each other by gateways.
import type {NatsConnection} from 'nats';
import {type NatsServer, startServer} from '../helpers/nats-server.ts';
import {setAsidePort} from './ports.ts';

/** A server before it is started. */
export type ServerPlan = {
	readonly name: string;
	/** Its cluster; none for a server by itself. */
	readonly cluster?: string;
	/** Who may log in. */
	readonly accounts: string;
	/** More configuration; `$folder` is a folder of its own. */
	readonly config?: string;
	/** The program to start, where it is another than that of all. */
	readonly program?: string;
};

const listed = (urls: readonly string[]): string => urls.map(url => `"${url}"`).join(', ');

/** Starts the servers side by side; those of several clusters get gateways. They may not know each other yet. */
export async function startServers(plans: readonly ServerPlan[]): Promise<NatsServer[]> {
	const routePorts = await Promise.all(plans.map(setAsidePort));
	const gatewayPorts = await Promise.all(plans.map(setAsidePort));
	const clusters = [...new Set(plans.flatMap(({cluster}) => cluster ?? []))];
	const urlsOf = (cluster: string, ports: readonly number[]): string =>
		listed(plans.flatMap((plan, index) => (plan.cluster === cluster ? [`nats://127.0.0.1:${ports[index]}`] : [])));
	const gateways = clusters.map(name => `{ name: ${name}, urls: [ ${urlsOf(name, gatewayPorts)} ] }`).join('\n');
	return Promise.all(
		plans.map(({name, cluster, accounts, config = '', program}, index) => {
			const parts = [config];
			if (cluster !== undefined) {
				const routes = `routes: [ ${urlsOf(cluster, routePorts)} ]`;
				parts.push(`cluster { name: ${cluster}, listen: "127.0.0.1:${routePorts[index]}", ${routes} }`);
			}
			if (cluster !== undefined && clusters.length > 1) {
				const listen = `name: ${cluster}, listen: "127.0.0.1:${gatewayPorts[index]}"`;
				parts.push(`gateway { ${listen}, gateways: [ ${gateways} ] }`);
			}
			return startServer({name, accounts, config: parts.join('\n'), ...(program === undefined ? {} : {program})});
		}),
	);
}

/** Resolves when `size` servers answer a PING and each of them knows as many; `system` is of the system account. */
export async function whenComplete(system: NatsConnection, size: number, deadlineMs = 30_000): Promise<void> {
	const end = Date.now() + deadlineMs;
	for (;;) {
		const seen = new Set<string>();
		const options = {strategy: 'count', maxMessages: size, maxWait: 300} as const;
		for await (const answer of await system.requestMany('$SYS.REQ.SERVER.PING', '', options)) {
			const {server, statsz} = answer.json<{server: {name: string}; statsz: {active_servers: number}}>();
			if (statsz.active_servers === size) seen.add(server.name);
		}
		if (seen.size === size) return;
		if (Date.now() > end) throw new Error(`only ${[...seen].join(', ') || 'no server'} of ${size} see each other`);
	}
}
