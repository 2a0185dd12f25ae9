import {displayName} from '../format/display-name.ts';
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import {runGapMs} from '../model/run.ts';
import {shownNamesOf} from '../model/server-names.ts';
import {serversOf} from './groups.ts';
import {flappingLeafs} from './loop-groups.ts';
import {defineRule} from './problem.ts';
import {usualLifeMs} from './reconnect-loop.ts';

export const flappingLeafRule = defineRule({
	id: 'flapping-leafnode',
	meaning: 'a leafnode was lost twice or more after less than half a minute each',
	find(model) {
		const groups = flappingLeafs(model, runGapMs).filter(({run}) => !run.stopped);
		return groups.map(group => {
			const {key, first, run} = group;
			const on = firstNames(shownNamesOf(model, serversOf(group)));
			const lost = `leafnode of ${first.account} lost ${count(run.total)} times`;
			return {
				key,
				severity: 'warn',
				who: displayName(first),
				topic: 'flapping leafnode',
				text: `${lost} on ${on}, lives ${duration(usualLifeMs(group))}: ${first.lastReason}`,
				short: lost,
				since: run.since,
				lastAt: run.lastAt,
				total: run.total,
				about: {kind: 'client', key: first.key},
			};
		});
	},
});
