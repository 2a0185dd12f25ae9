// The claims that each server uses for an account, and each server's answer to new ones.
import {compareNames} from '../format/natural-order.ts';
import type {AccountClaims} from '../model/claims.ts';
import {reasonIn} from '../requests/define-command-request.ts';
import {accountClaimsIn} from '../wire/claims.ts';
import {fields, text} from '../wire/fields.ts';
import {answerOf, type Answers, type AddressedRequest, answersTo, dataOf} from './answers.ts';
import type {Report, Tone} from './command.ts';

/** Undefined: the server does not answer; `not loaded`: the account is not in use there. */
type Live = {readonly claims: AccountClaims; readonly isNew: boolean} | 'not loaded' | undefined;

function liveIn(data: Readonly<Record<string, unknown>>, token: string, id: string): Live {
	const claims = accountClaimsIn(fields(data['decoded_jwt']));
	if (claims === undefined) return 'not loaded';
	const {jwt} = data;
	return {claims, isNew: typeof jwt === 'string' && jwt !== '' ? jwt === token : claims.id === id};
}

/** The newest claims that any server uses, and the servers that use others. */
export function newestLive(
	answers: Answers,
	info: AddressedRequest,
	token: string,
	id: string,
): {readonly newest: AccountClaims | undefined; readonly isNew: boolean; readonly others: readonly string[]} {
	const live = answersTo(answers, info).flatMap(answer => {
		const its = liveIn(dataOf(answer), token, id);
		return typeof its === 'object' ? [{...its, server: answer.server}] : [];
	});
	const [newest] = live.toSorted((a, b) => (b.claims.issuedAt ?? 0) - (a.claims.issuedAt ?? 0));
	const others = live.filter(({claims}) => claims.id !== newest?.claims.id).map(({server}) => server);
	return {newest: newest?.claims, isNew: live.length > 0 && live.every(({isNew}) => isNew), others: others.sort()};
}

type Said = {readonly kind: 'taken' | 'skipped' | 'refused' | 'nothing'; readonly text: string};

function saidIn(body: Readonly<Record<string, unknown>> | undefined): Said {
	if (body === undefined) return {kind: 'nothing', text: ''};
	const reason = reasonIn(body);
	if (reason !== undefined) return {kind: 'refused', text: reason};
	const message = text(fields(body['data'])['message']);
	// A server that does nothing with the claims answers 200 too.
	return {kind: message.includes('skipped') ? 'skipped' : 'taken', text: message};
}

function told({kind, text: words}: Said, live: Live, isOver: boolean): {readonly text: string; readonly tone: Tone} {
	const quoted = words === '' ? '' : `, “${words}”`;
	if (kind === 'refused') return {text: `refuses the claims: ${words}`, tone: 'bad'};
	if (live === undefined) {
		if (!isOver) return {text: `being asked which claims it uses${quoted}`, tone: 'warn'};
		return kind === 'nothing'
			? {text: 'does not answer', tone: 'bad'}
			: {text: `does not report which claims it uses${quoted}`, tone: 'warn'};
	}
	if (live === 'not loaded') {
		if (kind === 'taken') return {text: `stored; the account is not in use there${quoted}`, tone: 'good'};
		if (kind === 'skipped') return {text: `not stored: the account is not in use there${quoted}`, tone: 'warn'};
		return {text: 'has not answered; the account is not in use there', tone: 'warn'};
	}
	if (live.isNew) return {text: `uses the new claims${quoted}`, tone: 'good'};
	return {text: `uses the old claims${quoted}`, tone: 'bad'};
}

export type ServerClaims = Report & {
	/** Whether a later answer may say more: the server accepted the claims and does not use them yet. */
	readonly isOpen: boolean;
};

/** The state of new claims on each server that was asked or has answered. */
export function claimsReports(
	request: AddressedRequest,
	info: AddressedRequest,
	toRequest: Answers,
	answers: Answers,
	claims: {readonly token: string; readonly id: string},
	sentAt: number,
	isOver: boolean,
): readonly ServerClaims[] {
	const servers = new Map(request.from);
	for (const {serverId, server} of answersTo(toRequest, request)) servers.set(serverId, server);
	return [...servers]
		.sort(([, a], [, b]) => compareNames(a, b))
		.map(([id, server]) => {
			const answer = answerOf(toRequest, request, id);
			const informed = answerOf(answers, info, id);
			const live = informed?.body === undefined ? undefined : liveIn(dataOf(informed), claims.token, claims.id);
			const said = saidIn(answer?.body);
			const isOpen = live === undefined || (typeof live === 'object' && !live.isNew && said.kind === 'taken');
			return {
				server,
				afterMs: answer === undefined ? undefined : answer.at - sentAt,
				isOpen,
				...told(said, live, isOver),
			};
		});
}
