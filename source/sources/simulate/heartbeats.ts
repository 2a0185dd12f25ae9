// What servers send regularly by themselves: STATSZ about the process, CONNS about each account.
import {accountStatOf} from './account-stat.ts';
import {eventHead} from './payloads.ts';
import type {AccountHere, SimulatedServer} from './simulated-server.ts';
import {statszOf} from './statsz.ts';
import {isUp, nextServerInfo, plan, send, time, type World} from './world.ts';

/** After a start: an interval that doubles from a second, then stays (nats-server 2.15.2). */
const statszAfterStartMs = [250, 1250, 3250, 7250, 15_250] as const;
const statszEveryMs = 10_000;
/** At most one broadcast a second, whatever the cause. */
const statszAtLeastMs = 1000;
const connsEveryMs = 30_000;

/** Begins the regular STATSZ of a server; one that has been up for long is somewhere inside its interval. */
export function beginStatsz(world: World, server: SimulatedServer): void {
	const age = world.now - server.startedAt;
	const early = statszAfterStartMs.find(after => after > age);
	const last = statszAfterStartMs[statszAfterStartMs.length - 1] ?? 0;
	const waitMs = early === undefined ? statszEveryMs - ((age - last) % statszEveryMs) : early - age;
	plan(world, waitMs, () => {
		if (isUp(server)) {
			broadcastStatsz(world, server);
			beginStatsz(world, server);
		}
	});
}

export function broadcastStatsz(world: World, server: SimulatedServer): void {
	// A tenth of slack: times are rounded to microseconds, and a regular one must not be taken for too early.
	if (isUp(server) && world.now - server.lastStatszAt > statszAtLeastMs * 0.9) {
		server.lastStatszAt = world.now;
		send(world, server, `$SYS.SERVER.${server.id}.STATSZ`, statszOf(world, server));
	}
}

/** Sends how many connections an account has on a server, and plans to repeat it. */
export function sendConns(world: World, server: SimulatedServer, account: AccountHere): void {
	// Servers send none about `$G` since 2.10.
	if (account.role.id === '$G') {
		return;
	}

	// Servers send it under an older subject first, to which we do not listen.
	server.sequence++;
	send(world, server, `$SYS.ACCOUNT.${account.role.id}.SERVER.CONNS`, {
		...eventHead('account_connections', server.nextEventId(), time(world, world.now)),
		server: nextServerInfo(world, server),
		...accountStatOf(world, server, account),
	});
	planConns(world, server, account, connsEveryMs);
}

/** Plans the next CONNS of an account unless something changes before. */
export function planConns(world: World, server: SimulatedServer, account: AccountHere, inMs: number): void {
	account.heartbeatAt = world.now + inMs;
	if (!account.heartbeatPlanned && account.clients + account.leafnodes > 0) {
		account.heartbeatPlanned = true;
		plan(world, inMs, () => beat(world, server, account));
	}
}

function beat(world: World, server: SimulatedServer, account: AccountHere): void {
	account.heartbeatPlanned = false;
	if (!isUp(server) || account.clients + account.leafnodes === 0) {
		return;
	}

	const waitMs = account.heartbeatAt - world.now;
	if (waitMs > 0.001) {
		planConns(world, server, account, waitMs);
	} else {
		sendConns(world, server, account);
	}
}
