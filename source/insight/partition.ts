import {firstNames} from '../format/first-names.ts';
import type {Model} from '../model/model.ts';
import {agingSpreadMs, censusOf, opinionsOf} from '../model/server-census.ts';
import {shownName} from '../model/server-names.ts';
import {defineRule, type Finding} from './problem.ts';

/** That the servers disagree now on how many they are, beyond what ageing explains. */
function disagreement(model: Model): readonly Finding[] {
	const {disagreeing, explained} = censusOf(model);
	if (!disagreeing) return [];
	const opinions = opinionsOf(model).slice(0, 4);
	const text = opinions
		.map(({counted, servers}) => {
			const names = firstNames(servers.map(server => shownName(model, server)));
			return `${names} ${servers.length === 1 ? 'sees' : 'see'} ${counted}`;
		})
		.join(' · ');
	return [
		{
			key: 'partition',
			severity: 'bad',
			...(explained ? {isUnripe: true as const} : {}),
			who: 'system split?',
			topic: 'split',
			text,
			short: `servers count ${opinions.map(({counted}) => counted).join(' or ')}`,
			about: {kind: 'view', view: 'servers', filter: ''},
		},
	];
}

/** `active_servers` is one server's opinion; where opinions differ for longer than ageing explains, the system is split. */
export const partitionRule = defineRule({
	id: 'partition',
	meaning: 'servers disagree for minutes on how many servers there are',
	holdMs: () => agingSpreadMs,
	find: disagreement,
});
