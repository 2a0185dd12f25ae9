// What expires soon, or has expired: logins by a JWT, the claims of accounts, the certificates of servers, our own login.
import {exactFilter} from '../format/exact-filter.ts';
import {displayName} from '../format/display-name.ts';
import {firstNames} from '../format/first-names.ts';
import {shortKeys} from '../format/short-key.ts';
import {duration} from '../format/time.ts';
import {currentClaims} from '../model/claims.ts';
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {shownName} from '../model/server-names.ts';
import {type About, defineRule, type Finding, type Severity} from './problem.ts';

/** It is told for this long after it has expired. */
const newsMs = 86_400_000;

type Expiring = {
	readonly key: string;
	readonly who: string;
	/** `login`, `claims`, `certificate`. */
	readonly what: string;
	/** Epoch milliseconds. */
	readonly until: number;
	/** More of the sentence: whose it is. */
	readonly more: string;
	readonly about: About;
};

/** Logins that are good for a limited time, by user: one that has expired is of interest where it ended a connection. */
function ofUsers({clients, now}: Model, before: number): readonly Expiring[] {
	const soon: Client[] = [];
	for (const client of clients.values()) {
		const {loginUntil, live, lastReason} = client;
		if (loginUntil === undefined || loginUntil >= before) continue;
		if (loginUntil > now ? live > 0 : live > 0 || /expired/i.test(lastReason)) soon.push(client);
	}
	const users = Map.groupBy(soon, ({accountId, user, loginUntil}) => `user\n${accountId}\n${user}\n${loginUntil}`);
	return [...users].flatMap(([key, members]) => {
		const [first] = members;
		if (first?.loginUntil === undefined) return [];
		const names = [...new Set(members.map(displayName))];
		const isOne = names.length === 1;
		const who = isOne ? displayName(first) : `user ${first.user}`;
		const usedBy = isOne ? '' : `, used by ${firstNames(names)}`;
		const about: About =
			members.length === 1
				? {kind: 'client', key: first.key}
				: {kind: 'view', view: 'clients', filter: exactFilter({user: first.user})};
		const more = `${usedBy}, account ${shortKeys(first.account)}`;
		return [{key, who: shortKeys(who), what: 'login', until: first.loginUntil, more, about}];
	});
}

function ofAccounts({accounts}: Model, before: number): readonly Expiring[] {
	const soon: Expiring[] = [];
	for (const {id, name, claims} of accounts.values()) {
		const expiresAt = claims === undefined ? undefined : currentClaims(claims)?.claims.expiresAt;
		if (typeof expiresAt !== 'number' || expiresAt * 1000 >= before) continue;
		soon.push({
			key: `account\n${id}`,
			who: `account ${shortKeys(name)}`,
			what: 'claims',
			until: expiresAt * 1000,
			more: '',
			about: {kind: 'view', view: 'accounts', filter: exactFilter({name})},
		});
	}
	return soon;
}

function ofServers(model: Model, before: number): readonly Expiring[] {
	const soon: Expiring[] = [];
	for (const server of model.servers.values()) {
		const until = server.details?.variables?.certificateUntil;
		if (until === undefined || until >= before) continue;
		const {id} = server;
		const about: About = {kind: 'server', id};
		soon.push({key: `server\n${id}`, who: shownName(model, server), what: 'certificate', until, more: '', about});
	}
	return soon;
}

function ofOurselves({link}: Model, before: number): readonly Expiring[] {
	const {loginUntil: until, state} = link;
	if (until === undefined || until >= before || state === 'ended') return [];
	const about: About = {kind: 'view', view: 'messages', filter: '(link)'};
	return [{key: 'own', who: 'this program', what: 'login', until, more: '', about}];
}

function toldOf({key, who, what, until, more, about}: Expiring, now: number, severity: Severity): Finding {
	const isOver = until <= now;
	// `claims` are many.
	const verb = what === 'claims' ? 'expire' : 'expires';
	const short = isOver ? `${what} expired` : `${what} ${verb} in ${duration(until - now)}`;
	const text = `${isOver ? `${short} ${duration(now - until)} ago` : short}${more}`;
	const topic = isOver ? `expired ${what}` : `${what} about to expire`;
	return {key, severity, who, topic, text, short, about};
}

export const expiringRule = defineRule({
	id: 'expiring',
	meaning:
		'a login by JWT, the claims of an account, the certificate of a server, or our own login expires soon, or has expired',
	endsUnsaid: true,
	fold(problems) {
		const names = firstNames(problems.map(({who}) => who));
		const isOver = problems[0]?.severity === 'bad';
		const short = isOver ? 'expired' : 'expire soon';
		return {
			who: '# credentials',
			text: `${short}: ${names}`,
			short,
			about: {kind: 'view', view: 'clients', filter: ''},
		};
	},
	find(model, _lifeOf, {expiryNoteMs, expiryWarnMs}) {
		const {now} = model;
		const before = now + expiryNoteMs.value;
		return [ofOurselves, ofUsers, ofAccounts, ofServers]
			.flatMap(find => find(model, before))
			.filter(({until}) => now - until < newsMs)
			.sort((one, other) => one.until - other.until)
			.map(expiring => {
				const leftMs = expiring.until - now;
				return toldOf(expiring, now, leftMs <= 0 ? 'bad' : leftMs < expiryWarnMs.value ? 'warn' : 'note');
			});
	},
});
