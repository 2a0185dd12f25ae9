// The identities behind the trouble, ranked: refused logins, reconnect loops, slow consumers.
import {displayName} from '../../format/display-name.ts';
import {count, rate, unknown} from '../../format/number.ts';
import {shortKeys} from '../../format/short-key.ts';
import {clock, duration} from '../../format/time.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {attemptsPerSecond} from '../../insight/auth-errors.ts';
import {loopPerMinute} from '../../insight/reconnect-loop.ts';
import {medianLifeMs} from '../../model/client.ts';
import {inLastMinute} from '../../model/tally.ts';
import type {Column} from '../../table/column.ts';
import type {Target} from '../../ui/ui.ts';
import {reasonStyle} from '../columns/connection-event-words.ts';
import {secondsOf} from '../columns/server-cells.ts';
import type {Model} from '../../model/model.ts';
import type {Look} from '../look.ts';
import {definePane, type Pane} from './pane.ts';

/** The same application on several hosts is one suspect. */
type Suspect = {
	readonly key: string;
	readonly name: string;
	readonly identity: string;
	readonly hosts: Set<string>;
	readonly servers: Set<string>;
	readonly kind: 'refused' | 'loop' | 'slow';
	/** Of the member that is worst. */
	lives: number | undefined;
	reason: string;
	target: Target;
	perMinute: number;
	perSecond: number;
	since: number;
	worst: number;
};

const minuteMs = 60_000;

type Member = Omit<Suspect, 'hosts' | 'worst'> & {readonly host: string};

function join(suspects: Map<string, Suspect>, member: Member): void {
	const {host, ...rest} = member;
	const known = suspects.get(member.key);
	if (known === undefined) {
		suspects.set(member.key, {
			...rest,
			servers: new Set(member.servers),
			hosts: new Set([host]),
			worst: member.perMinute,
		});
		return;
	}
	known.hosts.add(host);
	for (const server of member.servers) known.servers.add(server);
	known.perMinute += member.perMinute;
	known.perSecond += member.perSecond;
	known.since = Math.min(known.since, member.since);
	if (member.perMinute <= known.worst) return;
	known.worst = member.perMinute;
	known.lives = member.lives;
	known.reason = member.reason;
	known.target = member.target;
}

function addRefused(model: Model, suspects: Map<string, Suspect>): void {
	for (const identity of model.refused.values()) {
		if (identity.unfinished || model.now - identity.lastSeenAt > minuteMs) continue;
		const perMinute = inLastMinute(identity.attempts, model.now);
		if (perMinute === 0) continue;
		join(suspects, {
			key: `refused ${identity.user}\n${displayName(identity)}`,
			name: displayName(identity),
			identity: identity.user,
			host: identity.host,
			servers: identity.servers,
			kind: 'refused',
			lives: undefined,
			reason: identity.lastReason,
			target: {kind: 'refused', key: identity.key},
			perMinute,
			perSecond: attemptsPerSecond(model, identity),
			since: identity.runSince,
		});
	}
}

function addClients(model: Model, suspects: Map<string, Suspect>): void {
	for (const client of model.clients.values()) {
		if (model.now - client.lastSeenAt > minuteMs) continue;
		const loop = loopPerMinute(model, client);
		const slow = client.lastReason.startsWith('Slow Consumer');
		if (loop === undefined && !slow) continue;
		const kind = loop === undefined ? 'slow' : 'loop';
		const identity = [client.account, quoteIfBlank(client.user)].filter(part => part !== '').join('/');
		const name = displayName(client);
		join(suspects, {
			key: `${kind} ${identity}\n${name}`,
			name,
			identity,
			host: client.host,
			servers: client.servers,
			kind,
			lives: medianLifeMs(client),
			reason: client.lastReason,
			target: {kind: 'client', key: client.key},
			perMinute: loop ?? 1,
			perSecond: 0,
			since: client.firstSeenAt,
		});
	}
}

/** One that is refused less often has only mistyped. */
const fewestRefused = 5;

function weightOf({kind, perMinute}: Suspect): number {
	if (kind === 'refused') return perMinute >= fewestRefused ? 1e9 + perMinute : perMinute;
	return (kind === 'loop' ? 1e6 : 1e3) + perMinute;
}

const suspectsOfLook = new WeakMap<Look, readonly Suspect[]>();

