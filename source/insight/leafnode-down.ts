// Leafnodes that were lost and have not come back.
import {firstNames} from '../format/first-names.ts';
import {duration} from '../format/time.ts';
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {shownNamesOf} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {leafnodesOf} from './from-clients.ts';
import {flappingLeafs} from './loop-groups.ts';
import {runGapMs} from '../model/run.ts';
import {defineRule} from './problem.ts';

/** A leafnode that is taken away for good is no news for ever. */
const newsMs = 3_600_000;

/** Whether a server has listed it after it was lost: it has more than one connection. */
function isListed(model: Model, {name, account, lastSeenAt, servers}: Client): boolean {
	return [...servers].some(id => {
		const list = model.servers.get(id)?.leafnodes;
		if (list === undefined || list.at <= lastSeenAt) return false;
		return list.leafnodes.some(leafnode => leafnode.name === name && leafnode.account === account);
	});
}

/** Its server may have been heard until a moment after it was lost. */
const lastWordsMs = 1000;

/** Whether it is a server that was heard here, and is not any more: it is told as a server that is silent or stopped. */
function isToldAsServer(model: Model, {name, lastSeenAt: lostAt}: Client): boolean {
	const servers = model.serversByName.get(name) ?? [];
	return servers.some(server => !isSpeaking(server) || server.lastSeenAt <= lostAt + lastWordsMs);
}

export const leafnodeDownRule = defineRule({
	id: 'leafnode-down',
	meaning: 'a leafnode was lost and has not come back within the threshold',
	find(model, _lifeOf, {leafnodeDownMs}) {
		const {now} = model;
		const leafnodes = leafnodesOf(model);
		if (leafnodes.length === 0) return [];
		const flapping = new Set(flappingLeafs(model, runGapMs).flatMap(({members}) => members));
		const lost = leafnodes.filter(client => {
			const {live, disconnects, lastSeenAt, name} = client;
			if (live > 0 || disconnects.total === 0 || name === '') return false;
			const downMs = now - lastSeenAt;
			if (downMs < leafnodeDownMs.value || downMs > newsMs) return false;
			return !flapping.has(client) && !isListed(model, client) && !isToldAsServer(model, client);
		});
		if (lost.length === 0) return [];
		const keyOf = ({name, account}: Client): string => `${name}\n${account}`;
		const here = new Set(leafnodes.filter(({live}) => live > 0).map(keyOf));
		return lost
			.filter(client => !here.has(keyOf(client)))
			.map(client => {
				const {key, name, account, servers, lastReason, lastSeenAt} = client;
				const short = `leafnode down for ${duration(now - lastSeenAt)}`;
				return {
					key: keyOf(client),
					severity: 'warn' as const,
					who: name,
					topic: 'leafnode down',
					text: `${short}, account ${account}, was on ${firstNames(shownNamesOf(model, servers))}: ${lastReason}`,
					short,
					since: lastSeenAt,
					about: {kind: 'client' as const, key},
				};
			});
	},
});
