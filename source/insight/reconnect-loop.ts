import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import {type Client, medianLifeMs} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {sumOver} from '../model/tally.ts';
import {defineRule, mostOfOneRule, type Problem} from './problem.ts';

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

export const reconnectLoopRule = defineRule({
	id: 'reconnect-loop',
	meaning: 'a client connects 20 times a minute or more, and lives less than ten seconds each time',
	find(model) {
		const loops: {readonly client: Client; readonly perMinute: number}[] = [];
		for (const client of model.clients.values()) {
			const perMinute = loopPerMinute(model, client);
			if (perMinute !== undefined) loops.push({client, perMinute});
		}
		loops.sort((a, b) => b.perMinute - a.perMinute);
		return loops.slice(0, mostOfOneRule).map(
			({client, perMinute}): Problem => ({
				rule: 'reconnect-loop',
				key: client.key,
				severity: 'warn',
				who: client.name || client.user || client.host,
				text: `reconnect loop ${count(perMinute)}/min on ${[...client.servers].slice(0, 4).join(' ')}, lives ${duration(medianLifeMs(client))}`,
				since: undefined,
				about: {kind: 'client', key: client.key},
			}),
		);
	},
});
