// Clients that come and go, by application, for the problem, the list of suspects and the pages alike.
import {displayName} from '../format/display-name.ts';
import type {Client} from '../model/client.ts';
import type {Model} from '../model/model.ts';
import {oncePerMomentEach} from '../model/once-per-moment.ts';
import type {Run} from '../model/run.ts';
import {createRun} from '../model/run.ts';
import {inLastMinute} from '../model/tally.ts';
import {leafnodesOf} from './from-clients.ts';
import {type Group, groupsBy, hostsOf} from './groups.ts';
import type {Thresholds} from './thresholds.ts';

export type ClientGroup = Group<Client>;

/** What loops already does so as long as it is not much slower. */
const lastingShare = 0.5;

const none = createRun();

function shortLivesOf({shortLives}: Client): Run {
	return shortLives ?? none;
}

/** An application: the account, the user and the name, whatever the host and the library. */
export function applicationOf(client: Client): string {
	return `${client.account}\n${client.user}\n${displayName(client)}`;
}

/** Several rules and views ask for the same. */
const groupsOfClients = oncePerMomentEach((model, withinMs: number) => findGroups(model, withinMs, false));
const groupsOfLeafs = oncePerMomentEach((model, withinMs: number) => findGroups(model, withinMs, true));

function findGroups(model: Model, withinMs: number, isLeaf: boolean): readonly ClientGroup[] {
	const found: Client[] = [];
	const {now, shortLives: all} = model;
	// Where no life was short lately, none of the clients has to be looked at.
	if (!isLeaf && (all === undefined || now - all.lastAt > withinMs)) return [];
	for (const client of isLeaf ? leafnodesOf(model) : model.clients.values()) {
		const {shortLives, kind} = client;
		if (shortLives === undefined || (kind === 'Leafnode') !== isLeaf) continue;
		if (now - shortLives.lastAt <= withinMs) found.push(client);
	}
	return groupsBy(found, applicationOf, shortLivesOf, model);
}

function sumOf(members: readonly Client[], valueOf: (client: Client) => number): number {
	return members.reduce((sum, client) => sum + valueOf(client), 0);
}

/** Whether a group goes round: it comes back after short lives, often, and hardly any of its connections stays. */
function loops({now}: Model, {members, run}: ClientGroup, lasts: boolean, thresholds: Thresholds): boolean {
	const {loopRounds, loopPerMinute} = thresholds;
	if (run.total < loopRounds.value * members.length || sumOf(members, one => one.returns) < loopRounds.value - 1) {
		return false;
	}
	const perMinute = (run.perSecond ?? run.total) * 60;
	if (perMinute < loopPerMinute.value * (lasts ? lastingShare : 1)) return false;
	const ended = sumOf(members, one => inLastMinute(shortLivesOf(one).recent, now));
	return sumOf(members, one => inLastMinute(one.connects, now)) <= 2 * ended;
}

/** Applications in a reconnect loop, also those that have stopped within so many milliseconds. */
export function loopGroups(
	model: Model,
	withinMs: number,
	thresholds: Thresholds,
	lasts: (key: string) => boolean = () => false,
): readonly ClientGroup[] {
	return groupsOfClients(model, withinMs).filter(group => loops(model, group, lasts(group.key), thresholds));
}

/**
 * Leafnodes that flap, also those that have stopped within so many milliseconds. On each host there may be one of the
 * name: only what was lost once more than that was lost again. Of servers of one name each is told by itself.
 */
export function flappingLeafs(model: Model, withinMs: number): readonly ClientGroup[] {
	const isShared = (name: string): boolean => (model.serversByName.get(name)?.length ?? 0) > 1;
	const groups = groupsOfLeafs(model, withinMs).filter(
		group => group.run.total > hostsOf(group).size && !isShared(group.first.name),
	);
	// Its own server tells of it without a name: the same once more, where the other end is heard too.
	const named = new Set(groups.filter(({first}) => first.name !== '').map(({first}) => first.account));
	return groups.filter(({first}) => first.name !== '' || !named.has(first.account));
}

/** Clients that a server has ended for being too slow, within so many milliseconds. */
export function slowGroups(model: Model, withinMs: number): readonly ClientGroup[] {
	const slow: Client[] = [];
	for (const client of model.clients.values()) {
		if (client.slowEnds !== undefined && model.now - client.slowEnds.lastAt <= withinMs) slow.push(client);
	}
	return groupsBy(slow, applicationOf, ({slowEnds}) => slowEnds ?? none, model);
}

/** Clients with short lives that are in none of the groups, within so many milliseconds. */
export function otherShortLives(model: Model, groups: readonly ClientGroup[], withinMs: number): readonly Client[] {
	const told = new Set(groups.flatMap(({members}) => members));
	return groupsOfClients(model, withinMs).flatMap(({members}) => members.filter(client => !told.has(client)));
}
