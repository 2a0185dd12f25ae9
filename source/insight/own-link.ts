// What is wrong with our own view of the system: nothing else on the screen can be better than this.
import {duration} from '../format/time.ts';
import {defineRule, type Problem} from './problem.ts';

export const linkDownRule = defineRule({
	id: 'link-down',
	meaning: 'our own connection is lost; all numbers are from before',
	find({link, now}): readonly Problem[] {
		if (link.state !== 'down') return [];
		return [
			{
				rule: 'link-down',
				key: 'link',
				severity: 'bad',
				who: 'our link',
				text: `down for ${duration(now - link.since)}: ${link.reason}`,
				since: link.since,
				about: {kind: 'view', view: 'messages', filter: '(link)'},
			},
		];
	},
});

export const refusedSubjectsRule = defineRule({
	id: 'refused-subjects',
	meaning: 'our user may not see or ask something that this program shows',
	find({link}): readonly Problem[] {
		const [first] = link.refused;
		if (first === undefined) return [];
		const [subject, operation] = first;
		const more = link.refused.size > 1 ? ` and ${link.refused.size - 1} more` : '';
		return [
			{
				rule: 'refused-subjects',
				key: 'refused',
				severity: 'warn',
				who: link.user === '' ? 'our user' : `user ${link.user}`,
				text: `may not ${operation} ${subject}${more}`,
				since: undefined,
				about: {kind: 'view', view: 'messages', filter: '(link)'},
			},
		];
	},
});
