// Claims of an account, from whoever told them: kept, and noted when they are news.
import {limitInWords} from '../format/limit.ts';
import {shortKeys} from '../format/short-key.ts';
import {cut} from '../format/width.ts';
import {accountOf} from './accounts.ts';
import {type AccountClaims, claimChanges} from './claims.ts';
import {claimsPushed, claimsTold} from './learn-claims.ts';
import type {Model} from './model.ts';
import {note} from './notices.ts';
import type {Server} from './server.ts';

/** More changes than these are not told one by one. */
const mostChanges = 8;
/** Longest name or key in a sentence, in cells. */
const longestName = 32;

function inShort(text: string): string {
	return cut(shortKeys(text), longestName);
}

function changesInWords(before: AccountClaims, after: AccountClaims): string {
	const changes = claimChanges(before, after);
	if (changes.length === 0) return 'no limit has changed';
	const told = changes.slice(0, mostChanges).map(({name, unit, from, to}) => {
		const [was, is] = [limitInWords(from, unit), limitInWords(to, unit)];
		return `${inShort(name)} ${inShort(was)} → ${inShort(is)}`;
	});
	const more = changes.length - told.length;
	return `${told.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

function limitsInWords({limits}: AccountClaims): string {
	const connections = limits.find(({name}) => name === 'connections')?.limit;
	return `connections ${limitInWords(connections, 'count')} (before: not known)`;
}

function tell(model: Model, claims: AccountClaims, before: AccountClaims | undefined, how: string, at: number): void {
	const what = before === undefined ? limitsInWords(claims) : changesInWords(before, claims);
	note(model, 'claims', at, claims.name, `${what}${how}, issued by ${inShort(claims.issuer) || 'nobody'}`);
}

/** Somebody pushes claims to the servers, which may refuse them. */
export function takePushedClaims(model: Model, claims: AccountClaims, at: number): 'twice' | undefined {
	const account = accountOf(model, claims.account, at);
	const news = claimsPushed(account, claims, at);
	if (news === undefined) return 'twice';
	// What the servers call it is better known than what is on its way to them.
	if (account.name === account.id) account.name = claims.name;
	tell(model, claims, news.before, '', at);
	return undefined;
}

/** A server says by which claims it goes. */
export function takeToldClaims(model: Model, server: Server, claims: AccountClaims, at: number): void {
	const account = accountOf(model, claims.account, at);
	const news = claimsTold(model, account, server.id, claims, at);
	account.name = claims.name;
	if (news !== undefined) tell(model, claims, news.before, `, as ${server.name} tells`, at);
}
