import {firstNames} from '../format/first-names.ts';
import {agingSpreadMs, censusOf, opinionsOf} from '../model/server-census.ts';
import {defineRule} from './problem.ts';

/** `active_servers` is one server's opinion; where opinions differ for longer than ageing explains, the system is split. */
export const partitionRule = defineRule({
	id: 'partition',
	meaning: 'servers disagree for minutes on how many servers there are',
	find(model) {
		const {disagreeingSince: since, now} = model;
		if (since === undefined || now - since <= agingSpreadMs) return [];
		const {disagreeing, explained} = censusOf(model);
		if (!disagreeing || explained) return [];
		const told = opinionsOf(model).map(
			({counted, servers}) =>
				`${firstNames(servers.map(({name}) => name))} ${servers.length === 1 ? 'sees' : 'see'} ${counted}`,
		);
		return [
			{
				rule: 'partition',
				key: 'partition',
				severity: 'bad',
				who: 'system split?',
				text: told.slice(0, 4).join(' · '),
				since,
				about: {kind: 'view', view: 'servers', filter: ''},
			},
		];
	},
});
