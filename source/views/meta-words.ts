// The meta group of JetStream in words, one part for each domain: who leads it, or why nobody does.
import {firstNames} from '../format/first-names.ts';
import {count, unknown} from '../format/number.ts';
import {duration} from '../format/time.ts';
import type {MetaPeer} from '../model/jetstream.ts';
import {type MetaGroup, metaGroups} from '../model/meta-group.ts';
import type {Model} from '../model/model.ts';
import {hasNumbers} from '../model/server-state.ts';
import {serversInOrder} from '../model/servers.ts';
import type {Style} from '../screen/screen.ts';

type Words = {readonly text: string; readonly style?: Style};

/** `lag 12`: the most that one of those that are not offline is behind. */
function lagInWords(peers: readonly MetaPeer[]): string {
	const lags = peers.filter(({offline}) => !offline).map(({lag}) => lag);
	if (lags.some(lag => lag === undefined)) return `lag ${unknown}`;
	return `lag ${count(Math.max(0, ...lags.map(lag => lag ?? 0)))}`;
}

function offlineInWords(peers: readonly MetaPeer[]): readonly string[] {
	const offline = peers.filter(peer => peer.offline);
	const [first] = offline;
	if (first === undefined) return [];
	const since = offline.length > 1 || first.activeMs === undefined ? '' : ` ${duration(first.activeMs)}`;
	return [`offline ${firstNames(offline.map(({name}) => name))}${since}`];
}

function behindInWords(peers: readonly MetaPeer[]): readonly string[] {
	const behind = peers.filter(peer => !peer.offline && !peer.current);
	return behind.length === 0 ? [] : [`not current ${firstNames(behind.map(({name}) => name))}`];
}

function groupInWords({state, size, quorum, heard, isRescue}: MetaGroup): Words {
	const rescue = isRescue ? ', quorum lowered by an operator' : '';
	switch (state.kind) {
		case 'led': {
			const {leader, server, peers, unaware} = state;
			const facts = [
				...(server === undefined ? ['not heard'] : []),
				`${count(size)} peers`,
				...(peers === undefined ? [`lag ${unknown}`] : [lagInWords(peers)]),
				...offlineInWords(peers ?? []),
				...behindInWords(peers ?? []),
				...(unaware.length === 0 ? [] : [`not known to ${firstNames(unaware)}`]),
			];
			const isFine =
				server !== undefined &&
				unaware.length === 0 &&
				(peers ?? []).every(({current, offline}) => current && !offline);
			const text = `meta ${leader} (${facts.join(', ')})${rescue}`;
			return isFine && !isRescue ? {text} : {text, style: 'warn'};
		}
		case 'leaderless': {
			const {missing} = state;
			const named = missing.length === 0 ? '' : `: missing ${firstNames(missing, 8)}`;
			const answer = heard.length === 1 ? 'answers' : 'answer';
			const text = `no leader: ${count(heard.length)} of ${count(size)} ${answer}, need ${count(quorum)}${named}${rescue}`;
			return {text, style: 'bad'};
		}
		case 'disagreement': {
			const sides = state.sides.map(({leader, servers}) => `${firstNames(servers)}→${leader}`);
			return {text: `disagreement: ${sides.slice(0, 6).join(', ')}${rescue}`, style: 'bad'};
		}
	}
}

/** Where no meta group is heard: nobody has JetStream, or each runs it alone, or nothing is known. */
function withoutGroup(model: Model): Words {
	const told = serversInOrder(model).filter(hasNumbers);
	const alone = told.filter(({stats}) => stats?.jetStream !== undefined);
	if (alone.length > 0) return {text: `no meta group: ${firstNames(alone.map(({name}) => name))} alone`};
	if (told.length === 0) return {text: unknown, style: 'dim'};
	return {text: 'JetStream is off on every server that is heard', style: 'dim'};
}

/** With the name of its domain, where that has one. */
export function metaGroupInWords(group: MetaGroup): Words {
	const words = groupInWords(group);
	return group.domain === '' ? words : {...words, text: `${group.domain}: ${words.text}`};
}

/** One part for each domain. */
export function metaInWords(model: Model): readonly Words[] {
	const groups = metaGroups(model);
	if (groups.length === 0) return [withoutGroup(model)];
	return groups.map(metaGroupInWords);
}
