import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import {type Client, medianLifeMs} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {sumOver} from '../model/tally.ts';
import {defineRule, mostOfOneRule, type Problem} from './problem.ts';
import {disambiguate} from './disambiguate.ts';

const fewestPerMinute = 20;
const longestLifeMs = 10_000;

/** Connects in the last minute of a client that comes and goes; undefined for one that does not. */
export function loopPerMinute(model: Model, client: Client): number | undefined {
	if (model.now - client.lastSeenAt > 20_000 || client.connects.total < fewestPerMinute) return undefined;
	const perMinute = sumOver(client.connects, model.now, 60_000);
	if (perMinute < fewestPerMinute) return undefined;
	const left = sumOver(client.disconnects, model.now, 60_000);
	const life = medianLifeMs(client);
	return life !== undefined && life < longestLifeMs && left > perMinute / 2 ? perMinute : undefined;
}

/** The same application on several hosts is one trouble. */
type Loop = {
	readonly client: Client;
	readonly hosts: Set<string>;
	readonly servers: Set<string>;
	perMinute: number;
	longestLifeMs: number;
};

function loopsOf(model: Model): readonly Loop[] {
	const loops = new Map<string, Loop>();
	for (const client of model.clients.values()) {
		const perMinute = loopPerMinute(model, client);
		if (perMinute === undefined) continue;
		const key = `${client.account}\n${client.user}\n${client.name || client.host}`;
		let loop = loops.get(key);
		if (loop === undefined) {
			loop = {client, hosts: new Set(), servers: new Set(), perMinute: 0, longestLifeMs: 0};
			loops.set(key, loop);
		}
		loop.hosts.add(client.host);
		for (const server of client.servers) loop.servers.add(server);
		loop.perMinute += perMinute;
		loop.longestLifeMs = Math.max(loop.longestLifeMs, medianLifeMs(client) ?? 0);
	}
	return [...loops.values()].sort((a, b) => b.perMinute - a.perMinute);
}

function nameOf({name, user, host}: Client): string {
	return name || user || host;
}

export const reconnectLoopRule = defineRule({
	id: 'reconnect-loop',
	meaning: 'a client connects 20 times a minute or more, and lives less than ten seconds each time',
	find(model) {
		const loops = loopsOf(model);
		const names = disambiguate(loops.map(({client}) => [nameOf(client), client.user, client.account]));
		return loops
			.slice(0, mostOfOneRule)
			.map(({client, hosts, servers, perMinute, longestLifeMs: lives}, index): Problem => {
				const from = hosts.size > 1 ? ` from ${hosts.size} hosts` : '';
				const on = [...servers].sort().slice(0, 4).join(' ');
				return {
					rule: 'reconnect-loop',
					key: client.key,
					severity: 'warn',
					who: names[index] ?? nameOf(client),
					text: `reconnect loop ${count(perMinute)}/min${from} on ${on}, lives ${duration(lives)}`,
					since: undefined,
					about:
						hosts.size > 1
							? {kind: 'view', view: 'connects', filter: `name:"${client.name || client.host}"`}
							: {kind: 'client', key: client.key},
				};
			});
	},
});
