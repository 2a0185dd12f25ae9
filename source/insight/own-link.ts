// What is wrong with our own view of the system: nothing else on the screen can be better than this.
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Link} from '../model/link.ts';
import type {Model} from '../model/model.ts';
import {shownNameOf} from '../model/server-names.ts';
import {defineRule} from './problem.ts';

/** What our own link reported. */
export const aboutLink = {kind: 'view', view: 'messages', filter: '(link)'} as const;

function ourUser({user}: Link): string {
	return user === '' ? 'our user' : `user ${user}`;
}

export const linkDownRule = defineRule({
	id: 'link-down',
	meaning: 'our own connection is lost; all numbers are from before',
	isOwnLink: true,
	find({link, now}) {
		if (link.state !== 'down') return [];
		const short = `down for ${duration(now - link.since)}`;
		return [
			{
				key: 'link',
				severity: 'bad',
				who: 'our link',
				topic: 'outage',
				text: `${short}: ${link.reason}`,
				short,
				since: link.since,
				about: aboutLink,
			},
		];
	},
});

/** Why nothing may be heard although the link is up, as far as anything tells; empty when nothing does. */
function reasonForNothing({link}: Model): string {
	const {account, inSystemAccount, refused} = link;
	if (inSystemAccount === false) {
		const place =
			account === '' ? 'not in the system account any more' : `in account ${account} now, not in the system account`;
		return `${ourUser(link)} is ${place}`;
	}
	if (refused.size === 0) return '';
	return `${ourUser(link)} may not ${[...new Set(refused.values())].join(' nor ')} ${firstNames([...refused.keys()], 2)}`;
}

export const nothingHeardRule = defineRule({
	id: 'nothing-heard',
	meaning: 'our link is up, and yet nothing is heard from any server any more',
	isOwnLink: true,
	find(model) {
		const {nothingHeardSince: since, now, link} = model;
		if (since === undefined || link.state !== 'up') return [];
		const reason = reasonForNothing(model);
		const via = link.serverId === '' ? '' : `: does ${shownNameOf(model, link.serverId, link.serverName)} stand still?`;
		const short = `nothing heard for ${duration(now - since)}`;
		return [
			{
				key: 'nothing',
				severity: 'bad',
				who: 'our link',
				topic: 'nothing heard',
				text: reason === '' ? `${short} from any server${via}` : `${short}: ${reason}`,
				short,
				since,
				about: aboutLink,
			},
		];
	},
});

/** So many losses within so long make a link unstable. */
const fewestLosses = 3;
const unstableWithinMs = 120_000;

export const unstableLinkRule = defineRule({
	id: 'unstable-link',
	meaning: 'our own connection was lost three times or more within two minutes: much was missed',
	isOwnLink: true,
	find({link, now}) {
		const recent = link.lossesAt.filter(at => now - at < unstableWithinMs);
		const [first] = recent;
		const last = recent.at(-1);
		if (first === undefined || last === undefined || recent.length < fewestLosses) return [];
		const short = `lost ${count(recent.length)} times in ${duration(Math.max(1000, last - first))}`;
		const why = link.lastLossReason === '' ? '' : `: ${link.lastLossReason}`;
		return [
			{
				key: 'unstable',
				severity: 'warn',
				who: 'our link',
				topic: 'unstable link',
				text: `${short}${why}`,
				short,
				since: first,
				lastAt: last,
				total: recent.length,
				about: aboutLink,
			},
		];
	},
});

const cutOffIsNewsMs = 60_000;

export const cutOffRule = defineRule({
	id: 'cut-off',
	meaning: 'our own connection was ended as a slow consumer within the last minute: events were missed',
	isOwnLink: true,
	find({link, now}) {
		const {cutOffAt: at} = link;
		if (at === undefined || now - at > cutOffIsNewsMs) return [];
		return [
			{
				key: 'cut off',
				severity: 'warn',
				who: 'our link',
				topic: 'cut off as a slow consumer',
				text: 'cut off as a slow consumer: events were missed, we read slower than they come',
				short: 'cut off as a slow consumer',
				since: at,
				lastAt: at,
				about: aboutLink,
			},
		];
	},
});

export const refusedSubjectsRule = defineRule({
	id: 'refused-subjects',
	meaning: 'our user may not see or ask something that this program shows',
	isOwnLink: true,
	find({link}) {
		const [first] = link.refused;
		if (first === undefined) return [];
		const [subject, operation] = first;
		const more = link.refused.size > 1 ? ` and ${link.refused.size - 1} more` : '';
		const text = `may not ${operation} ${subject}${more}`;
		return [
			{
				key: 'refused',
				severity: 'warn',
				who: ourUser(link),
				topic: 'missing permissions',
				text,
				short: text,
				about: aboutLink,
			},
		];
	},
});
