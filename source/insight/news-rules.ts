// Ordinary news that explains other things: versions that are mixed, names that are not unique, configurations that were
// read again.
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import {compareNames} from '../format/natural-order.ts';
import {duration} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import {namesakesInCluster, shortServerId, shownName} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {defineRule, type Finding} from './problem.ts';

const aboutServers = {kind: 'view', view: 'servers', filter: ''} as const;

function isOneVersion(model: Model): boolean {
	let one: string | undefined;
	return serversInOrder(model).every(server => {
		if (!isSpeaking(server)) return true;
		one ??= server.version;
		return server.version === one;
	});
}

export const mixedVersionsRule = defineRule({
	id: 'mixed-versions',
	meaning: 'the servers do not all run the same version',
	endsUnsaid: true,
	find(model) {
		if (isOneVersion(model)) return [];
		const servers = serversInOrder(model).filter(isSpeaking);
		const versions = [...Map.groupBy(servers, ({version}) => version)].sort(([a], [b]) => compareNames(b, a));
		const [newest] = versions;
		if (newest === undefined || versions.length < 2) return [];
		const [version, {length}] = newest;
		const others = versions.slice(1).map(([text, {length: many}]) => `${count(many)} on ${text}`);
		return [
			{
				key: 'versions',
				severity: 'note',
				who: 'mixed versions',
				topic: 'mixed versions',
				text: `${count(length)}/${count(servers.length)} on ${version}, ${others.slice(0, 3).join(', ')}`,
				short: `${count(length)}/${count(servers.length)} on ${version}`,
				about: aboutServers,
			},
		];
	},
});

export const sameNameRule = defineRule({
	id: 'same-name',
	meaning: 'servers of one cluster have the same name; server names should be unique',
	endsUnsaid: true,
	find(model) {
		// Each name stands for one server.
		if (model.serversByName.size === model.servers.size) return [];
		const found = new Map<string, Finding>();
		for (const server of serversInOrder(model)) {
			if (namesakesInCluster(model, server).length === 0) continue;
			const {name, cluster} = server;
			const key = `${cluster}\n${name}`;
			const ids = [server, ...namesakesInCluster(model, server)].map(({id}) => shortServerId(id)).sort();
			const where = cluster === '' ? 'no cluster' : `cluster ${cluster}`;
			found.set(key, {
				key,
				severity: 'note',
				who: 'same name',
				topic: 'same name',
				text: `${count(ids.length)} servers of ${where} are called ${name} (${firstNames(ids)}); server names should be unique`,
				short: `${name} ×${count(ids.length)}`,
				about: aboutServers,
			});
		}
		return [...found.values()];
	},
});

const reloadIsNewsMs = 120_000;

export const reloadedRule = defineRule({
	id: 'reloaded',
	meaning: 'a server has read its configuration again within the last two minutes',
	endsUnsaid: true,
	find(model) {
		const findings: Finding[] = [];
		for (const server of serversInOrder(model)) {
			const {reloadSeenAt: at, id} = server;
			if (at === undefined || model.now - at > reloadIsNewsMs) continue;
			const text = `configuration reloaded ${duration(model.now - at)} ago`;
			findings.push({
				key: id,
				severity: 'note',
				who: shownName(model, server),
				topic: 'reload',
				text,
				short: 'reloaded',
				since: at,
				about: {kind: 'server', id},
			});
		}
		return findings;
	},
});
