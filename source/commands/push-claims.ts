// New claims for an account: limits and rights that its operator has signed, from a file to all servers.
import {limitInWords} from '../format/limit.ts';
import {shortKeys} from '../format/short-key.ts';
import {secondInWords} from '../format/time.ts';
import {type AccountClaims, claimChanges, claimCounts} from '../model/claims.ts';
import type {Model} from '../model/model.ts';
import {isSpeaking} from '../model/server-state.ts';
import {accountInfoSubject} from '../requests/account-info.ts';
import {pushClaims} from '../requests/push-claims.ts';
import {serverVariables} from '../requests/server-variables.ts';
import {text} from '../wire/fields.ts';
import {type Answers, isNobodyThere, dataFrom} from './answers.ts';
import type {Fact, Part} from './command.ts';
import {beginningOf, confirmationBy} from './confirmation.ts';
import type {Finding, Plan} from './plan.ts';
import {claimsReports, newestLive} from './live-claims.ts';
import {limitWarnings} from './limit-warnings.ts';
import {type NewClaims, whyNotNow} from './new-claims.ts';
import {issuerAmong, operatorsIn} from './operators.ts';
import type {CommandTarget} from './command-target.ts';

const withinMs = 3000;
const verifyForMs = 3000;

/** What the servers say of the account and its operator. */
type Found = {
	/** Who signed the new claims. */
	readonly issuer: string;
	readonly live: AccountClaims | undefined;
	/** Servers that use older claims than the newest live ones. */
	readonly others: readonly string[];
	readonly isSystemAccount: boolean;
};

/** The first characters of a token's id, which are enough to tell two tokens apart. */
function idInShort(id: string): string {
	return id.length > 12 ? `${id.slice(0, 8)}…` : id;
}

function claimsFacts(claims: AccountClaims, issuer: string, utc: boolean): readonly Fact[] {
	const limited = claims.limits.filter(({limit}) => limit !== undefined);
	const unlimited = claims.limits.filter(({limit}) => limit === undefined).map(({name}) => name);
	return [
		{name: 'account', value: claims.name === claims.account ? claims.account : `${claims.name}, ${claims.account}`},
		{name: 'issued by', value: `${issuer}, ${shortKeys(claims.issuer)}`},
		{name: 'issued at', value: secondInWords(claims.issuedAt, utc, 'not told')},
		{name: 'expire', value: secondInWords(claims.expiresAt, utc, 'never')},
		...limited.map(({name, limit, unit}) => ({name, value: limitInWords(limit, unit)})),
		...(unlimited.length === 0 ? [] : [{name: 'unlimited', value: unlimited.join(', ')}]),
		...claimCounts(claims)
			.filter(({many}) => many !== 0)
			.map(({name, many}) => ({name, value: limitInWords(many, 'count')})),
		{name: 'token id', value: claims.id === '' ? 'none' : idInShort(claims.id)},
	];
}

function changesPart({live, others}: Found, claims: AccountClaims, utc: boolean): Part {
	const heading = 'What changes';
	if (live === undefined) {
		const value = 'not known: the account is in use on no server';
		return {heading, facts: [{name: 'against the live ones', value, tone: 'warn'}]};
	}
	const changes = claimChanges(live, claims).map(
		({name, unit, from, to}): Fact => ({
			name,
			value: `${shortKeys(limitInWords(from, unit))} → ${shortKeys(limitInWords(to, unit))}`,
			tone: 'accent',
		}),
	);
	const none: Fact = {name: 'limits', value: 'none; something else in them has changed'};
	const disagree: Fact = {name: 'other claims on', value: others.join(' '), tone: 'warn'};
	return {
		heading,
		note: `against the live ones of ${secondInWords(live.issuedAt, utc, 'an unknown time')}`,
		facts: [...(changes.length === 0 ? [none] : changes), ...(others.length === 0 ? [] : [disagree])],
	};
}

function serversThatAnswer(model: Model): ReadonlyMap<string, string> {
	return new Map([...model.servers.values()].filter(isSpeaking).map(({id, name}) => [id, name]));
}

