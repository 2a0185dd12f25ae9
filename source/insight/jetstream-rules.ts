// JetStream on single servers: off where its neighbours have it on, and errors of its API.
import {firstNames} from '../format/first-names.ts';
import {count, perSecond} from '../format/number.ts';
import {clustersInOrder} from '../model/clusters.ts';
import {type Server, uptimeMs} from '../model/server.ts';
import {hasNumbers, isSpeaking} from '../model/server-state.ts';
import {shownName} from '../model/server-names.ts';
import {defineRule} from './problem.ts';
import {findingsByStats} from './server-findings.ts';

/** A server that starts enables JetStream when it has read its store. */
const startsWithinMs = 60_000;

function isOff(server: Server): boolean {
	const {stats} = server;
	if (stats === undefined || stats.jetStream !== undefined || !isSpeaking(server)) return false;
	return (uptimeMs(server) ?? 0) > startsWithinMs;
}

export const jetStreamOffRule = defineRule({
	id: 'jetstream-off',
	meaning: 'JetStream is off on a server, though on at most servers of its cluster',
	find(model) {
		return clustersInOrder(model).flatMap(members => {
			if (!members.some(isOff)) return [];
			const servers = members.filter(hasNumbers);
			const cluster = members[0]?.cluster ?? '';
			const off = servers.filter(isOff);
			// One that has just begun is neither.
			const on = servers.filter(({stats}) => stats?.jetStream !== undefined);
			if (off.length === 0 || off.length >= on.length) return [];
			const names = firstNames(off.map(server => shownName(model, server)));
			return [
				{
					key: cluster,
					severity: 'note' as const,
					who: names,
					topic: 'JetStream off',
					text: `JetStream off, on at ${count(on.length)} others of cluster ${cluster}`,
					short: 'JetStream off',
					about: {kind: 'view' as const, view: 'jetstream', filter: ''},
				},
			];
		});
	},
});

export const apiErrorsRule = defineRule({
	id: 'jetstream-api-errors',
	meaning: 'the JetStream API of a server answers with errors, five a second or more, for ten seconds',
	holdMs: () => 10_000,
	find: findingsByStats(({rates}, {apiErrorsPerSecond}) => {
		const errors = rates?.apiErrors;
		if (errors === undefined || errors < apiErrorsPerSecond.value) return undefined;
		const short = `JetStream API errors ${perSecond(errors)}`;
		return {
			severity: 'warn',
			topic: 'JetStream API errors',
			text: `${short} of ${perSecond(rates?.apiRequests)}`,
			short,
			strength: {value: errors, text: perSecond(errors)},
		};
	}),
});
