import {exactFilterOfClient} from '../format/exact-filter.ts';
import {displayName} from '../format/display-name.ts';
import {firstNames} from '../format/first-names.ts';
import {duration} from '../format/time.ts';
import {medianLifeMs} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {runGapMs} from '../model/run.ts';
import {shownNamesOf} from '../model/server-names.ts';
import {disambiguate} from './disambiguate.ts';
import {fromHosts, hostsOf, serversOf} from './groups.ts';
import {type ClientGroup, loopGroups} from './loop-groups.ts';
import {paceInWords} from './pace.ts';
import {defineRule, type Finding} from './problem.ts';

/** Of the member whose connections usually live longest, milliseconds. */
export function usualLifeMs({members}: ClientGroup): number {
	return Math.max(0, ...members.map(client => medianLifeMs(client) ?? 0));
}

function loopFinding(model: Model, group: ClientGroup, who: string): Finding {
	const {first, run} = group;
	const pace = paceInWords(run);
	const on = firstNames(shownNamesOf(model, serversOf(group)));
	return {
		key: group.key,
		severity: 'warn',
		who,
		topic: 'reconnect loop',
		text: `reconnect loop ${pace}${fromHosts(group)} on ${on}, lives ${duration(usualLifeMs(group))}`,
		short: `loops ${pace}`,
		since: run.since,
		lastAt: run.lastAt,
		total: run.total,
		strength: {value: run.perSecond ?? 0, text: pace},
		about:
			hostsOf(group).size > 1
				? {kind: 'view', view: 'connects', filter: exactFilterOfClient(first)}
				: {kind: 'client', key: first.key},
	};
}

export const reconnectLoopRule = defineRule({
	id: 'reconnect-loop',
	meaning:
		'a client comes back for the third time after having lived less than ten seconds, 20 times a minute or more often',
	find(model, lifeOf, thresholds) {
		const groups = loopGroups(model, runGapMs, thresholds, key => lifeOf(key).lasts).filter(({run}) => !run.stopped);
		const names = disambiguate(groups.map(({first}) => [displayName(first), first.user, first.account]));
		return groups.map((group, index) => loopFinding(model, group, names[index] ?? displayName(group.first)));
	},
});
