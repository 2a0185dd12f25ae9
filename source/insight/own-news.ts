// What our own link keeps from us though it is up: it is slow, or something was missed while it was not.
import {firstNames} from '../format/first-names.ts';
import {count} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import {waitedMs} from '../model/server-clock.ts';
import {shownName, shownNameOf} from '../model/server-names.ts';
import {aboutLink} from './own-link.ts';
import {defineRule, type Finding} from './problem.ts';

/** What is slow stays so until it is faster by this much. */
const lastingShare = 0.8;
/** An answer that is late once may have met a busy moment: so many have to be. */
const fewestAnswers = 3;
/** How often answers come where we do not ask. */
const usualAskMs = 2000;

export const slowLinkRule = defineRule({
	id: 'slow-link',
	meaning: 'answers of the server that we are connected to take long, or what it sends waits on the way',
	isOwnLink: true,
	holdMs: ({slowLinkForMs}) => slowLinkForMs.value,
	find(model, lifeOf, {slowLinkMs}) {
		const {link, servers, now, askEveryMs = usualAskMs, nothingHeardSince} = model;
		const via = servers.get(link.serverId);
		if (link.state !== 'up' || via === undefined || nothingHeardSince !== undefined) return [];
		const roundTripMs = via.roundTripMs ?? 0;
		const lateMs = Math.max(roundTripMs, waitedMs(via.clock));
		const life = lifeOf('slow');
		if (lateMs < slowLinkMs.value * (life.lasts ? lastingShare : 1)) return [];
		const name = shownName(model, via);
		const how = lateMs > roundTripMs ? 'messages wait' : 'answers take';
		const short = `${how} ${duration(lateMs)}`;
		return [
			{
				key: 'slow',
				// Where it is asked seldom, one answer counts for long.
				...(now - life.since < (fewestAnswers - 1) * askEveryMs ? {isUnripe: true as const} : {}),
				severity: 'warn',
				who: 'our link',
				topic: 'slow link',
				text: `${short} from ${name}: all is shown that late; the link is slow, or ${name} is`,
				short,
				strength: {value: lateMs, text: duration(lateMs)},
				about: aboutLink,
			},
		];
	},
});

/** It is news for this long. */
const missedIsNewsMs = 120_000;

function missedFinding(model: Model, which: 'link' | 'silence'): readonly Finding[] {
	const missed = model.missed[which];
	if (missed === undefined || model.now - missed.lastAt > missedIsNewsMs) return [];
	const {since, lastAt, most, servers} = missed;
	const names = firstNames(servers.map(id => shownNameOf(model, id)));
	const took = duration(Math.max(1, lastAt - since));
	const short = `up to ${count(most)} ${most === 1 ? 'message' : 'messages'} missed`;
	const why = which === 'link' ? `${took} without our link` : `${took} without word of it`;
	return [
		{
			key: which,
			severity: 'note',
			who: which === 'link' ? 'our link' : names,
			topic: 'messages missed',
			text: `${short}${which === 'link' ? ` of ${names}` : ''} in ${why}; answers to others count among them`,
			short,
			since,
			lastAt,
			total: most,
			about: aboutLink,
		},
	];
}

export const missedEventsRule = defineRule({
	id: 'events-missed',
	meaning:
		'after our link was down, or a server was not heard for a while: how many messages were missed at most, by the numbers that servers give them',
	isOwnLink: true,
	endsUnsaid: true,
	find: model => [...missedFinding(model, 'link'), ...missedFinding(model, 'silence')],
});
