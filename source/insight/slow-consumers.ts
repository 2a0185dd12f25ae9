import {count} from '../format/number.ts';
import {isSpeaking} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import {sumOver} from '../model/tally.ts';
import {defineRule, mostOfOneRule, type Problem} from './problem.ts';

/** The counter is for life: only its growth is a problem. */
export const slowConsumersRule = defineRule({
	id: 'slow-consumers',
	meaning: 'a server counted new slow consumers within the last minute',
	find(model) {
		const problems: Problem[] = [];
		for (const server of serversInOrder(model)) {
			if (server.slow.total === 0 || !isSpeaking(server)) continue;
			const grown = sumOver(server.slow, model.now, 60_000);
			if (grown === 0) continue;
			problems.push({
				rule: 'slow-consumers',
				key: server.id,
				severity: 'warn',
				who: server.name,
				text: `+${count(grown)} slow consumers in 1 min`,
				since: undefined,
				about: {kind: 'server', id: server.id},
			});
		}
		return problems.slice(0, mostOfOneRule);
	},
});
