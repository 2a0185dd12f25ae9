// Clients that are turned away because there are too many: of an account they come as a DISCONNECT without a CONNECT,
// of a whole server as a socket that never came to a login.
import {count} from '../format/number.ts';
import {type Journal, newest} from '../model/journal.ts';
import type {Folded} from '../model/happening.ts';
import type {Model} from '../model/model.ts';
import {defineRule, mostOfOneRule, type Problem} from './problem.ts';

const minute = 60_000;
/** In a minute; one that came once too often is no problem. */
const fewest = 5;

const ofAccount: ReadonlySet<string> = new Set([
	'maximum account connections exceeded',
	'maximum account active connections exceeded',
]);
const ofServer: ReadonlySet<string> = new Set(['maximum connections exceeded']);

type TurnedAway = {readonly who: string; perMinute: number; since: number; readonly servers: Set<string>};

/** Who turned clients away in the last minute, by name; `since` is the start of a run without a quiet minute. */
function turnedAway(
	journal: Journal<Folded>,
	now: number,
	reasons: ReadonlySet<string>,
	whoOf: (event: Folded['event']) => string,
): readonly TurnedAway[] {
	const found = new Map<string, TurnedAway>();
	for (let back = 0; ; back++) {
		const entry = newest(journal, back);
		if (entry === undefined) break;
		const {event, firstAt} = entry;
		if (!reasons.has(event.reason.toLowerCase())) continue;
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
		if (now - event.at > minute) continue;
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
			text: `turns clients away at its limit of connections ${count(perMinute)}/min on ${[...servers].sort().slice(0, 4).join(' ')}`,
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
		text: `turns clients away at its limit of connections ${count(perMinute)}/min`,
		since,
		about: {kind: 'view', view: 'auth-errors', filter: 'reason:"maximum connections"'},
	}));
}

export const atLimitRule = defineRule({
	id: 'at-limit',
	meaning: 'an account or a server turns clients away five times a minute or more: it has as many as it may have',
	find: model => [...servers(model), ...accounts(model)].slice(0, mostOfOneRule),
});
