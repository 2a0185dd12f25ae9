// Clients that are turned away because there are too many: of an account they come as a DISCONNECT without a CONNECT,
// of a whole server as a socket that never came to a login.
import {count} from '../format/number.ts';
import {type Journal, newest} from '../model/journal.ts';
import type {Folded} from '../model/journal-entry.ts';
import type {Model} from '../model/model.ts';
import {defineRule, mostOfOneRule, type Problem} from './problem.ts';

const minute = 60_000;
/** In a minute; one that came once too often is no problem. */
const fewest = 5;

const ofAccount = 'Maximum Account Connections Exceeded';
const ofServer = 'Maximum Connections Exceeded';

type TurnedAway = {readonly who: string; perMinute: number; since: number; readonly servers: Set<string>};

/** Who turned clients away in the last minute, by name; `since` is the start of a run without a quiet minute. */
function turnedAway(
	journal: Journal<Folded>,
	now: number,
	reason: string,
	whoOf: (event: Folded['event']) => string,
): readonly TurnedAway[] {
	const found = new Map<string, TurnedAway>();
	for (let back = 0; ; back++) {
		const entry = newest(journal, back);
		if (entry === undefined) break;
		const {event, firstAt} = entry;
		if (event.reason !== reason) continue;
		const who = whoOf(event);
		let one = found.get(who);
		if (one === undefined) {
			if (now - event.at > minute) continue;
			one = {who, perMinute: 0, since: firstAt, servers: new Set()};
			found.set(who, one);
		} else if (one.since - event.at > minute) {
			continue;
		}
		one.since = Math.min(one.since, firstAt);
		// Of a run that began earlier nobody knows how many came within the minute.
		if (now - firstAt > minute) continue;
		one.perMinute += entry.count;
		one.servers.add(event.serverName);
	}
	return [...found.values()].filter(({perMinute}) => perMinute >= fewest).sort((a, b) => b.perMinute - a.perMinute);
}

function accounts({journals, now}: Model): readonly Problem[] {
	return turnedAway(journals.connections, now, ofAccount, event => event.accountName || event.account).map(
		({who, perMinute, since, servers}) => ({
			rule: 'at-limit',
			key: `account ${who}`,
			severity: 'warn',
			who: `account ${who}`,
			text: `turns away ${count(perMinute)}/min at its connection limit on ${[...servers].sort().slice(0, 4).join(' ')}`,
			since,
			about: {kind: 'view', view: 'connects', filter: `acc:"${who}" reason:"maximum account"`},
		}),
	);
}

function servers({journals, now}: Model): readonly Problem[] {
	return turnedAway(journals.refusals, now, ofServer, event => event.serverName).map(({who, perMinute, since}) => ({
		rule: 'at-limit',
		key: `server ${who}`,
		severity: 'warn',
		who,
		text: `turns away ${count(perMinute)}/min at its connection limit`,
		since,
		about: {kind: 'view', view: 'auth-errors', filter: 'reason:"maximum connections"'},
	}));
}

export const atLimitRule = defineRule({
	id: 'at-limit',
	meaning: 'an account or a server that is full turns away five clients a minute or more',
	find: model => [...servers(model), ...accounts(model)].slice(0, mostOfOneRule),
});