// Rows and columns are two questions about the same suspects.
function suspectsOf(look: Look): readonly Suspect[] {
	const known = suspectsOfLook.get(look);
	if (known !== undefined) return known;
	const found = findSuspects(look);
	suspectsOfLook.set(look, found);
	return found;
}

function findSuspects(look: Look): readonly Suspect[] {
	const suspects = new Map<string, Suspect>();
	addRefused(look.model, suspects);
	addClients(look.model, suspects);
	return [...suspects.values()].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, 100);
}

function rateText({kind, perMinute, perSecond}: Suspect): string {
	if (kind === 'slow') return 'slow consumer';
	if (kind === 'loop') return `${count(perMinute)}/min loop`;
	return perSecond >= 1 ? `${rate(perSecond)}/s refused` : `${count(perMinute)}/min refused`;
}

/** Several hosts open the list of all of them. */
function targetOf({kind, name, hosts, target}: Suspect): Target {
	if (hosts.size === 1) return target;
	return {kind: 'view', view: kind === 'refused' ? 'auth-errors' : 'connects', filter: `name:"${name}"`};
}

function hostsText({hosts}: Suspect): string {
	const [first = ''] = hosts;
	return hosts.size > 1 ? `${hosts.size} hosts` : first;
}

/** As much of a name as is seen of it on a narrow screen. */
const seenOfName = 13;

function isAmbiguous(suspects: readonly Suspect[]): boolean {
	return new Set(suspects.map(({name}) => name.slice(0, seenOfName))).size < suspects.length;
}

function serversOf({servers}: Suspect): string {
	return [...servers].sort().join(' ');
}

function columnsOf(look: Look): readonly Column<Suspect>[] {
	return [
		{
			id: 'client',
			aliases: ['name'],
			title: 'CLIENT',
			width: 14,
			grow: 1,
			most: 28,
			rank: 0,
			value: ({name}) => name,
			cell: ({name}) => ({text: quoteIfBlank(name), style: 'strong'}),
		},
		{
			id: 'rate',
			title: 'RATE',
			width: 15,
			rank: 0,
			value: ({perMinute}) => perMinute,
			cell: suspect => ({
				text: rateText(suspect),
				style: suspect.kind === 'refused' && suspect.perMinute >= fewestRefused ? 'bad' : 'warn',
			}),
		},
		{
			id: 'user',
			aliases: ['acc', 'account'],
			title: 'ACCOUNT/USER',
			width: 16,
			grow: 1,
			most: 30,
			// Where names alone do not tell them apart, who they log in as is the next thing to know.
			rank: isAmbiguous(suspectsOf(look)) ? 0.5 : 4,
			value: ({identity}) => identity,
			cell: ({identity}) => ({text: shortKeys(quoteIfBlank(identity)) || unknown}),
		},
		{
			id: 'host',
			title: 'HOST',
			width: 13,
			grow: 1,
			most: 26,
			rank: 5,
			value: ({hosts}) => [...hosts].join(' '),
			cell: suspect => ({text: hostsText(suspect)}),
		},
		{
			id: 'lives',
			title: 'LIVES',
			width: 7,
			align: 'right',
			rank: 6,
			value: ({lives}) => secondsOf(lives),
			cell: ({lives}) => ({text: duration(lives)}),
		},
		{
			id: 'reason',
			title: 'LAST REASON',
			width: 18,
			grow: 2,
			most: 40,
			rank: 3,
			value: ({reason}) => reason,
			cell: ({reason}) => ({text: reason, style: reasonStyle(reason) ?? 'dim'}),
		},
		{
			id: 'server',
			title: 'ON',
			width: 9,
			grow: 1,
			most: 24,
			rank: 2,
			value: serversOf,
			cell: suspect => ({text: serversOf(suspect)}),
		},
		{
			id: 'since',
			title: 'SINCE',
			width: 8,
			rank: 1,
			value: ({since}) => since,
			cell: ({since}) => ({text: clock(since, look.utc)}),
		},
	];
}

export const whoPane: Pane = definePane<Suspect>({
	id: 'who',
	title: 'WHO',
	compact: true,
	ownOrder: true,
	rows: suspectsOf,
	idOf: ({key}) => key,
	columns: columnsOf,
	isWrong: () => true,
	target: targetOf,
	empty: () => 'no client is refused, in a reconnect loop, or slow',
});
