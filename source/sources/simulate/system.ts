// A simulated NATS system. The seed decides what happens; the caller says what time it is.
import {planAnswers} from './answers.ts';
import {castFor} from './cast-for.ts';
import {beginStatsz, planConns} from './heartbeats.ts';
import {planRounds} from './incidents.ts';
import type {Scenario} from './scenarios/scenario.ts';
import {tour} from './scenarios/tour.ts';
import {createClients} from './client-lifecycle.ts';
import {createServers} from './server-lifecycle.ts';
import {createRandom, type Random} from './randomness.ts';
import {probe, refuse} from './refusals.ts';
import {arrived, createWorld, isUp, onMicrosecond, plan, type World} from './world.ts';
import {answerPrefix, type LinkReport, linkSubject, type Message} from '../../wire/message.ts';
import type {Request} from '../../requests/request.ts';

export type SystemOptions = {
	readonly seed: number;
	/** Epoch milliseconds of the beginning. */
	readonly startAt: number;
	/** That many servers, all alike, instead of the demo's two clusters of three. */
	readonly servers?: number;
	/** What is played. By default the tour; `undefined` for nothing, which is the default in a system of a number of servers. */
	readonly scenario?: Scenario | undefined;
};

export type SimulatedSystem = {
	/**
	 * What arrived since the last step, up to and including an epoch millisecond, by time of arrival. The very first
	 * message is the `(link)` report. The sequence is the same in whatever steps it is taken. A time that has passed
	 * yields nothing.
	 */
	advance(untilEpochMs: number): Message[];
	/**
	 * Asks the servers at an epoch millisecond (not before the last step): returns what arrived until then and, last,
	 * the request itself. The answers arrive with later steps, some milliseconds on.
	 */
	ask(request: Request, atEpochMs: number): Message[];
	/** The ids of the processes that are up (lame ducks are not), by server name. */
	liveServers(): ReadonlyMap<string, string>;
};

/** Throws a RangeError when `servers` is not a whole number above 0, or too few for the scenario. */
export function createSystem(options: SystemOptions): SimulatedSystem {
	const {seed, startAt, servers} = options;
	const scenario = 'scenario' in options ? options.scenario : servers === undefined ? tour : undefined;
	const random = createRandom(seed);
	const world = createWorld(castFor(scenario, servers), startAt, random.fork('life'));
	const tokens = random.fork('tokens');
	createServers(world);
	createClients(world);
	beginHeartbeats(world);
	planStrangers(world);
	if (scenario !== undefined) planRounds(world, scenario, random.fork('timeline'));

	world.underway.add(0, {subject: linkSubject, text: JSON.stringify(linkReport(world))});

	const advance = (untilEpochMs: number): Message[] => {
		const until = onMicrosecond(untilEpochMs - startAt);
		for (let next = world.agenda.takeUntil(until); next !== undefined; next = world.agenda.takeUntil(until)) {
			world.now = next.at;
			next.item();
		}

		world.now = Math.max(world.now, until);
		const messages: Message[] = [];
		for (let next = world.underway.takeUntil(until); next !== undefined; next = world.underway.takeUntil(until)) {
			messages.push(arrived(world, next.at, next.item.subject, next.item.text));
		}

		return messages;
	};

	return {
		advance,
		ask(request, atEpochMs) {
			const messages = advance(atEpochMs);
			const token = newToken(tokens);
			messages.push({...arrived(world, world.now, request.subject, request.body), reply: answerPrefix + token});
			planAnswers(world, request, token);
			return messages;
		},
		liveServers() {
			const live = [...world.servers.values()].filter(isUp);
			return new Map(live.map(({role, id}) => [role.name, id]));
		},
	};
}

const newToken = (random: Random): string => random.text(12, '0123456789abcdef');

function beginHeartbeats(world: World): void {
	for (const server of world.servers.values()) {
		beginStatsz(world, server);
		// The last one before the beginning, which the other servers have heard.
		server.lastStatszAt = -world.random.between(1000, 10_000);
		for (const account of server.accounts.values()) {
			if (account.role.id !== '$G') {
				planConns(world, server, account, world.random.between(0, 30_000));
			}
		}
	}
}

/** Plans failed logins of strangers and probes of the port, now and then. */
function planStrangers(world: World): void {
	const {strangers, strangersEveryMs, servers} = world.cast;
	if (strangers.length === 0 || !Number.isFinite(strangersEveryMs)) {
		return;
	}

	const visit = (): void => {
		const server = world.servers.get(world.random.pick(servers).name);
		if (server !== undefined && isUp(server)) {
			if (world.random.chance(0.4)) {
				probe(world, server, '10.2.0.2');
			} else {
				const {name, user, host} = world.random.pick(strangers);
				refuse(world, server, {
					application: {name, user, kind: 'nats', language: 'raw', version: '1.0.0'},
					index: 0,
					host,
				});
			}
		}

		plan(world, world.random.between(0.4, 1.6) * strangersEveryMs, visit);
	};
	plan(world, world.random.between(1000, 4000), visit);
}

function linkReport(world: World): LinkReport {
	const server = world.servers.get(world.cast.linkServer);
	return {
		state: 'up',
		address: '127.0.0.1:4222',
		serverId: server?.id ?? '',
		serverName: world.cast.linkServer,
		cid: 31,
		systemAccount: true,
	};
}
