// By which claims each server goes for an account, and what each said to new ones.
import type {AccountClaims} from '../model/claims.ts';
import {reasonIn} from '../requests/define-command-request.ts';
import {accountClaimsIn} from '../wire/claims.ts';
import {fields, text} from '../wire/fields.ts';
import {answerOf, type Answers, type Asked, answersTo, dataOf} from './answers.ts';
import type {Report, Tone} from './command.ts';

/** Undefined: the server does not answer; `not loaded`: the account is not in use there. */
type Live = {readonly claims: AccountClaims; readonly isNew: boolean} | 'not loaded' | undefined;

function liveIn(data: Readonly<Record<string, unknown>>, token: string, id: string): Live {
	const claims = accountClaimsIn(fields(data['decoded_jwt']));
	if (claims === undefined) return 'not loaded';
	const {jwt} = data;
	return {claims, isNew: typeof jwt === 'string' && jwt !== '' ? jwt === token : claims.id === id};
}

/** The newest claims that any server goes by, and how many go by others. */
export function newestLive(
	answers: Answers,
	info: Asked,
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
	// 200 is also what a server says that does nothing.
	return {kind: message.includes('skipped') ? 'skipped' : 'taken', text: message};
}

function told({kind, text: words}: Said, live: Live, isOver: boolean): {readonly text: string; readonly tone: Tone} {
	const quoted = words === '' ? '' : `, “${words}”`;
	if (kind === 'refused') return {text: `refuses them: ${words}`, tone: 'bad'};
	if (live === undefined) {
		if (!isOver) return {text: `being asked by which it goes${quoted}`, tone: 'warn'};
		return kind === 'nothing'
			? {text: 'does not answer', tone: 'bad'}
			: {text: `does not say by which it goes${quoted}`, tone: 'warn'};
	}
	if (live === 'not loaded') {
		if (kind === 'taken') return {text: `keeps them; the account is not in use there${quoted}`, tone: 'good'};
		if (kind === 'skipped') return {text: `leaves them: the account is not in use there${quoted}`, tone: 'warn'};
		return {text: 'has said nothing; the account is not in use there', tone: 'warn'};
	}
	if (live.isNew) return {text: `goes by the new claims${quoted}`, tone: 'good'};
	return {text: `goes by the old claims${quoted}`, tone: 'bad'};
}

export type ServerClaims = Report & {
	/** Whether another answer may say more: it took them, and does not go by them yet. */
	readonly isOpen: boolean;
};

/** What has become of new claims on each server: those that were asked, and others that answered. */
export function claimsReports(
	request: Asked,
	info: Asked,
	toRequest: Answers,
	answers: Answers,
	claims: {readonly token: string; readonly id: string},
	sentAt: number,
	isOver: boolean,
): readonly ServerClaims[] {
	const servers = new Map(request.from);
	for (const {serverId, server} of answersTo(toRequest, request)) servers.set(serverId, server);
	const order = new Intl.Collator('en', {numeric: true});
	return [...servers]
		.sort(([, a], [, b]) => order.compare(a, b))
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
