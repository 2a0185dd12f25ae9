// What is known of a system when its messages were heard, names aside: to compare a recording with its anonymized copy.
import {type Core, createCore} from '../../source/core/core.ts';
import {stateOf} from '../../source/model/server-state.ts';
import {serversInOrder} from '../../source/model/servers.ts';
import type {Message} from '../../source/wire/message.ts';

/** A core that has heard all of it, and ten seconds more. */
export function heard(messages: readonly Message[]): Core {
	const core = createCore({view: 'overview', utc: true, label: 'test'});
	core.draw(120, 40);
	for (const message of messages) core.hear(message);
	core.pass((messages.at(-1)?.at ?? 0) + 10_000);
	return core;
}

/** What is known of a system, names aside. */
export function knowledge(core: Core) {
	const {model} = core;
	const {problems, dropped} = core.everyProblem();
	return {
		problems: problems
			.map(({rule, worst, since, overAt, total, peak, times}) => [rule, worst, since, overAt, total, peak, times])
			.sort(),
		dropped,
		servers: serversInOrder(model)
			.map(server => [
				stateOf(model, server),
				server.version,
				server.stats?.connections,
				server.stats?.received.messages,
			])
			.map(String)
			.sort(),
		clients: [...model.clients.values()]
			.map(({live, lastReason, version}) => `${live} ${lastReason} ${version}`)
			.sort(),
		refused: [...model.refused.values()].map(({attempts, lastReason}) => `${attempts.total} ${lastReason}`).sort(),
		accounts: [...model.accounts.values()].map(({shares}) => shares.size).sort(),
		connections: model.connections,
		clusters: new Set(serversInOrder(model).map(({cluster}) => cluster)).size,
		meta: [...model.metaMembers.values()].map(members => members.length).sort(),
		tallies: Object.entries(model.tallies).map(([name, {total}]) => [name, total]),
		journals: Object.entries(model.journals).map(([name, {added}]) => [name, added]),
		notices: model.journals.notices.slots.map(({kind, at, count}) => [kind, at, count]),
		counted: [model.duplicates, model.misunderstood, model.tooLarge, model.completeAt, model.forgotten],
	};
}
