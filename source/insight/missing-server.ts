import {firstNames} from '../format/first-names.ts';
import type {Model} from '../model/model.ts';
import {agingMs, censusOf, opinionsOf} from '../model/server-census.ts';
import {shownName, shownNameOf} from '../model/server-names.ts';
import {type UnheardServer, unheardServers} from '../model/unheard-servers.ts';
import {defineRule, type Finding, type Life} from './problem.ts';

const aboutServers = {kind: 'view', view: 'servers', filter: ''} as const;

/** One that has only begun is known to its neighbours before it is heard. */
const beginsWithinMs = 15_000;

/** One that a route leads to is alive, and may answer a moment later than the others. */
const answersWithinMs = 3000;

/** How long something holds, leaving out the time in which nothing could be heard. */
function heldMs({now, listeningSince}: Model, {since}: Life): number {
	return now - Math.max(since, listeningSince);
}

function namedFinding(model: Model, {name, by, toldBy}: UnheardServer, life: Life): Finding {
	const teller = shownNameOf(model, toldBy);
	const forMs = heldMs(model, life);
	const isLate = forMs > beginsWithinMs;
	const how =
		by === 'route'
			? `${teller} has a route to it`
			: by === 'replica'
				? `${teller} counts it among the replicas of JetStream’s meta group`
				: `${teller} calls it an offline replica of JetStream’s meta group`;
	return {
		key: `name ${name}`,
		...(by === 'route' && forMs <= answersWithinMs ? {isUnripe: true as const} : {}),
		severity: by === 'offline replica' ? 'bad' : isLate ? 'warn' : 'note',
		who: name,
		topic: 'not heard',
		text: `was not heard: ${how}`,
		short: by === 'offline replica' ? 'offline, not heard' : 'not heard',
		about: aboutServers,
	};
}

/** Those that end are counted for minutes; one that is counted for longer is alive, but not heard by us. */
function countedFinding(model: Model, life: Life, named: number): readonly Finding[] {
	if (model.completeAt === undefined) return [];
	const {missing, known, disagreeing, explained} = censusOf(model);
	const unnamed = missing - named;
	const [most] = opinionsOf(model);
	// Where opinions differ, that is what is told.
	if (unnamed <= 0 || most === undefined || (disagreeing && !explained)) return [];
	const isLate = heldMs(model, life) > agingMs;
	const names = firstNames(most.servers.map(server => shownName(model, server)));
	const counts = most.servers.length === 1 ? 'counts' : 'count';
	const were = unnamed === 1 ? 'was' : 'were';
	const maybe = isLate ? '' : `; may have ended within the last ${agingMs / 60_000} minutes`;
	return [
		{
			key: 'missing',
			severity: isLate ? 'warn' : 'note',
			who: unnamed === 1 ? '1 server' : `${unnamed} servers`,
			topic: 'not heard',
			text: `that ${names} ${counts} ${were} not heard (${most.counted} counted, ${known} heard)${maybe}`,
			short: `${were} not heard`,
			about: aboutServers,
		},
	];
}

export const missingServerRule = defineRule({
	id: 'missing-server',
	meaning: 'a server that others name was not heard, or one that they count was not heard for more than four minutes',
	holdMs: () => 0,
	find(model, lifeOf) {
		const named = unheardServers(model);
		return [
			...named.map(server => namedFinding(model, server, lifeOf(`name ${server.name}`))),
			...countedFinding(model, lifeOf('missing'), named.length),
		];
	},
});
