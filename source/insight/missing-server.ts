import {firstNames} from '../format/first-names.ts';
import {agingMs, censusOf, opinionsOf} from '../model/server-census.ts';
import {partitionRule} from './partition.ts';
import {defineRule} from './problem.ts';

/** Those who end are counted for minutes; who is counted for longer lives, where we do not hear it. */
export const missingServerRule = defineRule({
	id: 'missing-server',
	meaning: 'a server that the others count was not heard for more than four minutes',
	find(model) {
		const {missingSince: since, now} = model;
		if (since === undefined || now - since <= agingMs) return [];
		const {missing, known} = censusOf(model);
		const [most] = opinionsOf(model);
		// Where opinions differ, that is what is told.
		if (missing === 0 || most === undefined || partitionRule.find(model).length > 0) return [];
		const count = most.servers.length === 1 ? 'counts' : 'count';
		return [
			{
				rule: 'missing-server',
				key: 'missing',
				severity: 'warn',
				who: missing === 1 ? '1 server' : `${missing} servers`,
				text: `that ${firstNames(most.servers.map(({name}) => name))} ${count} ${missing === 1 ? 'was' : 'were'} not heard (${most.counted} counted, ${known} heard)`,
				since,
				about: {kind: 'view', view: 'servers', filter: ''},
			},
		];
	},
});
