// The identities behind the trouble, ranked: refused logins, reconnect loops, slow consumers.
import {count, rate, unknown} from '../../format/number.ts';
import {shortKeys} from '../../format/short-key.ts';
import {clock, duration} from '../../format/time.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {attemptsPerSecond, displayName} from '../../insight/auth-errors.ts';
import {loopPerMinute} from '../../insight/reconnect-loop.ts';
import {medianLifeMs} from '../../model/client.ts';
import {sumOver} from '../../model/tally.ts';
import {fieldIn} from '../../table/filter.ts';
import type {Target} from '../../ui/ui.ts';
import {reasonStyle} from '../columns/connection-columns.ts';
import {asHeard, type Model} from '../../model/model.ts';
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

const minute = 60_000;

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
		if (identity.unfinished || model.now - identity.lastSeenAt > minute) continue;
		const perMinute = sumOver(identity.attempts, model.now, minute);
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
		if (model.now - client.lastSeenAt > minute) continue;
		const loop = loopPerMinute(model, client);
		const slow = client.lastReason.startsWith('Slow Consumer');
		if (loop === undefined && !slow) continue;
		const kind = loop === undefined ? 'slow' : 'loop';
		const identity = [client.account, quoteIfBlank(client.user)].filter(part => part !== '').join('/');
		const name = client.name || client.user || client.host;
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
	const model = asHeard(look.model);
	addRefused(model, suspects);
	addClients(model, suspects);
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

export const whoPane: Pane = definePane<Suspect>({
	id: 'who',
	title: 'WHO',
	compact: true,
	rows: suspectsOf,
	idOf: suspect => suspect.key,
	columns: look => [
		{
			id: 'name',
			title: 'CLIENT',
			width: 14,
			grow: 1,
			most: 28,
			rank: 0,
			cell: ({name}) => ({text: quoteIfBlank(name), style: 'strong'}),
		},
		{
			id: 'rate',
			title: 'RATE',
			width: 15,
			rank: 0,
			cell: suspect => ({
				text: rateText(suspect),
				style: suspect.kind === 'refused' && suspect.perMinute >= fewestRefused ? 'bad' : 'warn',
			}),
		},
		{
			id: 'identity',
			title: 'ACCOUNT/USER',
			width: 16,
			grow: 1,
			most: 30,
			// Where names alone do not tell them apart, who they log in as is the next thing to know.
			rank: isAmbiguous(suspectsOf(look)) ? 0.5 : 4,
			cell: ({identity}) => ({text: shortKeys(quoteIfBlank(identity)) || unknown}),
		},
		{id: 'host', title: 'HOST', width: 13, grow: 1, most: 26, rank: 5, cell: suspect => ({text: hostsText(suspect)})},
		{id: 'lives', title: 'LIVES', width: 7, align: 'right', rank: 6, cell: ({lives}) => ({text: duration(lives)})},
		{
			id: 'reason',
			title: 'LAST REASON',
			width: 18,
			grow: 2,
			most: 40,
			rank: 3,
			cell: ({reason}) => {
				const style = reasonStyle(reason);
				return style === undefined ? {text: reason, style: 'dim'} : {text: reason, style};
			},
		},
		{
			id: 'on',
			title: 'ON',
			width: 9,
			grow: 1,
			most: 24,
			rank: 2,
			cell: ({servers}) => ({text: [...servers].sort().join(' ')}),
		},
		{
			id: 'since',
			title: 'SINCE',
			width: 8,
			rank: 1,
			cell: ({since}) => ({text: clock(since, look.utc)}),
		},
	],
	filterable: ({name, identity, hosts, servers, reason}) => ({
		text: () => `${name} ${identity} ${[...hosts].join(' ')} ${reason} ${[...servers].join(' ')}`.toLowerCase(),
		field: field => {
			const host = [...hosts].join(' ');
			const server = [...servers].join(' ');
			return fieldIn({name, client: name, user: identity, acc: identity, host, reason, server}, field);
		},
	}),
	isWrong: () => true,
	target: targetOf,
	empty: () => 'nobody is refused, loops or is slow',
});