/** Has all servers use new claims of an account. */
export function pushClaimsPlan(
	model: Model,
	target: CommandTarget & {readonly kind: 'push'},
	name: string,
	{token, claims}: NewClaims,
	utc: boolean,
): Plan<Found> {
	const {account} = target;
	const from = serversThatAnswer(model);
	const ours = model.link.serverId;
	const variables = {
		...serverVariables(ours),
		from: new Map([[ours, model.servers.get(ours)?.name ?? model.link.serverName]]),
	};
	const info = {subject: accountInfoSubject(account), body: '', from};
	const request = {...pushClaims(account, token), from};
	const reportsOf = (toRequest: Answers, answers: Answers, sentAt: number, isOver: boolean) =>
		claimsReports(request, info, toRequest, answers, {token, id: claims.id}, sentAt, isOver);

	function find(answers: Answers, now: number): Finding<Found> {
		const reasons = [...whyNotNow(token, now, utc)];
		const data = dataFrom(answers, variables);
		if (typeof data === 'string') {
			return {kind: 'refused', reasons: [...reasons, `which operators are trusted is not known: ${data}`]};
		}
		const operators = operatorsIn(data);
		if (operators.length === 0) {
			const server = text(data['server_name']);
			return {
				kind: 'refused',
				reasons: [...reasons, `${server} trusts no operator: accounts are in its configuration`],
			};
		}
		const issuer = issuerAmong(claims.issuer, operators);
		if ('why' in issuer) reasons.push(issuer.why);
		const {newest, isNew, others} = newestLive(answers, info, token, claims.id);
		if (isNew) reasons.push('the live claims are the same');
		if (newest?.issuedAt !== undefined && (claims.issuedAt ?? 0) < newest.issuedAt) {
			const [its, live] = [
				secondInWords(claims.issuedAt, utc, 'an unknown time'),
				secondInWords(newest.issuedAt, utc, ''),
			];
			reasons.push(`it is older than the live claims: of ${its}, those are of ${live}`);
		}
		if (reasons.length > 0 || !('role' in issuer)) return {kind: 'refused', reasons};
		const isSystemAccount = text(data['system_account']) === account;
		return {kind: 'found', found: {issuer: issuer.role, live: newest, others, isSystemAccount}};
	}

	return {
		target,
		title: `Push claims of account ${name}`,
		lookUp: [variables, info],
		find,
		describe: found => ({
			parts: [
				changesPart(found, claims, utc),
				{heading: 'The new claims', facts: claimsFacts(claims, found.issuer, utc)},
			],
			warnings: [
				...(found.isSystemAccount
					? ['This is the system account: with claims that allow too little nobody can look any more.']
					: []),
				...limitWarnings(claims, found.live, model.accounts.get(account), model),
				...(found.live === undefined
					? [
							'No server has the account in use: those without files of their own (memory and URL resolvers) leave the claims.',
						]
					: []),
				'Servers with a memory or URL resolver forget what is pushed when they restart: change its source too.',
			],
			confirmation: confirmationBy([{text: name, what: 'the account’s name'}], {
				text: beginningOf(account),
				what: 'the first 8 characters of the account’s id',
			}),
		}),
		differs(shown, now) {
			if (shown.live?.id === now.live?.id && shown.live?.issuedAt === now.live?.issuedAt) return undefined;
			return 'the live claims have changed meanwhile: look again at what would change';
		},
		request,
		bodyInWords: `a JWT of ${token.length} characters, which is not shown; what it claims is on this page`,
		withinMs,
		told(_found, answers, sentAt) {
			if (isNobodyThere(answers, request)) {
				return {
					reports: [],
					conclusion: {text: 'no server takes claims: nothing was changed', tone: 'bad'},
					settled: true,
				};
			}
			return {reports: reportsOf(answers, new Map(), sentAt, false), conclusion: undefined, settled: false};
		},
		verify: [info],
		verifyForMs,
		judge(_found, toRequest, answers, sentAt, isOver) {
			const reports = reportsOf(toRequest, answers, sentAt, isOver);
			const settled = reports.every(({isOpen}) => !isOpen);
			const good = reports.filter(({tone}) => tone === 'good').length;
			const bad = reports.some(({tone}) => tone === 'bad');
			const tone = !settled && !isOver ? 'warn' : bad || good === 0 ? 'bad' : good < reports.length ? 'warn' : 'good';
			const took = `${good} of ${reports.length} server${reports.length === 1 ? '' : 's'} took the new claims`;
			return {reports, conclusion: {text: settled || isOver ? took : `${took} so far…`, tone}, settled};
		},
	};
}
