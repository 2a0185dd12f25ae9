// The head of an account's page: its sums over all servers, and which of them are outdated.
import {sumOfAll} from '../../model/stats.ts';
import {bytesInWords, grouped, perSecond, unknown} from '../../format/number.ts';
import {firstNames} from '../../format/first-names.ts';
import {ageInWords} from '../../format/time.ts';
import type {Account, AccountShare} from '../../model/account.ts';
import {countsCopies, isUnheard, sumOf} from '../../model/account-sum.ts';
import {lack} from '../../model/capabilities.ts';
import type {Model} from '../../model/model.ts';
import type {Server} from '../../model/server.ts';
import {shownName} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import type {Look} from '../look.ts';
import {fact, type PageLine, row} from './page.ts';

type Part = {readonly server: Server; readonly share: AccountShare};

function partsOf(model: Model, account: Account): readonly Part[] {
	return [...account.shares.values()].flatMap(share => {
		const server = model.servers.get(share.serverId);
		return server === undefined ? [] : [{server, share}];
	});
}

function many(value: number | undefined, one: string): string {
	return `${grouped(value)} ${one}${value === 1 ? '' : 's'}`;
}

/** `n3 is silent, last known 1 connection 12 s ago`; of several servers the age of the oldest report. */
function unheardInWords(model: Model, unheard: readonly Part[]): string {
	const connections = sumOfAll(unheard, ({share}) => share.connections);
	const leafs = sumOfAll(unheard, ({share}) => share.leafs);
	const oldestAt = Math.min(...unheard.map(({share}) => share.at));
	const names = firstNames(unheard.map(({server}) => shownName(model, server)).sort());
	const drains = unheard.every(({server}) => server.goodbye !== undefined);
	const are =
		unheard.length === 1 ? (drains ? 'is draining' : 'is silent') : drains ? 'are draining' : 'are silent or draining';
	const leafnodes = leafs !== 0 ? ` and ${many(leafs, 'leafnode')}` : '';
	return `${names} ${are}, last known ${many(connections, 'connection')}${leafnodes} ${ageInWords(model.now - oldestAt)} ago`;
}

/** Which servers include copies between servers in the traffic, and why. */
function copiesLines(model: Model, parts: readonly Part[]): readonly PageLine[] {
	const bySentence = Map.groupBy(
		parts.filter(({server, share}) => isSpeaking(server) && countsCopies(server, share)),
		({server}) => lack(server.version, 'accountCopies') ?? 'traffic between servers is not reported separately',
	);
	return [...bySentence].map(([sentence, servers]) =>
		row(
			'with copies',
			`${firstNames(servers.map(({server}) => shownName(model, server)).sort())}: ${sentence}`,
			'warn',
		),
	);
}

export function accountSumLines({model}: Look, account: Account): readonly PageLine[] {
	const sum = sumOf(model, account);
	const parts = partsOf(model, account);
	const unheard = parts.filter(({server, share}) => isUnheard(server, share));
	// Its clients may have been seen before a server has reported the account.
	const isTold = sum.oldestAt !== undefined;
	const least = unheard.length > 0 ? '≥ ' : '';
	const atLeast = (text: string): string => (text === unknown ? text : `${least}${text}`);
	const told = (value: number | undefined): string => (isTold ? atLeast(grouped(value)) : unknown);
	const on =
		unheard.length === 0
			? `on ${many(sum.servers, 'server')}`
			: `on ${grouped(sum.servers)} of ${many(sum.servers + sum.unheard, 'server')}`;
	const copies = (sum.copiesIn ?? 0) + (sum.copiesOut ?? 0);
	return [
		fact(
			'connections',
			isTold || unheard.length > 0 ? `${told(sum.connections)} ${on}` : unknown,
			unheard.length > 0 ? 'warn' : undefined,
		),
		fact('leafnodes', told(sum.leafs)),
		fact('messages', `in ${atLeast(perSecond(sum.messagesIn))}, out ${atLeast(perSecond(sum.messagesOut))}`),
		fact(
			'bytes',
			sum.bytesIn === undefined
				? unknown
				: `in ${least}${bytesInWords(sum.bytesIn)}/s, out ${least}${bytesInWords(sum.bytesOut)}/s`,
		),
		...(copies > 0
			? [
					fact(
						'between servers',
						`in ${atLeast(perSecond(sum.copiesIn))}, out ${atLeast(perSecond(sum.copiesOut))}: copies, not counted above`,
						'dim',
					),
				]
			: []),
		...(unheard.length > 0 ? [row('not included', unheardInWords(model, unheard), 'warn')] : []),
		...copiesLines(model, parts),
	];
}
