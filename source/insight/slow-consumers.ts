// Who does not read fast enough: the client, where its connection was seen to end for that; otherwise the server that
// counted it, for routes, gateways and what was not seen.
import {exactFilterOfClient} from '../format/exact-filter.ts';
import {displayName} from '../format/display-name.ts';
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import type {Model} from '../model/model.ts';
import {runGapMs} from '../model/run.ts';
import type {Server} from '../model/server.ts';
import {shownName, shownNamesOf} from '../model/server-names.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {inLastMinute, sumOver} from '../model/tally.ts';
import {disambiguate} from './disambiguate.ts';
import {fromHosts, hostsOf, serversOf} from './groups.ts';
import {type ClientGroup, slowGroups} from './loop-groups.ts';
import {defineRule, type Finding} from './problem.ts';

function clientFinding(model: Model, group: ClientGroup, who: string): Finding {
	const {first, run} = group;
	const times = run.total === 1 ? '' : ` ×${count(run.total)}`;
	// `Slow Consumer (Pending Bytes)`: what it could not keep up with.
	const how = /\((.*)\)/.exec(first.lastReason)?.[1];
	const detail = how === undefined ? '' : ` (${how})`;
	return {
		key: `client ${group.key}`,
		severity: 'warn',
		who,
		topic: 'slow consumer',
		text: `slow consumer${times}${detail}${fromHosts(group)} on ${firstNames(shownNamesOf(model, serversOf(group)))}`,
		short: `slow consumer${times}`,
		since: run.since,
		lastAt: run.lastAt,
		total: run.total,
		about:
			hostsOf(group).size > 1
				? {kind: 'view', view: 'connects', filter: `${exactFilterOfClient(first)} reason:"slow consumer"`}
				: {kind: 'client', key: first.key},
	};
}

/** Servers before 2.10.21 send statistics this often; newer ones three times as often. */
const statisticsMs = 30_000;
const minuteMs = 60_000;

/** What a server has counted in the last minute and nothing else tells of. */
function serverFindings(model: Model, server: Server): readonly Finding[] {
	const {now} = model;
	const grown = inLastMinute(server.slow, now);
	const links = inLastMinute(server.slowLinks, now);
	// Of a client the server may count more than one, and tells it as late as with its next statistics.
	const clients = sumOver(server.slowSeen, now, minuteMs + statisticsMs) > 0 ? 0 : grown - links;
	return [
		...(links > 0 ? [serverFinding(model, server, 'links', links, 'slow routes, gateways or leafnodes')] : []),
		...(clients > 0 ? [serverFinding(model, server, 'server', clients, 'slow consumers')] : []),
	];
}

function serverFinding(model: Model, server: Server, what: string, grown: number, words: string): Finding {
	const many = `${count(grown)} ${words}`;
	return {
		key: `${what} ${server.id}`,
		severity: 'warn',
		who: shownName(model, server),
		topic: 'slow consumers',
		text: `+${many} in 1 min`,
		short: `+${many}`,
		strength: {value: grown, text: `${count(grown)} in 1 min`},
		about: {kind: 'server', id: server.id},
	};
}

/** The counters are for life: only their growth is a problem. */
export const slowConsumersRule = defineRule({
	id: 'slow-consumers',
	meaning: 'a client was disconnected as a slow consumer, or a server counted new ones, within the last minute',
	find(model) {
		const groups = slowGroups(model, runGapMs);
		const names = disambiguate(groups.map(({first}) => [displayName(first), first.user, first.account]));
		const findings = groups.map((group, index) =>
			clientFinding(model, group, names[index] ?? displayName(group.first)),
		);
		for (const server of serversInOrder(model)) {
			if (server.slow.total === 0 || !isSpeaking(server)) continue;
			findings.push(...serverFindings(model, server));
		}
		return findings;
	},
});
