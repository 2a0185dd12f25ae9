// The claims of an account in operator mode, on the account's page: limits, issuer, and what has changed.
import {firstNames} from '../../format/first-names.ts';
import {limitInWords} from '../../format/limit.ts';
import {unknown} from '../../format/number.ts';
import {ageInWords, clock, secondInWords} from '../../format/time.ts';
import type {Account} from '../../model/account.ts';
import {
	type AccountClaims,
	claimChanges,
	claimCounts,
	currentClaims,
	isOperatorAccount,
	type KnownClaims,
} from '../../model/claims.ts';
import {accountInfoSubject} from '../../requests/account-info.ts';
import type {Poll} from '../../asking/poll.ts';
import type {Look} from '../look.ts';
import {noAnswer} from '../no-answer.ts';
import {blank, fact, heading, type PageLine, row} from './page.ts';

const askEveryMs = 10_000;
const mostNames = 8;

/** What is asked while an account's page is open; nothing for accounts of a configuration file, which have no claims. */
export function claimsPolls(account: Account): readonly Poll[] {
	if (!isOperatorAccount(account.id)) return [];
	return [{request: {subject: accountInfoSubject(account.id), body: ''}, everyMs: askEveryMs, scope: 'all'}];
}

/** Names of the known servers that use these claims. */
function serversThatGoBy({model}: Look, {told}: KnownClaims, id: string): readonly string[] {
	return [...told]
		.filter(([, {claims}]) => claims.id === id)
		.flatMap(([serverId]) => model.servers.get(serverId)?.name ?? [])
		.sort();
}

function expiryLine(look: Look, {expiresAt}: AccountClaims): PageLine {
	if (expiresAt === undefined) return fact('expire', 'never');
	if (expiresAt === 'unreadable') return fact('expire', unknown);
	const leftMs = expiresAt * 1000 - look.model.now;
	const text = secondInWords(expiresAt, look.utc, 'never');
	if (leftMs <= 0) return fact('expired', text, 'bad');
	return fact('expire', text, leftMs < 86_400_000 ? 'warn' : undefined);
}

// Says which servers use which claims, after a push or when they disagree.
function sourceLines(look: Look, known: KnownClaims, claims: AccountClaims): readonly PageLine[] {
	const lines: PageLine[] = [];
	const agreeing = serversThatGoBy(look, known, claims.id);
	const others = new Map<string, AccountClaims>();
	for (const {claims: its} of known.told.values()) if (its.id !== claims.id) others.set(its.id, its);
	if (known.pushed !== undefined) {
		const {at, claims: its} = known.pushed;
		const taken = serversThatGoBy(look, known, its.id).length > 0;
		const asked = [...known.told.values()].some(seen => seen.at > at);
		const words = taken ? 'accepted' : asked ? 'no server uses them' : 'asking the servers whether they accepted them';
		lines.push(row('pushed', `${clock(at, look.utc)}, ${words}`, taken ? undefined : 'warn'));
	}
	if (agreeing.length > 0) {
		lines.push(row('servers', `${firstNames(agreeing, mostNames)} ${agreeing.length > 1 ? 'use' : 'uses'} these`));
	}
	for (const other of others.values()) {
		const names = serversThatGoBy(look, known, other.id);
		if (names.length === 0) continue;
		lines.push(
			row(
				'',
				`${firstNames(names, mostNames)}: different claims, issued ${secondInWords(other.issuedAt, look.utc, 'an unknown time')}`,
				'warn',
			),
		);
	}
	return lines;
}

/** The account's claims; nothing for accounts of a configuration file, which have none. */
export function claimsLines(look: Look, account: Account): readonly PageLine[] {
	if (!isOperatorAccount(account.id)) return [];
	const known = account.claims;
	const current = known === undefined ? undefined : currentClaims(known);
	if (known === undefined || current === undefined) {
		return [
			blank,
			heading('Claims', noAnswer(look, 'not known yet: only servers where the account is in use report them')),
		];
	}
	const {claims, at} = current;
	const before = known.before === undefined || known.before.id === claims.id ? undefined : known.before;
	const was = new Map(before === undefined ? [] : claimChanges(before, claims).map(change => [change.name, change]));
	const change = (name: string): string => {
		const found = was.get(name);
		return found === undefined ? '' : ` (was ${limitInWords(found.from, found.unit)})`;
	};
	const limited = claims.limits.filter(({name, limit}) => limit !== undefined || was.has(name));
	const unlimited = claims.limits.filter(({name, limit}) => limit === undefined && !was.has(name));
	return [
		blank,
		heading('Claims', `last reported ${ageInWords(look.model.now - at)} ago`),
		fact('issued by', `${claims.issuer || 'nobody'}${change('issuer')}`),
		fact('issued at', secondInWords(claims.issuedAt, look.utc, 'not told')),
		expiryLine(look, claims),
		...sourceLines(look, known, claims),
		...limited.map(({name, unit, limit}) => {
			const text = `${limitInWords(limit, unit)}${change(name)}`;
			return fact(name, text, was.has(name) ? 'accent' : undefined);
		}),
		...(claims.limits.some(({name}) => name.endsWith('storage')) ? [] : [fact('JetStream', 'off')]),
		...(unlimited.length === 0 ? [] : [fact('unlimited', unlimited.map(({name}) => name).join(', '))]),
		...claimCounts(claims)
			.filter(({name, many}) => many !== 0 || was.has(name))
			.map(({name, many}) =>
				fact(name, `${limitInWords(many, 'count')}${change(name)}`, was.has(name) ? 'accent' : undefined),
			),
	];
}
