// The identities that cause trouble, worst first: refused logins, reconnect loops, slow consumers. The same
// application on several hosts is one of them.
import {displayName} from '../../format/display-name.ts';
import {quoteIfBlank} from '../../format/quote-if-blank.ts';
import {attemptsPerSecond} from '../../insight/auth-errors.ts';
import {loopPerMinute} from '../../insight/reconnect-loop.ts';
import {medianLifeMs} from '../../model/client.ts';
import type {Model} from '../../model/model.ts';
import {inLastMinute} from '../../model/tally.ts';
import type {Target} from '../../ui/ui.ts';
import type {Look} from '../look.ts';

/** The same application on several hosts is one suspect. */
export type Suspect = {
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
export const fewestRefused = 5;

function weightOf({kind, perMinute}: Suspect): number {
	if (kind === 'refused') return perMinute >= fewestRefused ? 1e9 + perMinute : perMinute;
	return (kind === 'loop' ? 1e6 : 1e3) + perMinute;
}

const suspectsOfLook = new WeakMap<Look, readonly Suspect[]>();

// Rows and columns are two questions about the same suspects.
export function suspectsOf(look: Look): readonly Suspect[] {
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
